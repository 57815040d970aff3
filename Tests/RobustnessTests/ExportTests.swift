import Foundation
import ICalendar
import Kalends
import TestSupport
import Testing

/// How other software reads the iCalendar text that we write.
@Suite("Exports read by other software", .serialized) struct ExportTests {
    /// The answer of an oracle about one item.
    struct Item: Codable, Hashable, Comparable, CustomStringConvertible {
        var component: String
        var uid: String?
        var recurrenceID: String?
        var start: String?

        var description: String { "\(component) \(uid ?? "-") \(recurrenceID ?? "-") \(start ?? "-")" }
        static func < (left: Item, right: Item) -> Bool { left.description < right.description }

        /// libical trims UIDs.
        var withoutBlanks: Item {
            var item = self
            item.uid = uid?.trimmingCharacters(in: .whitespaces)
            return item
        }
    }

    private struct Answer: Decodable {
        var file: String
        var items: [Item]?
        var refused: String?
    }

    private struct Occurrences: Decodable {
        struct Occurrence: Decodable { var uid: String; var start: String? }
        var file: String
        var occurrences: [Occurrence]?
        var refused: String?
    }

    /// The `.ics` written from every fixture that is in another format, or is iCalendar and was converted through xCal.
    private func exports(to folder: URL) throws -> [String: ComponentTree] {
        var found: [String: ComponentTree] = [:]
        let fixtures = Repository.conversions
        for name in Repository.files(["xml", "ics"], below: fixtures) where !name.contains("/converted/") {
            let bytes = try Repository.bytes(fixtures.appending(path: name))
            var result = try Converter().convert(bytes, to: name.hasSuffix(".ics") ? .xCal : .iCalendar, name: name)
            if name.hasSuffix(".ics") { result = try Converter().convert(result.bytes, from: .xCal, to: .iCalendar) }
            let file = folder.appending(path: name.replacingOccurrences(of: "/", with: "--") + ".ics")
            try Data(result.bytes).write(to: file)
            var diagnostics = Diagnostics()
            found[file.path] = try ICalendarReader().read(result.bytes, diagnostics: &diagnostics)
            #expect(diagnostics.isEmpty, "\(name): \(diagnostics.all)")
        }
        return found
    }

    private func items(of components: [Component]) -> [Item] {
        let kinds: Set<Name> = [.vevent, .vtodo, .vjournal, .vfreebusy]
        return components.flatMap { component -> [Item] in
            let own =
                kinds.contains(component.name)
                ? [
                    Item(
                        component: component.nameText,
                        uid: component.first(.uid)?.rawValue,
                        recurrenceID: component.first(.recurrenceID)?.rawValue,
                        start: component.first(.dateTimeStart)?.rawValue
                    )
                ] : []
            return own + items(of: component.components)
        }
    }

    /// Compares an oracle's answers with our own reading; unset values are null or empty.
    private func compare(_ output: String, _ trees: [String: ComponentTree], by oracle: String) throws {
        var answered = 0
        for line in output.split(separator: "\n") {
            let answer = try JSONDecoder().decode(Answer.self, from: Data(line.utf8))
            let tree = try #require(trees[answer.file])
            #expect(answer.refused == nil, "\(oracle) refuses \(answer.file)")
            let own = items(of: tree.components).map(\.withoutBlanks)
            #expect(answer.items?.map(\.withoutBlanks).sorted() == own.sorted(), "\(oracle): \(answer.file)")
            answered += 1
        }
        #expect(answered == trees.count)
    }

    @Test(.needsPython("icalendar")) func `python-icalendar reads the same items`() throws {
        let folder = try TemporaryFolder()
        let trees = try exports(to: folder.url)
        let script = Repository.oracles.appending(path: "read_with_icalendar.py").path
        let answer = try Python.run(script, trees.keys.sorted(), with: ["icalendar"])
        try compare(answer.output, trees, by: "python-icalendar")
    }

    @Test(.needsLibrary(.libical)) func `libical reads the same items`() throws {
        let folder = try TemporaryFolder()
        let trees = try exports(to: folder.url)
        try compare(try CompiledOracle.libical.run(trees.keys.sorted()).output, trees, by: "libical")
    }

    /// The fixture's own text and what was read back from xCal or Kolab must give the same occurrences.
    @Test(.needsPython("recurring_ical_events"))
    func `recurring-ical-events finds the same occurrences before and after`() throws {
        let folder = try TemporaryFolder()
        let known = KnownList("Known/occurrences-differ.txt").entries
        let fixtures = Repository.conversions
        var pairs: [(name: String, before: String, after: [String])] = []
        for name in Repository.files(["ics"], below: fixtures) where name.hasSuffix("/event.ics") {
            let bytes = try Repository.bytes(fixtures.appending(path: name))
            let before = fixtures.appending(path: name).path
            var after: [String] = []
            for format in [CalendarFormat.xCal, .kolab21] {
                let converter = Converter()
                var report = LossReport()
                var diagnostics = Diagnostics()
                let there = converter.write(
                    [try converter.read(bytes, name: name, diagnostics: &diagnostics)],
                    as: format,
                    report: &report
                )
                let back = try there.map { try converter.read($0.bytes, from: format, diagnostics: &diagnostics) }
                guard !back.isEmpty, !report.hasLosses else { continue }
                let text = converter.write(back, as: .iCalendar, report: &report)[0].bytes
                let file = "\(format.rawValue)--" + name.replacingOccurrences(of: "/", with: "--")
                after.append(try folder.write(text, to: file).path)
            }
            pairs.append((name, before, after))
        }
        let script = Repository.oracles.appending(path: "list_occurrences.py").path
        let files = pairs.flatMap { [$0.before] + $0.after }
        var answers: [String: Occurrences] = [:]
        let arguments = ["2024-01-01", "2028-01-01"] + files
        for line in try Python.run(script, arguments, with: ["recurring_ical_events"]).lines {
            let answer = try JSONDecoder().decode(Occurrences.self, from: Data(line.utf8))
            answers[answer.file] = answer
        }
        func lines(_ file: String) -> [String]? {
            answers[file]?.occurrences?.map { "\($0.uid) \($0.start ?? "")" }.sorted()
        }
        for pair in pairs {
            guard let expected = lines(pair.before) else { continue }
            let isSame = pair.after.allSatisfy { lines($0) == expected }
            let found = pair.after.map { "\($0): \((lines($0) ?? ["refused"]).difference(from: expected))" }
            #expect(isSame == (known[pair.name] == nil), "\(pair.name) \(found)")
        }
    }
}
