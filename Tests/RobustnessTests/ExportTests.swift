import ICalendar
import Foundation
import Kalends
import Testing

/// What other software makes of the iCalendar text that we write.
@Suite("Exports read by other software", .serialized) struct ExportTests {
    /// What an oracle says of one item.
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

    /// The `.ics` written from every fixture that is in another format, or is iCalendar and went through xCal.
    private func exports(to folder: URL) throws -> [String: ComponentTree] {
        var found: [String: ComponentTree] = [:]
        let fixtures = Places.fixtures.appending(path: "conversions")
        for name in Places.files(["xml", "ics"], below: fixtures) where !name.contains("/converted/") {
            let bytes = try Places.bytes(fixtures.appending(path: name))
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

    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kalends-exports-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
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

    @Test func `python-icalendar reads the same items`() throws {
        guard let python = Program.python(with: "icalendar") else {
            return print("python-icalendar absent: exports not read with it")
        }
        try withFolder { folder in
            let trees = try exports(to: folder)
            let script = Places.oracles.appending(path: "read_with_icalendar.py").path
            try compare(try Program.output(python, [script] + trees.keys.sorted()), trees, by: "python-icalendar")
        }
    }

    @Test func `libical reads the same items`() throws {
        try withFolder { folder in
            let program = folder.appending(path: "read_with_libical").path
            let source = Places.oracles.appending(path: "read_with_libical.c").path
            guard (try? Program.output("/usr/bin/env", ["cc", source, "-lical", "-o", program])) != nil else {
                return print("libical or a C compiler absent: exports not read with it")
            }
            let trees = try exports(to: folder)
            try compare(try Program.output(program, trees.keys.sorted()), trees, by: "libical")
        }
    }

    /// The fixture's own text and what came back from xCal or Kolab must give the same occurrences.
    @Test func `recurring-ical-events finds the same occurrences before and after`() throws {
        guard let python = Program.python(with: "recurring_ical_events") else {
            return print("recurring-ical-events absent: occurrences of exports not counted")
        }
        try withFolder { folder in
            let known = KnownList(known: "occurrences-differ.txt").entries
            let fixtures = Places.fixtures.appending(path: "conversions")
            var pairs: [(name: String, before: String, after: [String])] = []
            for name in Places.files(["ics"], below: fixtures) where name.hasSuffix("/event.ics") {
                let bytes = try Places.bytes(fixtures.appending(path: name))
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
                    let file = folder.appending(
                        path: "\(format.rawValue)--" + name.replacingOccurrences(of: "/", with: "--")
                    )
                    try Data(text).write(to: file)
                    after.append(file.path)
                }
                pairs.append((name, before, after))
            }
            let script = Places.oracles.appending(path: "list_occurrences.py").path
            let files = pairs.flatMap { [$0.before] + $0.after }
            var answers: [String: Occurrences] = [:]
            for line in try Program.output(python, [script, "2024-01-01", "2028-01-01"] + files).split(separator: "\n")
            {
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
}

/// Runs programs that are not ours.
enum Program {
    struct Failure: Error { let status: Int32 }

    /// What a program writes to its standard output.
    static func output(_ path: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return String(decoding: data, as: UTF8.self)
    }

    /// A Python that has a module: the one that `KALENDS_PYTHON` names, else the system's.
    static func python(with module: String) -> String? {
        let named = ProcessInfo.processInfo.environment["KALENDS_PYTHON"]
        guard
            let path = named ?? (try? output("/usr/bin/env", ["which", "python3"]))?.trimmingCharacters(in: .newlines)
        else { return nil }
        return (try? output(path, ["-c", "import \(module)"])) == nil ? nil : path
    }
}
