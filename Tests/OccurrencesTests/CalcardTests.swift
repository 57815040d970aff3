import CalendarDiagnostics
import CalendarModel
import Foundation
import ICalendar
import Occurrences
import Recurrence
import TestSupport
import Testing
import TimeZones

/// Whole-file expansions of another project, as far as a second implementation confirms them.
@Suite struct `Whole-file expansions` {
    struct Expected: Decodable {
        struct Event: Decodable {
            var comp_id: Int
            var start: String
            var end: String
        }
        var events: [Event]
    }

    @Test(.needsCorpus("ical/calcard")) func `match where two implementations agree`() throws {
        let folder = Corpus.file("ical")
        let table = try String(contentsOf: folder.appending(path: "calcard-crosscheck.tsv"), encoding: .utf8)
        let covered = table.split(separator: "\n").map { $0.split(separator: "\t") }.filter {
            $0.count > 1 && $0[1] == "covered"
        }
        #expect(covered.count == 47)
        let known = KnownList("known-differences.txt").entries.mapValues { $0.joined() }
        for name in covered.map({ String($0[0]) }) {
            let file = folder.appending(path: "calcard/ical/\(name)")
            let wanted = try Self.expected(file.appendingPathExtension("json"))
            let isRuleOnly = known[name]?.hasPrefix("rule-only") == true
            let bytes = try Array(Data(contentsOf: file.appendingPathExtension("ics")))
            let found = try Self.expand(bytes, like: wanted, isRuleOnly: isRuleOnly)
            let missing = wanted.filter { !found.contains($0) }.map(Self.shown)
            let others = found.filter { !wanted.contains($0) }.map(Self.shown)
            guard known[name] == nil || isRuleOnly else {
                #expect(!missing.isEmpty || !others.isEmpty, "\(name) matches by now: take it off the list")
                continue
            }
            #expect(
                missing.isEmpty && others.isEmpty,
                "\(name): missing \(missing.prefix(3)), others \(others.prefix(3))"
            )
        }
    }

    /// `start end`, in seconds since 1970, of every occurrence, by component where the expectation names one.
    private static func expected(_ file: URL) throws -> [String] {
        let text = try String(contentsOf: file, encoding: .utf8)
        var lines: [String] = []
        for document in text.replacing("}\n{", with: "}\u{1}{").replacing("}\n\n{", with: "}\u{1}{").split(
            separator: "\u{1}"
        ) {
            let expected = try JSONDecoder().decode(Expected.self, from: Data(document.utf8))
            for event in expected.events { lines.append("\(try seconds(event.start)) \(try seconds(event.end))") }
        }
        return lines.sorted()
    }

    private static func shown(_ line: String) -> String {
        line.split(separator: " ").compactMap { Int($0) }.map { CivilDateTime(secondsSinceEpoch: $0).description }
            .joined(separator: "/")
    }

    private static func seconds(_ text: String) throws -> Int {
        let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
        let local = CivilDateTime(
            CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]),
            CivilTime(hour: numbers[3], minute: numbers[4], second: numbers[5])
        )
        guard !text.hasSuffix("Z") else { return local.secondsSinceEpoch }
        let offset = numbers[6] * 3600 + numbers[7] * 60
        return local.secondsSinceEpoch - (text.dropLast(5).hasSuffix("-") ? -offset : offset)
    }

    /// The same of every occurrence that we list; of an endless series as many as are expected in all.
    private static func expand(_ bytes: [UInt8], like wanted: [String], isRuleOnly: Bool) throws -> [String] {
        var diagnostics = Diagnostics()
        let tree = try ICalendarReader().read(bytes, diagnostics: &diagnostics)
        let directory = ZoneDirectory()
        let auckland = try #require(directory.rules(for: "Pacific/Auckland"))
        var expander = SeriesExpander(directory: directory)
        expander.options.defaultZone = "Pacific/Auckland"
        if isRuleOnly { expander.options.policies.start = .ruleOnly }
        var lines: [String] = []
        for calendar in calendars(of: tree) {
            for series in Series.all(in: calendar).series {
                let expanded = expander.expand(series, diagnostics: &diagnostics)
                let limit = expanded.isEndless ? wanted.count : Int.max
                for occurrence in expanded.occurrences(in: .always).prefix(limit) {
                    let start = occurrence.instant ?? auckland.instant(of: occurrence.start.civil) ?? 0
                    let end =
                        occurrence.endInstant ?? occurrence.end.flatMap { auckland.instant(of: $0.civil) } ?? start
                    let line = "\(start) \(end)"
                    if !expanded.isEndless || wanted.contains(line) { lines.append(line) }
                }
            }
        }
        return lines.sorted()
    }

    /// The calendars of a tree; components outside of any are one of their own.
    private static func calendars(of tree: ComponentTree) -> [Component] {
        let loose = tree.components.filter { $0.name != .vcalendar }
        var builder = ComponentTreeBuilder()
        builder.begin(.vcalendar)
        for component in loose { builder.copy(component) }
        builder.end()
        return tree.components.filter { $0.name == .vcalendar } + builder.finish().components
    }
}
