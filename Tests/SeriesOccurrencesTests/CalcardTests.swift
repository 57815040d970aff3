import CalendarDiagnostics
import CalendarModel
import Foundation
import ICalendar
import SeriesOccurrences
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

    @Test func `match where two implementations agree`() throws {
        guard let folder = Corpus.folder("ical") else { return }
        let table = try String(contentsOf: folder.appending(path: "calcard-crosscheck.tsv"), encoding: .utf8)
        let covered = table.split(separator: "\n").map { $0.split(separator: "\t") }.filter { $0.count > 1 && $0[1] == "covered" }
        #expect(covered.count == 47)
        for name in covered.map({ String($0[0]) }) {
            let file = folder.appending(path: "calcard/ical/\(name)")
            let wanted = try Self.expected(file.appendingPathExtension("json"))
            let found = try Self.expand(Array(Data(contentsOf: file.appendingPathExtension("ics"))), like: wanted)
            let missing = wanted.filter { !found.contains($0) }.map(Self.shown)
            let others = found.filter { !wanted.contains($0) }.map(Self.shown)
            #expect(missing.isEmpty && others.isEmpty, "\(name): missing \(missing.prefix(3)), others \(others.prefix(3))")
        }
    }

    /// `start end`, in seconds since 1970, of every occurrence, by component where the expectation names one.
    private static func expected(_ file: URL) throws -> [String] {
        let text = try String(contentsOf: file, encoding: .utf8)
        var lines: [String] = []
        for document in text.replacing("}\n{", with: "}\u{1}{").replacing("}\n\n{", with: "}\u{1}{").split(separator: "\u{1}") {
            let expected = try JSONDecoder().decode(Expected.self, from: Data(document.utf8))
            for event in expected.events { lines.append("\(try seconds(event.start)) \(try seconds(event.end))") }
        }
        return lines.sorted()
    }

    private static func shown(_ line: String) -> String {
        line.split(separator: " ").compactMap { Int($0) }.map { CivilDateTime(secondsSinceEpoch: $0).description }.joined(separator: "/")
    }

    private static func seconds(_ text: String) throws -> Int {
        let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
        let local = CivilDateTime(
            CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]),
            CivilTime(hour: numbers[3], minute: numbers[4], second: numbers[5]))
        guard !text.hasSuffix("Z") else { return local.secondsSinceEpoch }
        let offset = numbers[6] * 3600 + numbers[7] * 60
        return local.secondsSinceEpoch - (text.dropLast(5).hasSuffix("-") ? -offset : offset)
    }

    private static func expand(_ bytes: [UInt8], like wanted: [String]) throws -> [String] {
        var diagnostics = Diagnostics()
        let tree = try ICalendarReader().read(bytes, diagnostics: &diagnostics)
        let directory = ZoneDirectory()
        let auckland = try #require(directory.rules(for: "Pacific/Auckland"))
        var expander = SeriesExpander(directory: directory)
        var lines: [String] = []
        for calendar in tree.components {
            for series in Series.all(in: calendar, diagnostics: &diagnostics).series {
                let expanded = expander.expand(series, diagnostics: &diagnostics)
                for occurrence in expanded.occurrences(in: .always).prefix(wanted.count + 10) {
                    let start = occurrence.instant ?? auckland.instant(of: occurrence.start.civil) ?? 0
                    let end: Int
                    switch occurrence.end {
                    case nil: end = start
                    case .utc(let time): end = time.secondsSinceEpoch
                    case .zoned(let time, let zone):
                        end = directory.resolve(zone)?.rules.instant(of: time) ?? start
                    case let time?: end = auckland.instant(of: time.civil) ?? 0
                    }
                    lines.append("\(start) \(end)")
                }
            }
        }
        return lines.sorted()
    }
}
