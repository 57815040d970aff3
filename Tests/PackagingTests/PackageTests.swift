import Foundation
import Kalends
import TestSupport
import Testing

/// What `make wheel`, `make deb` and `make dist` pack.
@Suite("Packages") struct PackageTests {
    /// A calendar and the jobs that every package has to do with it.
    private func jobs(_ kalends: String, in runner: TemporaryFolder) throws {
        try runner.write(
            "a.ics",
            """
            BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r
            DTSTART:20260101T090000Z\r\nRRULE:FREQ=DAILY;COUNT=3\r\nSUMMARY:A\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n
            """
        )
        let steps = [
            ["convert", "a.ics", "--to", "xcal", "--quiet", "--output", "a.xcs"],
            ["validate", "a.ics", "--quiet"],
            ["expand", "a.ics", "--from", "2026-01-01", "--until", "2026-02-01", "--format", "jsonl"],
            ["transform", "a.xcs", "--quiet"],
        ]
        let answers = try steps.map { try runner.run(kalends, $0) }
        #expect(answers.map(\.status) == [0, 0, 0, 0], "\(answers)")
        #expect(answers[2].lines.count == 3)
        #expect(answers[3].output.contains("RRULE:FREQ=DAILY;COUNT=3"))
    }

    @Test(.needsPython("auditwheel")) func `the wheel brings the command and its libraries`() throws {
        let runner = try TemporaryFolder()
        let wheel = try #require(Packages.wheel)
        #expect(wheel.lastPathComponent.contains(/^kalends-.*-py3-none-manylinux_2_3[56]_/))
        let script = "python3 -m venv python && python/bin/pip install --quiet --no-index \"$1\""
        let made = try runner.run("bash", ["-c", script, "install", wheel.path])
        #expect(made.status == 0, "\(made.errors)")
        try jobs(runner.path("python/bin/kalends"), in: runner)
        let module = try runner.run(
            runner.path("python/bin/python"),
            ["-c", "import kalends, pathlib; print(pathlib.Path(kalends.__file__).parent)"]
        )
        let folder = module.output.trimmingCharacters(in: .newlines)
        let libraries = try Program.output("ldd", [folder + "/bin/kalends"]).output
        for name in ["libxml2", "libxslt", "libexslt"] {
            #expect(
                libraries.contains(try Regex("\(name)-[0-9a-f]+\\.so.* => \(folder)/bin/\\.\\./\\.\\./kalends\\.libs/"))
            )
        }
    }

    @Test(
        .needs(programs: "dpkg-deb", "lintian"),
        .enabled(if: CommandUnderTest.isGiven, "the command is one for development")
    )
    func `lintian finds no error in the Debian package`() throws {
        let package = try #require(Packages.debian)
        let answer = try Program.run(
            "lintian",
            ["--allow-root", "--fail-on", "error", "--tag-display-limit", "0", package.path]
        )
        #expect(answer.status == 0, "\(answer)")
    }

    @Test(.needs(programs: "dpkg-deb")) func `the Debian package has pages, completions and a command that works`()
        throws
    {
        let runner = try TemporaryFolder()
        let package = try #require(Packages.debian)
        let answer = try runner.run("dpkg-deb", ["--extract", package.path, "tree"])
        #expect(answer.status == 0, "\(answer.errors)")
        for name in [
            "man/man1/kalends-convert.1.gz", "man/man1/kalends-zones-show.1.gz", "doc/kalends/copyright",
            "doc/kalends/changelog.gz", "bash-completion/completions/kalends", "zsh/vendor-completions/_kalends",
            "fish/vendor_completions.d/kalends.fish",
        ] {
            #expect(FileManager.default.fileExists(atPath: runner.path("tree/usr/share/\(name)")), "\(name)")
        }
        let control = try Program.output("dpkg-deb", ["--field", package.path]).output
        for field in [
            "Version: \(Product.version)", "Maintainer: Somebody <somebody@example.org>", "libxslt1.1", "libxml2 (>=",
        ] {
            #expect(control.contains(field))
        }
        try jobs(runner.path("tree/usr/bin/kalends"), in: runner)
    }

    @Test(
        .needs(programs: "dpkg-deb"),
        .enabled(if: CommandUnderTest.isGiven, "the command is one for development")
    )
    func `the stripped command has less than 20 MB, and its package less than 7 MB`() throws {
        let runner = try TemporaryFolder()
        let package = try #require(Packages.debian)
        #expect(try runner.run("dpkg-deb", ["--extract", package.path, "tree"]).status == 0)
        #expect(try Repository.bytes(runner.file("tree/usr/bin/kalends")).count < 20_000_000)
        #expect(try Repository.bytes(package).count < 7_000_000)
    }

    @Test(.enabled(if: TestRun.isSoak, "packed twice, which takes minutes"))
    func `one commit gives the same bytes`() throws {
        let again = try TemporaryFolder()
        for (script, suffix, first) in [
            ("Packaging/wheel", "whl", Packages.wheel), ("Packaging/deb", "deb", Packages.debian),
        ] {
            let answer = try Packages.make(script, in: again.file(suffix))
            #expect(answer.status == 0, "\(answer.errors)")
            let second = try #require(Packages.only(suffix, in: again.file(suffix)))
            #expect(try Repository.bytes(second) == Repository.bytes(#require(first)))
        }
    }
}
