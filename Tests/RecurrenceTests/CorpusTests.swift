import CalendarDiagnostics
import Foundation
import ICalendar
import TestSupport
import Testing
import TimeZones

@testable import Recurrence

@Suite(.needsCorpus("recurrence")) struct `Recurrence corpus` {
    @Test(arguments: ["core", "unsynchronised", "rscale"])
    func `lists what the corpus expects`(file: String) throws {
        for line in try RecurrenceCorpus.lines(of: file, as: RecurrenceCorpus.Case.self) {
            guard let expected = line.expected else { continue }
            let set = try recurrenceSet(of: line)
            let limit = line.complete ? expected.count + 5 : expected.count
            let found = set.first(limit).collected()
            #expect(found.occurrences == expected.map(moment), "\(line.id) \(line.dtstart) \(line.rrule ?? "")")
            #expect(found.outcome == .finished, "\(line.id)")
        }
    }

    @Test(arguments: ["core", "unsynchronised", "rscale"])
    func `forward, backward, containment and windows agree`(file: String) throws {
        for line in try RecurrenceCorpus.lines(of: file, as: RecurrenceCorpus.Case.self) {
            guard line.expected != nil else { continue }
            expectAgreement(try recurrenceSet(of: line), "\(line.id) \(line.dtstart) \(line.rrule ?? "")")
        }
    }

    @Test func `answers every disputed case with the policy that is written down`() throws {
        let policies = try DisputedPolicies()
        for line in try RecurrenceCorpus.lines(of: "disputed", as: RecurrenceCorpus.Case.self) {
            let claims = line.claims ?? []
            let longest = claims.compactMap { $0.dates?.count }.max() ?? 0
            let found = try recurrenceSet(of: line).first(longest).collected()
            let agreeing = claims.first { claim in
                guard let dates = claim.dates, !dates.isEmpty else { return false }
                return found.occurrences.prefix(dates.count).elementsEqual(dates.map(moment))
            }
            let answer = try #require(policies.answers[line.id], "\(line.id) is not in disputed-policies.txt")
            #expect(found.outcome == .finished, "\(line.id)")
            #expect(
                answer.agreesWith == "nobody" ? agreeing == nil : agreeing?.by.contains(answer.agreesWith) == true,
                "\(line.id) \(line.rrule ?? "") agrees with \(agreeing?.by ?? []): \(found.occurrences.prefix(8))"
            )
        }
    }

    @Test func `resolves gaps and overlaps as the corpus expects`() throws {
        for line in try RecurrenceCorpus.lines(of: "dst", as: RecurrenceCorpus.Case.self) {
            guard let name = line.tzid, let expected = line.expected, let zone = zoneRules(named: name) else {
                continue
            }
            let rule = try #require(RecurrenceRule.readingLeniently(line.rrule ?? "").rule)
            let sequence = RecurrenceSequence(rule, from: moment(line.dtstart), in: zone)
            let found = Array(sequence.resolved(in: zone).first(expected.count + (line.complete ? 5 : 0)))
            #expect(found.map(\.local) == expected.map(moment), "\(line.id) \(line.dtstart) \(line.rrule ?? "")")
            #expect(
                found.map { CivilDateTime(secondsSinceEpoch: $0.instant) } == (line.expected_utc ?? []).map(moment),
                "\(line.id)"
            )
        }
    }

    @Test func `refuses, repairs or accepts rules as the corpus says`() throws {
        for line in try RecurrenceCorpus.lines(of: "invalid_rules", as: RecurrenceCorpus.InvalidRule.self) {
            let (rule, findings) = RecurrenceRule.readingLeniently(line.rrule)
            let strict = try? RecurrenceRule(reading: line.rrule)
            switch line.expected_class {
            case "reject": #expect(strict == nil, "\(line.rrule)")
            case "warn": #expect(strict != nil && findings.contains { $0.severity == .warning }, "\(line.rrule)")
            case "accept": #expect(strict != nil && findings.isEmpty, "\(line.rrule)")
            case "accept-empty":
                let rule = try #require(strict, "\(line.rrule)")
                let start = moment(line.dtstart ?? "20260101")
                let found = RecurrenceSequence(rule, from: start).withoutStart.first(1).collected()
                #expect(found.occurrences.isEmpty && found.outcome == .finished, "\(line.rrule)")
            case "accept-infinite":
                let rule = try #require(strict, "\(line.rrule)")
                let start = moment(line.dtstart ?? "20260101")
                #expect(Array(RecurrenceSequence(rule, from: start).first(3)).count == 3, "\(line.rrule)")
            default: #expect(rule != nil || !findings.isEmpty, "\(line.rrule)")
            }
        }
    }

    private func recurrenceSet(of line: RecurrenceCorpus.Case) throws -> RecurrenceSet {
        var policies = RecurrencePolicies()
        if line.semantics == "rule-only" { policies.start = .ruleOnly }
        let start = moment(line.dtstart)
        let zone = line.tzid.flatMap { zoneRules(named: $0) } ?? .utc
        var set = RecurrenceSet()
        if let text = line.rrule {
            let rule = try #require(RecurrenceRule.readingLeniently(text).rule, "\(text)")
            // Some origins add DTSTART to COUNT, some count it: the length of the list shows which.
            if line.semantics == "dtstart-included", let count = rule.count, line.expected?.count == count + 1 {
                policies.start = .includedUncounted
            }
            set = set.merged(
                with: RecurrenceSequence(
                    rule,
                    from: start,
                    isAllDay: line.value == "DATE",
                    policies: policies,
                    in: zone
                )
            )
        } else {
            set = set.merged(with: [start])
        }
        return set.merged(with: (line.rdate ?? []).map(moment)).removing((line.exdate ?? []).map(moment))
    }
}

/// Which policy applies to each disputed case, and which program follows it: lines of an id, a policy and a name.
struct DisputedPolicies {
    var answers: [String: (policy: String, agreesWith: String)] = [:]

    init() throws {
        for fields in KnownList("disputed-policies.txt").rows {
            try #require(fields.count == 3, "\(fields)")
            answers[fields[0]] = (fields[1], fields[2].replacing("_", with: " "))
        }
    }
}

/// The machine's own rules for a zone, or nil where it has none.
func zoneRules(named name: String) -> ZoneRules? {
    guard let bytes = FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(name)") else { return nil }
    let array = Array(bytes)
    return try? ZoneFileReader.read(array.span)
}
