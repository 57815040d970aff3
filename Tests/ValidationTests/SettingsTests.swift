import Foundation
import Testing

/// `.kalends.toml` as the command reads it.
@Suite("Settings") struct SettingsTests {
    private func settings(_ toml: String) throws -> CommandRunner.Answer {
        let runner = try CommandRunner()
        defer { runner.remove() }
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
            """)
        #expect(answer.errors.contains("no rule is called time-\\x, a-b]"), "\(answer.errors)")
        #expect(answer.status == 2)
    }

    static let mistakes: [(toml: String, line: Int, words: String)] = [
        ("profile = \"outlook", 1, "quotes are not closed"), ("ignore = [\"a\"\n", 1, "a list that does not end"),
        ("ignore = [\"a\" \"b\"]", 1, "no comma"), ("ignore = [1]", 1, "a list holds texts"),
        ("\nprofile = outlook", 2, "no text in quotes"), ("profile \"outlook\"", 1, "neither [table] nor key = value"),
        ("profile = \"a\" select = []", 1, "more than one value"), ("[severity", 1, "does not end"),
        ("[severity]\n[severity]", 2, "stands twice"), ("[[path]]\npattern = \"a\"\n[path]", 3, "stands twice"),
        ("profile = \"\"\"outlook\"\"\"", 1, "several lines"), ("a.b = 1", 1, "points"), ("[limits]\ndepth = 007", 2, "whole number"),
        ("[limits]\ndepth = 1.5", 2, "whole number"), ("profile = \"\\q\"", 1, "escape"), ("profile = \"\\ud800\"", 1, "no character"),
        ("profile = \"a\"\nprofile = \"b\"", 2, "stands twice"), ("[severity]\nline-* = \"off\"", 2, "neither [table] nor key"),
        ("profile = \"nobody\"", 1, "unknown profile"), ("[colours]", 1, "unknown table"),
    ]

    @Test(arguments: mistakes)
    func `that are wrong are refused with their line`(_ mistake: (toml: String, line: Int, words: String)) throws {
        let answer = try settings(mistake.toml)
        #expect(answer.status == 2)
        #expect(answer.errors.contains(".kalends.toml:\(mistake.line): ") && answer.errors.contains(mistake.words), "\(answer.errors)")
    }

    @Test func `what is named last counts`() throws {
        let answer = try settings("[severity]\n\"z-*\" = \"off\"\n\"line-*\" = \"off\"\nline-length = \"error\"\n")
        #expect(answer.errors.contains("z-*"))
    }
}
