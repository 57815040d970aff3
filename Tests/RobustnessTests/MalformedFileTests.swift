import Foundation
import Kalends
import TestSupport
import Testing

/// Every file of `fixtures/malformed`, with the result that `expected.txt` next to it requires.
struct MalformedFile: Sendable, CustomTestStringConvertible {
    static let folder = Repository.fixtures.appending(path: "malformed")
    static let kinds = ["icalendar", "kolab", "xcal"]
    static let all: [MalformedFile] = kinds.flatMap { kind in
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: kind).path)) ?? []
        return names.sorted().filter { $0 != "expected.txt" }.map { MalformedFile(kind: kind, name: $0) }
    }
    static let expected = Dictionary(
        uniqueKeysWithValues: kinds.map { ($0, KnownList(folder.appending(path: "\($0)/expected.txt")).entries) }
    )

    let kind: String
    let name: String
    var testDescription: String { "\(kind)/\(name)" }
    var bytes: [UInt8] { get throws { try Repository.bytes(Self.folder.appending(path: "\(kind)/\(name)")) } }

    /// What is read, and each finding as `rule line:column`; or the rule and place of the refusal.
    func outcome() throws -> (outcome: String, findings: [String]) {
        var diagnostics = Diagnostics(file: name)
        do {
            _ = try Converter().read(try bytes, name: name, diagnostics: &diagnostics)
            return ("read", diagnostics.all.map { "\($0.rule) \($0.location.line):\($0.location.column)" })
        } catch let error as ReadError {
            return ("refused \(error.rule) \(error.location.line):\(error.location.column)", [])
        }
    }

    /// Every row of the tables in README.md: file, content, required result, findings.
    static let table: [String: [String]] = {
        let text = (try? String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8)) ?? ""
        var rows: [String: [String]] = [:]
        var kind = ""
        for line in text.split(separator: "\n") {
            if line.hasPrefix("## `") { kind = String(line.dropFirst(4).prefix { $0 != "/" }) }
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            if line.hasPrefix("| "), cells.count > 2, cells[0].contains(".") {
                rows["\(kind)/\(cells[0])"] = Array(cells.dropFirst())
            }
        }
        return rows
    }()
}

@Suite("Malformed files") struct MalformedFileTests {
    @Test(arguments: MalformedFile.all)
    func `is answered as listed, finding by finding`(_ file: MalformedFile) throws {
        let clock = ContinuousClock()
        let start = clock.now
        let (outcome, findings) = try file.outcome()
        #expect(clock.now - start < .seconds(5))
        let expected = try #require(MalformedFile.expected[file.kind]?[file.name], "not in expected.txt")
        #expect(outcome == expected.first)
        #expect(findings == expected.dropFirst().filter { !$0.isEmpty })
    }

    @Test(arguments: MalformedFile.all)
    func `is written in every format, and everything read is accounted for`(_ file: MalformedFile) throws {
        for target in CalendarFormat.allCases where target != .message {
            guard let result = try? Converter().convert(try file.bytes, to: target, name: file.name) else { continue }
            let report = result.report
            #expect(report.read == report.written + report.skipped + report.failed, "\(target)")
        }
    }

    @Test(arguments: MalformedFile.all.filter { $0.kind == "icalendar" && !$0.name.hasPrefix("vcalendar-") })
    func `iCalendar text that is read is written back byte for byte`(_ file: MalformedFile) throws {
        guard let result = try? Converter().convert(try file.bytes, to: .iCalendar, name: file.name) else { return }
        #expect(result.bytes == (try file.bytes))
    }

    @Test(arguments: MalformedFile.all)
    func `agrees with the table in the README, but for what is listed`(_ file: MalformedFile) throws {
        let row = try #require(MalformedFile.table[file.testDescription], "not in README.md")
        let (outcome, findings) = try file.outcome()
        let isListed = Self.known[file.testDescription] != nil
        #expect(keeps(outcome, findings, row, file) != isListed, "\(row[1]): \(outcome) \(findings)")
    }

    private static let known = KnownList("Known/malformed-readme.txt").entries

    /// Whether an outcome is what a row of the table promises.
    private func keeps(_ outcome: String, _ findings: [String], _ row: [String], _ file: MalformedFile) -> Bool {
        let promise = row[1]
        let isRefused = outcome.hasPrefix("refused")
        let mayBeEither = promise.contains("refused") && promise.contains("read") || promise.contains("fetched")
        guard mayBeEither || isRefused == promise.hasPrefix("refused") else { return false }
        if isRefused {
            let rule = row.joined(separator: " ").split(separator: "`").dropFirst().first { $0.contains("-") }
            return rule.map { outcome.contains(" \($0) ") } ?? true
        }
        if promise.hasSuffix("silent"), !findings.isEmpty { return false }
        if promise.contains("warning"), !promise.contains("silent"), findings.isEmpty { return false }
        guard file.kind == "icalendar" else { return true }
        let rules = findings.map { String($0.prefix { $0 != " " }) }
        let counted = Dictionary(grouping: rules) { $0 }.map { $1.count > 1 ? "`\($0)` ×\($1.count)" : "`\($0)`" }
        return counted.sorted().joined(separator: ", ") == (row.count > 2 ? row[2] : "")
    }

    @Test(arguments: MalformedFile.all)
    func `a refusal has a place, but where the whole file is meant`(_ file: MalformedFile) throws {
        let (outcome, _) = try file.outcome()
        guard outcome.hasPrefix("refused"), !outcome.contains("not-a-calendar") else {
            return
        }
        #expect(!outcome.hasSuffix(" 0:0"), "\(outcome)")
    }

    @Test func `every row of the tables has its file`() {
        #expect(Set(MalformedFile.table.keys) == Set(MalformedFile.all.map(\.testDescription)))
        for kind in MalformedFile.kinds {
            let names = Set(MalformedFile.all.filter { $0.kind == kind }.map(\.name))
            #expect(Set((MalformedFile.expected[kind] ?? [:]).keys) == names)
        }
    }

    @Test(.enabled(if: TestRun.isRecording, "records only on request"))
    func `records what is answered`() throws {
        for kind in MalformedFile.kinds {
            var text = "# file\toutcome\tfindings: rule line:column\n"
            for file in MalformedFile.all where file.kind == kind {
                let (outcome, findings) = try file.outcome()
                text += ([file.name, outcome] + findings).joined(separator: "\t") + "\n"
            }
            try text.write(
                to: MalformedFile.folder.appending(path: "\(kind)/expected.txt"),
                atomically: true,
                encoding: .utf8
            )
        }
    }
}
