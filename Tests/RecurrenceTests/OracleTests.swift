import Foundation
import ICalendar
import TestSupport
import Testing

@testable import Recurrence

@Suite(.needsPython("dateutil")) struct `Recurrence beside python-dateutil` {
    /// The readings that dateutil has chosen.
    private var policies: RecurrencePolicies {
        var policies = RecurrencePolicies()
        policies.start = .ruleOnly
        policies.weekNumberDays = .everyDay
        policies.weekNumberInterval = .calendarYears
        policies.mixedWeekdays = .intersection
        policies.weeklySetPositions = .fromStart
        policies.untilDate = .midnight
        return policies
    }

    @Test func `agrees over random rules`() throws {
        var random = SeededGenerator(seed: oracleSeed)
        let limit = 40
        let cases = (0..<oracleCount).map { _ in
            (rule: RecurrenceRule.random(using: &random), start: RecurrenceRule.randomStart(using: &random))
        }
        let questions = cases.map { "\(compact($0.start)) \(limit) \($0.rule)" }
        let answers = try dateutil(questions)
        #expect(answers.count == questions.count)
        var compared = 0
        for (index, answer) in answers.enumerated() where !answer.hasPrefix("error") {
            let (rule, start) = cases[index]
            let sequence = RecurrenceSequence(rule, from: start, policies: policies)
            let found = sequence.first(limit).collected()
            compared += 1
            #expect(
                found.occurrences.map(compact) == answer.split(separator: " ").map(String.init),
                "\(questions[index]) \(found.outcome)"
            )
            expectAgreement(sequence, questions[index], limit: 40)
        }
        #expect(compared > cases.count / 2)
    }

    private func compact(_ moment: CivilDateTime) -> String {
        moment.description.replacing("-", with: "").replacing(":", with: "")
    }

    /// One line of answer for each question.
    private func dateutil(_ questions: [String]) throws -> [String] {
        let script = Repository.file("Tests/RecurrenceTests/dateutil-oracle.py").path
        let input = Array((questions.joined(separator: "\n") + "\n").utf8)
        return try Python.run(script, with: ["dateutil"], input: input).output
            .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    /// Another seed, or more rules, for a longer hunt.
    private var oracleSeed: UInt64 {
        ProcessInfo.processInfo.environment["KALENDS_ORACLE_SEED"].flatMap { UInt64($0) } ?? 5545
    }

    private var oracleCount: Int {
        ProcessInfo.processInfo.environment["KALENDS_ORACLE_COUNT"].flatMap { Int($0) } ?? 400
    }
}
