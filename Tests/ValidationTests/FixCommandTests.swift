import Foundation
import Testing

/// `kalends fix` on folders full of files.
@Suite("The fix command") struct FixCommandTests {
    /// Writes files into `before/` and, once more, into `after/`.
    private func workplace(_ files: [(name: String, bytes: [UInt8])]) throws -> CommandRunner {
        let runner = try CommandRunner()
        for (name, bytes) in files {
            for folder in ["before", "after"] {
                let url = runner.folder.appendingPathComponent("\(folder)/\(name)")
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(),
                    withIntermediateDirectories: true
                )
                try Data(bytes).write(to: url)
            }
        }
        return runner
    }

    private func shell(_ runner: CommandRunner, _ script: String) throws -> CommandRunner.Answer {
        try runner.run("bash", ["-c", script], environment: ["K": CommandRunner.binary])
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
    private func check(_ runner: CommandRunner, _ options: String) throws {
        let validate = "$K validate . --isolated --quiet --exit-zero --format jsonl"
        let before = try rows(shell(runner, "cd before && \(validate)").output)
        let difference = try shell(
            runner,
            "cd before && $K fix --diff . --isolated --quiet \(options) > ../changes.patch"
        )
        let fix = try shell(runner, "cd after && $K fix . --isolated \(options)")
        // What is no calendar is refused by name, and the others are fixed.
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
            "command -v patch >/dev/null || exit 77; cd before && patch -p0 --binary --quiet < ../changes.patch"
        )
        if patch.status == 77 { return print("patch is missing: the differences were not applied") }
        #expect(patch.status == 0, "\(patch.output)")
        #expect(try shell(runner, "diff -r before after").output.isEmpty)
    }

    private func examples() throws -> CommandRunner {
        try workplace(FixInputs.all.enumerated().map { ("a folder/\($0).ics", $1) })
    }

    @Test(arguments: ["", "--unsafe"])
    func `keeps its promises on the examples`(_ options: String) throws {
        let runner = try examples()
        defer { runner.remove() }
        try check(runner, options)
    }

    /// Rules whose safe fix shows in the meaning: a DTSTAMP comes, a repetition goes, a time gets the form of RFC 5545.
    private static let telling = [
        "component-dtstamp", "component-duplicate", "calendar-version", "parameter-duplicate", "value-offset-form",
    ]

    @Test func `changes no meaning but what a rule is about`() throws {
        let runner = try examples()
        defer { runner.remove() }
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

    @Test(arguments: ["", "--unsafe"])
    func `keeps its promises on the corpus`(_ options: String) throws {
        let corpus =
            ProcessInfo.processInfo.environment["KALENDS_CORPUS"]
            ?? CommandRunner.root.deletingLastPathComponent().appendingPathComponent("shared/corpus").path
        guard FileManager.default.fileExists(atPath: corpus) else {
            return print("no corpus beside the package: its files were not fixed")
        }
        let runner = try CommandRunner()
        defer { runner.remove() }
        _ = try runner.run("bash", ["-c", "cp -r \"$1/ical\" before; cp -r \"$1/ical\" after", "copy", corpus])
        try check(runner, options)
    }

    @Test func `mends the file that a link leads to, and goes on when one cannot be written`() throws {
        let lf = Array(
            String(decoding: ReportText.calendar("DTSTART:20260101T000000Z"), as: UTF8.self).replacingOccurrences(
                of: "\r\n",
                with: "\n"
            ).utf8
        )
        let runner = try workplace([("a.ics", lf), ("b.ics", lf), ("c.ics", lf)])
        defer { runner.remove() }
        let link = try shell(
            runner,
            "cd after && ln -s a.ics link.ics && $K fix --isolated --quiet link.ics; test -L link.ics && grep -c $'\\r' a.ics"
        )
        #expect(link.status == 0 && link.output == "9\n")
        let standardInput = try shell(runner, "$K fix --isolated --quiet - < after/b.ics")
        #expect(standardInput.status == 0 && standardInput.output.contains("BEGIN:VCALENDAR\r\n"))
        // Root may write everywhere but where the name is a folder's.
        let blocked = try shell(
            runner,
            "cd after && mkdir -p x && cp b.ics x/ && chattr +i x/b.ics 2>/dev/null || exit 77; $K fix --isolated --quiet x/b.ics c.ics; status=$?; chattr -i x/b.ics; exit $status"
        )
        if blocked.status == 77 { return }
        #expect(blocked.status == 74 && blocked.errors.contains("x/b.ics"))
        #expect(try shell(runner, "grep -c $'\\r' after/c.ics").output == "9\n")
    }
}
