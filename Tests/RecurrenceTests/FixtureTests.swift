import Foundation
import ICalendar
import TestSupport
import Testing

@testable import Recurrence

/// A block of `fixtures/recurrence/*.txt`: a comment, DTSTART, RRULE, EXDATE perhaps, then the instances; three dots
/// mean that there are more.
struct RecurrenceFixture: CustomTestStringConvertible, Sendable {
    var comment = ""
    var start = ""
    var rule = ""
    var exclusions: [String] = []
    var instances: [String] = []
    var goesOn = false

    var testDescription: String { comment }

    init(block: Substring) {
        for line in block.split(separator: "\n") {
            let field = line.split(separator: ":", maxSplits: 1).map(String.init)
            switch field[0] {
            case "DTSTART": start = field[1]
            case "RRULE": rule = field[1]
            case "EXDATE": exclusions = field[1].split(separator: ",").map(String.init)
            case "...": goesOn = true
            case _ where line.hasPrefix("# "): comment = String(line.dropFirst(2))
            default: instances.append(String(line))
            }
        }
    }

    static let all: [RecurrenceFixture] = {
        let folder = Repository.file("fixtures/recurrence")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return names.filter { $0.hasSuffix(".txt") }.sorted().flatMap { name -> [RecurrenceFixture] in
            let text = (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
            return text.split(separator: "\n\n").map { RecurrenceFixture(block: $0) }.filter { !$0.rule.isEmpty }
        }
    }()
}

@Suite struct `Recurrence fixtures` {
    @Test func `are there`() {
        #expect(RecurrenceFixture.all.count > 50)
    }

    @Test(arguments: RecurrenceFixture.all)
    func `list their instances in every direction`(_ fixture: RecurrenceFixture) throws {
        let rule = try RecurrenceRule(reading: fixture.rule)
        let sequence = RecurrenceSequence(rule, from: moment(fixture.start))
        let set = sequence.removing(fixture.exclusions.map(moment))
        let expected = fixture.instances.map(moment)
        let found = set.first(fixture.goesOn ? expected.count : expected.count + 5).collected()
        #expect(found.occurrences == expected)
        #expect(found.outcome == .finished)
        expectAgreement(set, fixture.comment)
    }
}
