import Foundation
import TestSupport
import Testing

/// `.kalends.toml` as the command reads it.
@Suite("Settings") struct SettingsTests {
    private func settings(_ toml: String) throws -> Program.Answer {
        let runner = try TemporaryFolder()
        try runner.write(Array(toml.utf8), to: ".kalends.toml")
        return try runner.kalends("validate", "--show-settings")
    }

    @Test func `are read as TOML writes them`() throws {
        let answer = try settings(
            """
            # a comment with "quotes
            profile = 'outlook' # behind a value
            select = [
              "line-*", # one a line
              'time-\\x',
              "a\\u002Db]",
            ]\r
            "fail-level" = "warning"
            [ severity ]
            "value-*" = "error"
            value-priority = "off"
            [limits]
            depth = 1_00
            [[suppress]]
            uid = "a#b\\tc"
            """
        )
        #expect(answer.errors.contains("no rule is called time-\\x, a-b]"), "\(answer.errors)")
        #expect(answer.status == 2)
    }

    static let mistakes: [(toml: String, line: Int, words: String)] = [
        ("profile = \"outlook", 1, "without a closing quote"), ("ignore = [\"a\"\n", 1, "a list without ]"),
        ("ignore = [\"a\" \"b\"]", 1, "no comma"), ("ignore = [1]", 1, "a list must contain only texts"),
        ("\nprofile = outlook", 2, "not a text in quotes"),
        ("profile \"outlook\"", 1, "neither [table] nor key = value"),
        ("profile = \"a\" select = []", 1, "more than one value"), ("[severity", 1, "without ]"),
        ("[severity]\n[severity]", 2, "occurs twice"), ("[[path]]\npattern = \"a\"\n[path]", 3, "occurs twice"),
        ("profile = \"\"\"outlook\"\"\"", 1, "several lines"), ("a.b = 1", 1, "dots"),
        ("[limits]\ndepth = 007", 2, "whole number"),
        ("[limits]\ndepth = 1.5", 2, "whole number"), ("profile = \"\\q\"", 1, "escape"),
        ("profile = \"\\ud800\"", 1, "not a character"),
        ("profile = \"a\"\nprofile = \"b\"", 2, "occurs twice"),
        ("[severity]\nline-* = \"off\"", 2, "neither [table] nor key"),
        ("profile = \"nobody\"", 1, "unknown profile"), ("[colours]", 1, "unknown table"),
        ("profil = \"outlook\"", 1, "unknown setting profil; perhaps profile"),
        ("profile = 1", 1, "profile must be a text in quotes"),
        ("\nprofile = \"outlok\"", 2, "unknown profile outlok; perhaps outlook"),
        ("select = \"line-*\"", 1, "select must be a list of rules"),
        ("ignore = [\"line-lenght\"]", 1, "no rule is called line-lenght; perhaps line-length"),
        ("[severity]\nline-lenght = \"error\"", 2, "perhaps line-length"),
        ("[severity]\nline-length = \"loud\"", 2, "error, warning, info or off"),
        ("[limits]\ndept = 5", 2, "unknown limit dept; perhaps depth"),
        ("[limits]\ndepth = \"5\"", 2, "depth must be a whole number"),
        ("[limit]\ndepth = 5", 1, "unknown table limit; perhaps limits"),
        ("[[path]]\npatern = \"x\"", 2, "perhaps pattern"),
        ("[[path]]\npattern = \"x\"\nignore = [\"nope\"]", 3, "no rule is called nope"),
        ("[[path]]\nselect = [\"line-*\"]", 1, "without a pattern"),
        ("[[path]]\npattern = \"x\"\nline-blnak = \"off\"", 3, "perhaps line-blank"),
        ("[[suppress]]\nrule = \"uid-privcy\"", 2, "perhaps uid-privacy"),
        ("[[suppress]]\nuid = 5", 2, "uid must be a text"),
        ("[[suppress]]\nrul = \"x\"", 2, "perhaps rule"), ("fail-level = \"eror\"", 1, "perhaps error"),
    ]

    @Test(arguments: mistakes)
    func `that are wrong are refused with their line`(_ mistake: (toml: String, line: Int, words: String)) throws {
        let answer = try settings(mistake.toml)
        #expect(answer.status == 2)
        #expect(
            answer.errors.contains(".kalends.toml:\(mistake.line): ") && answer.errors.contains(mistake.words),
            "\(answer.errors)"
        )
    }

    @Test func `give way to what the command line names`() throws {
        let runner = try TemporaryFolder()
        let second =
            "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:a@example.com\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260101T000000Z\r\nCLASS:PUBLIC\r\nCLASS:PUBLIC"
        try runner.write(ReportText.calendar("DTSTART:20260101T000000Z\r\nSUMMARY:a, b\r\n\(second)"), to: "a.ics")
        try runner.write(
            Array("ignore = [\"text-*\", \"component-duplicate\"]\nprofile = \"strict\"\nfail-level = \"info\"\n".utf8),
            to: ".kalends.toml"
        )
        func rules(_ arguments: String...) throws -> [String] {
            let answer = try runner.run(
                CommandUnderTest.path,
                ["validate", "a.ics", "--quiet", "--format", "jsonl"] + arguments
            )
            return try answer.output.split(separator: "\n").compactMap {
                try ReportText.object(String($0))["rule"] as? String
            } + ["\(answer.status)"]
        }
        #expect(try rules() == ["uid-privacy", "1"])
        #expect(try rules("--select", "text-escape") == ["text-escape", "1"])
        #expect(try rules("--select", "text-*") == ["0"])
        #expect(try rules("--fail-level", "error") == ["uid-privacy", "0"])
        #expect(
            try rules("--profile", "apple", "--select", "component-duplicate,uid-*") == ["component-duplicate", "1"]
        )
        #expect(try rules("--isolated", "--ignore", "component-*,text-escape") == ["uid-privacy", "0"])
        let misspelt = try runner.kalends("validate", "a.ics", "--select", "text-escpae")
        #expect(misspelt.status == 2 && misspelt.errors.contains("perhaps text-escape"))
        let explained = try runner.kalends("explain", "uid-privcy")
        #expect(explained.status == 2 && explained.errors.contains("perhaps uid-privacy"))
    }

    @Test func `what is named last counts`() throws {
        let answer = try settings("[severity]\n\"z-*\" = \"off\"\n\"line-*\" = \"off\"\nline-length = \"error\"\n")
        #expect(answer.errors.contains("z-*"))
    }
}

/// Findings that were there before.
@Suite("Baselines") struct BaselineTests {
    private static let line = "DTSTART:20260101T000000Z\r\nSUMMARY:a, b\r\nCOMMENT:c, d"

    private func workplace() throws -> TemporaryFolder {
        let runner = try TemporaryFolder()
        try FileManager.default.createDirectory(
            at: runner.file("sub"),
            withIntermediateDirectories: true
        )
        try runner.write(ReportText.calendar(Self.line), to: "sub/a b.ics")
        let answer = try runner.kalends("validate", ".", "--write-baseline", "base.json", "--isolated", "--quiet")
        #expect(answer.status == 0 && answer.output.isEmpty && answer.errors.isEmpty)
        return runner
    }

    private func validate(_ runner: TemporaryFolder, _ script: String = "$K validate . --baseline base.json") throws
        -> Program.Answer
    {
        try runner.run(
            "bash",
            ["-c", script + " --isolated --format jsonl --fail-level warning"],
            environment: ["K": CommandUnderTest.path]
        )
    }

    @Test func `hold what was there, from wherever the command runs and however the file is written`() throws {
        let runner = try workplace()
        for script in [
            "$K validate . --baseline base.json", "cd sub && $K validate 'a b.ics' --baseline ../base.json",
            "$K validate \"$PWD/sub\" --baseline \"$PWD/base.json\"",
            "python3 -m json.tool base.json > pretty.json && $K validate sub --baseline pretty.json",
        ] {
            let answer = try validate(runner, script)
            #expect(answer.status == 0 && answer.output.isEmpty, "\(script): \(answer.output)\(answer.errors)")
        }
    }

    @Test func `take one more of the same for new, wherever the lines have gone`() throws {
        let runner = try workplace()
        try runner.write(ReportText.calendar("X-A:1\r\nX-B:2\r\n" + Self.line), to: "sub/a b.ics")
        #expect(try validate(runner).output.isEmpty)
        try runner.write(ReportText.calendar(Self.line + "\r\nCOMMENT:e, f"), to: "sub/a b.ics")
        let answer = try validate(runner)
        #expect(answer.status == 1 && answer.output.split(separator: "\n").count == 1, "\(answer.output)")
    }

    @Test func `say how many findings are gone`() throws {
        let runner = try workplace()
        try runner.write(ReportText.calendar("DTSTART:20260101T000000Z\r\nSUMMARY:a, b"), to: "sub/a b.ics")
        let answer = try validate(runner)
        #expect(
            answer.status == 0 && answer.errors.contains("1 finding of base.json no longer occurs"),
            "\(answer.errors)"
        )
    }

    @Test func `are refused where they are none`() throws {
        let runner = try workplace()
        for text in ["", "{}", "[", "{\"format\":\"kalends-baseline\""] {
            try runner.write(Array(text.utf8), to: "base.json")
            let answer = try validate(runner)
            #expect(answer.status == 2 && answer.errors.contains("base.json: not a baseline of kalends"), "\(text)")
        }
    }
}
