import Testing

@testable import Files

@Suite("Patterns") struct PatternTests {
    @Test(arguments: [
        ("*.ics", "a.ics", true), ("*.ics", "a.icsx", false), ("*", "", true), ("?", "é", true), ("??", "é", false),
        ("[a-c]x", "bx", true), ("[!a-c]x", "bx", false), ("[]]", "]", true), ("[", "[", true), ("\\*", "*", true),
        ("\\*", "a", false), ("a*b*c", "aXbYbZc", true), ("a*b*c", "aXbYbZ", false),
    ])
    func `matches one segment`(_ pattern: String, _ name: String, _ expected: Bool) {
        #expect(SegmentPattern(Substring(pattern)).matches(name) == expected)
    }

    @Test func `answers at once on a pattern made to take long`() {
        let pattern = SegmentPattern(Substring(String(repeating: "a*", count: 40) + "b"))
        #expect(!pattern.matches(String(repeating: "a", count: 2_000)))
    }

    @Test(arguments: [
        ("a/**", "a/b/c", true), ("a/**", "a", false), ("**/x", "x", true), ("**/x", "a/b/x", true),
        ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true), ("a/**/b", "a/x/y/c", false), ("a/*", "a/b/c", false),
    ])
    func `matches a path with any depth`(_ pattern: String, _ path: String, _ expected: Bool) {
        #expect(PathPattern(pattern).matches(path.split(separator: "/")) == expected)
    }
}

@Suite("Left-out files") struct IgnorePatternTests {
    // Each case was checked with `git check-ignore`.
    @Test(arguments: [
        (["*.tmp"], "a/b/x.tmp", true), (["/x.ics"], "a/x.ics", false), (["/x.ics"], "x.ics", true),
        (["a/b"], "z/a/b", false), (["old/"], "old/x.ics", true), (["old/"], "a/old/x.ics", true),
        (["old/"], "old", false), (["*.ics", "!keep.ics"], "a/keep.ics", false),
        (["old/", "!old/x.ics"], "old/x.ics", true),
        (["**/cache/**"], "a/cache/x", true), (["a/**/b"], "a/b", true), (["# note"], "# note", false),
        (["\\#note"], "#note", true), (["x.ics  "], "x.ics", true), ([""], "x", false),
        (["old/*", "!old/x"], "old/x", false),
    ])
    func `means what a gitignore file means`(_ lines: [String], _ path: String, _ expected: Bool) {
        #expect(IgnorePatterns(lines).excludes(path) == expected)
    }
}
