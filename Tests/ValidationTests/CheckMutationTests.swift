import CalendarDiagnostics
import Kalends
import Testing

@testable import Validation

@Suite("Mutations") struct CheckMutationTests {
    @Test func `a rule that lacks one of its checks misses one of its examples`() {
        for rule in RuleCatalogue.rules {
            for index in rule.checks.indices {
                // What only names the findings of readers finds nothing.
                if case .sameAs = rule.checks[index] { continue }
                var checks = rule.checks
                checks.remove(at: index)
                let mutant = Rule(
                    rule.id,
                    rule.severity,
                    rule.source,
                    rule.sentence,
                    accepted: rule.accepted,
                    flagged: rule.flagged,
                    checks: checks
                )
                let validator = Validator(rules: [SelectedRule(mutant)], zones: Converter().zones)
                let isMissed = rule.flagged.contains { example in
                    guard let mark = example.mark else { return false }
                    return !validator.findings(in: example).contains {
                        ($0.location.line, $0.location.column) == (mark.line, mark.column)
                    }
                }
                #expect(isMissed, "\(rule.id) finds its examples without check \(index)")
            }
        }
    }
}
