import Foundation
import TestSupport
import Testing

/// `kalends fix` on folders full of files.
@Suite("The fix command", .needs(programs: "patch")) struct FixCommandTests {
    /// Writes files into `before/` and, once more, into `after/`.
    private func workplace(_ files: [(name: String, bytes: [UInt8])]) throws -> TemporaryFolder {
        let runner = try TemporaryFolder()
        for (name, bytes) in files {
            for folder in ["before", "after"] {
                let url = runner.file("\(folder)/\(name)")
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(),
                    withIntermediateDirectories: true
                )
                try Data(bytes).write(to: url)
            }
        }
        return runner
    }

    private func shell(_ runner: TemporaryFolder, _ script: String) throws -> Program.Answer {
        try runner.run("bash", ["-c", script], environment: ["K": CommandUnderTest.path])
    }

    private func rows(_ text: String) throws -> [String: [String: Int]] {
        try text.split(separator: "\n").reduce(into: [:]) { counts, line in
            let row = try ReportText.object(String(line))
            guard let file = row["file"] as? String, let rule = row["rule"] as? String,
                row["severity"] as? String != "info"
            else { return }
            counts[file, default: [:]][rule, default: 0] += 1
        }
    }

    /// What holds for every folder of files.
    private func check(_ runner: TemporaryFolder, _ options: String) throws {
        let validate = "$K validate . --isolated --quiet --exit-zero --format jsonl"
        let before = try rows(shell(runner, "cd before && \(validate)").output)
        let difference = try shell(
            runner,
            "cd before && $K fix --diff . --isolated --quiet \(options) > ../changes.patch"
        )
        let fix = try shell(runner, "cd after && $K fix . --isolated \(options)")
        // What is not a calendar is refused by name, and the others are fixed.
        let isRefused = fix.errors.contains(": error: ")
        #expect(
            difference.status == (isRefused ? 4 : 1) && fix.status == (isRefused ? 4 : 0),
            "\(difference.errors) \(fix.errors)"
        )

        // Each file that is named with its rules has changed, and no other.
        let names = Set(
            fix.errors.split(separator: "\n").filter { $0.contains(": fixed ") }.compactMap { line in
                line.dropFirst("kalends: ".count).range(of: ": fixed ").map {
                    String(line.dropFirst("kalends: ".count)[..<$0.lowerBound])
                }
            }
        )
        let changed = try shell(runner, "diff -rq before after").output.split(separator: "\n").compactMap { line in
            line.range(of: " and after/").map { String(line[$0.upperBound...].dropLast(" differ".count)) }
        }
        #expect(names == Set(changed) && !names.isEmpty)

        // Nothing is left to fix, nothing new is found.
        #expect(try shell(runner, "cd after && $K fix --diff . --isolated --quiet \(options)").output.isEmpty)
        for (file, counts) in try rows(shell(runner, "cd after && \(validate)").output) where options.isEmpty {
            for (rule, count) in counts { #expect(count <= before[file]?[rule] ?? 0, "\(file): \(rule)") }
        }

        let patch = try shell(
            runner,
            "cd before && patch -p0 --binary --quiet < ../changes.patch"
        )
        #expect(patch.status == 0, "\(patch.output)")
        #expect(try shell(runner, "diff -r before after").output.isEmpty)
    }

    private func examples() throws -> TemporaryFolder {
        try workplace(FixInputs.all.enumerated().map { ("a folder/\($0).ics", $1) })
    }

    @Test(arguments: ["", "--unsafe"])
    func `keeps its promises on the examples`(_ options: String) throws {
        let runner = try examples()
        try check(runner, options)
    }

    /// Rules whose safe fix shows in the meaning: a DTSTAMP is added, a repetition is removed, a time gets the form of
    /// RFC 5545.
    private static let telling = [
        "component-dtstamp", "component-duplicate", "calendar-version", "parameter-duplicate", "value-offset-form",
    ]

    @Test func `changes no meaning but what a rule is about`() throws {
        let runner = try examples()
        let fix = try shell(runner, "cd after && $K fix . --isolated")
        let quiet = fix.errors.split(separator: "\n").filter { line in
            !Self.telling.contains { line.contains(" \($0) ") }
        }
        let names = quiet.compactMap { line in
            line.range(of: ": fixed ").map { line[..<$0.lowerBound].dropFirst("kalends: ".count) }
        }
        #expect(names.count >= 10)
        let compare = names.map { "$K diff --quiet 'before/\($0)' 'after/\($0)'" }.joined(separator: "; ")
        let answer = try shell(runner, compare)
        #expect(answer.output.isEmpty && answer.status == 0, "\(answer.output)")
    }

    @Test(.needsCorpus("ical"), arguments: ["", "--unsafe"])
    func `keeps its promises on the corpus`(_ options: String) throws {
        let runner = try TemporaryFolder()
        _ = try runner.run(
            "bash",
            ["-c", "cp -r \"$1/ical\" before; cp -r \"$1/ical\" after", "copy", Corpus.folder.path]
        )
        try check(runner, options)
    }

    private func threeFiles() throws -> TemporaryFolder {
        let lf = Array(
            String(decoding: ReportText.calendar("DTSTART:20260101T000000Z"), as: UTF8.self).replacingOccurrences(
                of: "\r\n",
                with: "\n"
            ).utf8
        )
        return try workplace([("a.ics", lf), ("b.ics", lf), ("c.ics", lf)])
    }

    @Test func `fixes the file that a link leads to, and standard input`() throws {
        let runner = try threeFiles()
        let link = try shell(
            runner,
            "cd after && ln -s a.ics link.ics && $K fix --isolated --quiet link.ics; test -L link.ics && grep -c $'\\r' a.ics"
        )
        #expect(link.status == 0 && link.output == "9\n")
        let standardInput = try shell(runner, "$K fix --isolated --quiet - < after/b.ics")
        #expect(standardInput.status == 0 && standardInput.output.contains("BEGIN:VCALENDAR\r\n"))
    }

    /// Whether a file can be made one that not even root may change.
    private static func canLockFiles() throws -> Bool {
        try TemporaryFolder().shell("touch x && chattr +i x && chattr -i x").status == 0
    }

    @Test(.enabled("the file system has no immutable files, or not for this user") { try canLockFiles() })
    func `goes on when a file cannot be written`() throws {
        let runner = try threeFiles()
        let blocked = try shell(
            runner,
            "cd after && mkdir -p x && cp b.ics x/ && chattr +i x/b.ics && $K fix --isolated --quiet x/b.ics c.ics; status=$?; chattr -i x/b.ics; exit $status"
        )
        #expect(blocked.status == 74 && blocked.errors.contains("x/b.ics"))
        #expect(try shell(runner, "grep -c $'\\r' after/c.ics").output == "9\n")
    }
}
