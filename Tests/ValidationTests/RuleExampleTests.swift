import CalendarDiagnostics
import Foundation
import Kalends
import Testing
import Validation

/// One example of a rule.
struct RuleExample: Sendable, CustomTestStringConvertible {
    let rule: Rule
    let example: Example
    let number: Int
    var testDescription: String { "\(rule.id) \(number)" }

    static let accepted = RuleCatalogue.rules.flatMap { rule in
        rule.accepted.enumerated().map { RuleExample(rule: rule, example: $1, number: $0 + 1) }
    }
    static let flagged = RuleCatalogue.rules.flatMap { rule in
        rule.flagged.enumerated().map { RuleExample(rule: rule, example: $1, number: $0 + 1) }
    }
    static let everything = Validator(rules: RuleCatalogue.rules.map { SelectedRule($0) }, zones: Converter().zones)

    /// The findings of a validator in the example.
    func findings(_ validator: Validator = everything) -> [Finding] { validator.findings(in: example) }
}

extension Validator {
    func findings(in example: Example) -> [Finding] {
        switch example.form {
        case .iCalendar: validate(iCalendar: example.bytes).findings
        case .vCalendar: validate(vCalendar: example.bytes).findings
        case .xCal: validate(xCal: example.bytes).findings
        case .jCal: validate(jCal: example.bytes).findings
        case .kolab: validate(kolab: example.bytes).findings
        case .message: validate(message: example.bytes).findings
        }
    }
}

@Suite("Rule examples") struct RuleExampleTests {
    @Test func `accepted examples have no finding of their rule and no error of any`() {
        for example in RuleExample.accepted {
            let findings = example.findings()
            #expect(
                !findings.contains { $0.rule == example.rule.id },
                "\(example.testDescription): \(Self.text(findings))"
            )
            #expect(!findings.contains { $0.severity == .error }, "\(example.testDescription): \(Self.text(findings))")
        }
    }

    @Test func `flagged examples are found at the marked place`() {
        for example in RuleExample.flagged {
            let found = example.findings().filter { $0.rule == example.rule.id }
            let places = found.map { "\($0.location.line):\($0.location.column)" }
            guard let mark = example.example.mark else {
                Issue.record("\(example.testDescription) has no mark; found at \(places)")
                continue
            }
            #expect(
                places.contains("\(mark.line):\(mark.column)"),
                "\(example.testDescription) at \(mark.line):\(mark.column), found at \(places)"
            )
        }
    }

    @Test func `a rule that is switched off finds nothing`() {
        for rule in RuleCatalogue.rules {
            let others = RuleCatalogue.rules.filter { $0.id != rule.id }.map { SelectedRule($0) }
            let without = Validator(rules: others, zones: Converter().zones)
            let alone = Validator(rules: [SelectedRule(rule)], zones: Converter().zones)
            for example in rule.flagged {
                #expect(!without.findings(in: example).contains { $0.rule == rule.id }, "\(rule.id)")
                let found = alone.findings(in: example)
                #expect(!found.isEmpty && found.allSatisfy { $0.rule == rule.id }, "\(rule.id)")
            }
        }
    }

    @Test func `every rule has examples, a source and a sentence`() {
        for rule in RuleCatalogue.rules {
            #expect(!rule.accepted.isEmpty && !rule.flagged.isEmpty, "\(rule.id)")
            #expect(rule.sentence.hasSuffix(".") && !rule.source.isEmpty, "\(rule.id)")
        }
        #expect(Set(RuleCatalogue.rules.map(\.id)).count == RuleCatalogue.rules.count)
    }

    @Test func `findings in examples have a severity that the rule is documented with`() {
        for example in RuleExample.flagged {
            for finding in example.findings() where finding.rule == example.rule.id {
                #expect(example.rule.severities.contains(finding.severity), "\(example.testDescription)")
            }
        }
    }

    static func text(_ findings: [Finding]) -> String {
        findings.map { "\($0.location.line):\($0.location.column) \($0.severity.rawValue) \($0.message) [\($0.rule)]" }
            .joined(separator: "; ")
    }
}
