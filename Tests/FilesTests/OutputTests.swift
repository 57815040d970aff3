import Testing

@testable import Files

@Suite("Output names") struct OutputTests {
    private func target(_ output: String?, exists: Bool = false, several: Bool = false) -> OutputTarget {
        OutputTarget(output, isExistingFolder: { _ in exists }, hasSeveralOutputs: several)
    }

    private func input(_ relativePath: String) -> InputFile {
        InputFile(path: "in/" + relativePath, relativePath: relativePath, size: 0)
    }

    @Test func `tells a file from a folder`() {
        #expect(target(nil) == .standardOutput)
        #expect(target("-") == .standardOutput)
        #expect(target("out") == .file("out"))
        #expect(target("out/") == .folder("out/"))
        #expect(target("out", exists: true) == .folder("out"))
        #expect(target("out", several: true) == .folder("out"))
    }

    @Test func `mirrors the input with the extension of the target`() {
        let plan = OutputPlan(folder: "out/", fileExtension: "xml")
        #expect(plan.output(for: input("a/team.ics")) == "out/a/team.xml")
        #expect(plan.output(for: input("a.b/team")) == "out/a.b/team.xml")
        #expect(plan.output(for: input("a/team.ics"), object: "uid-1") == "out/a/team/uid-1.xml")
    }

    @Test func `mirrors no name that Windows keeps`() {
        let plan = OutputPlan(folder: "out", fileExtension: "xml")
        let names = [
            "aux/CON.ics", "a./b .ics", "x:y/z?.ics", "prn.tar.ics", "../a.ics", "com1 .b/c.ics", ".hidden/d.ics",
        ]
        #expect(
            names.map { plan.output(for: input($0)) } == [
                "out/%61ux/%43ON.xml", "out/a%2E/b%20.xml", "out/x%3Ay/z%3F.xml", "out/%70rn.tar.xml", "out/../a.xml",
                "out/%63om1 .b/c.xml",
                "out/.hidden/d.xml",
            ]
        )
    }

    @Test func `finds inputs that would write one output`() {
        let plan = OutputPlan(folder: "out", fileExtension: "xml")
        let conflicts = plan.conflicts(among: ["z.ics", "a.ics", "b.ics", "a.xcs", "z.xcs"].map(input))
        #expect(
            conflicts == [
                .init(output: "out/z.xml", inputs: ["in/z.ics", "in/z.xcs"]),
                .init(output: "out/a.xml", inputs: ["in/a.ics", "in/a.xcs"]),
            ]
        )
    }

    @Test(arguments: [
        ("a-1@b.example", "a-1@b.example"), ("../../etc", "%2E.%2F..%2Fetc"), ("", "untitled"),
        ("{A B}", "%7BA%20B%7D"), ("ü", "%C3%BC"), ("a\0b", "a%00b"), ("50%", "50%25"), ("CON", "%43ON"),
        ("nul.TXT", "%6Eul.TXT"),
        ("Lpt1", "%4Cpt1"), ("com10", "com10"), ("conin$", "%63onin%24"), ("COM¹", "%43OM%C2%B9"),
        ("aux .b", "%61ux%20.b"),
        ("a.", "a%2E"), ("a.b.", "a.b%2E"), ("console", "console"), ("xcon", "xcon"), ("a:b*?", "a%3Ab%2A%3F"),
    ])
    func `makes UIDs safe as file names`(_ uid: String, _ name: String) {
        #expect(UniqueNames.safeName(uid) == name)
    }

    @Test func `gives no name twice, whatever the letter case, and none too long`() {
        var names = UniqueNames()
        #expect(["a", "A", "a"].map { names.name(for: $0) } == ["a", "A~2", "a~3"])
        let long = String(repeating: "x", count: 300)
        let first = names.name(for: long + "1")
        #expect(first.utf8.count <= 200)
        #expect(first != names.name(for: long + "2"))
    }
}

@Suite("Progress") struct ProgressTests {
    @Test func `tells the rate and what is left`() {
        var meter = ProgressMeter(total: 1_000)
        #expect(meter.description == "0 of 1000 files")
        meter.advance(to: 100, at: 1)
        #expect(meter.description == "100 of 1000 files, 100/s, 9 s left")
        for second in 2...60 { meter.advance(to: 100 + second, at: Double(second)) }
        let rate = meter.itemsPerSecond ?? 0
        #expect(rate > 1 && rate < 2)
    }

    @Test func `writes durations for people`() {
        #expect(
            [0.2, 59.1, 200, 7_500, 1e9].map(ProgressMeter.duration) == [
                "1 s", "1 min 0 s", "3 min 20 s", "2 h 5 min", "more than 100 h",
            ]
        )
    }
}
