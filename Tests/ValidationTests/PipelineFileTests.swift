import Foundation
import Testing

/// The files that pipelines use: each is read by a YAML parser, and their shell parts are run with a tarball.
@Suite("Pipeline files") struct PipelineFileTests {
    private static let files = [".pre-commit-hooks.yaml", ".github/actions/kalends/action.yml", ".gitlab/kalends.yml"]

    /// A folder with a tarball as `make dist` packs it, its checksum, and a calendar with an error.
    private func workplace() throws -> (runner: CommandRunner, environment: [String: String]) {
        let runner = try CommandRunner()
        let pack = """
            set -e; mkdir -p pack/kalends-test; cp "$1" pack/kalends-test/kalends
            tar czf kalends-test.tar.gz -C pack kalends-test; sha256sum kalends-test.tar.gz > kalends-test.tar.gz.sha256; rm -r pack
            """
        let answer = try runner.run("bash", ["-c", pack, "pack", CommandRunner.binary])
        #expect(answer.status == 0, "\(answer.errors)")
        try runner.write(Array("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".utf8), to: "a.ics")
        let folder = runner.folder.path
        return (runner, ["KALENDS_TARBALL": "\(folder)/kalends-test.tar.gz", "KALENDS_CACHE": "\(folder)/cache"])
    }

    private func path(_ name: String) -> String { CommandRunner.root.appendingPathComponent(name).path }

    @Test func `are YAML with the keys that their programs ask for`() throws {
        let runner = try CommandRunner()
        defer { runner.remove() }
        let check = """
            import sys
            try:
                import yaml
            except ImportError:
                sys.exit(77)
            hooks, action, gitlab = (yaml.safe_load(open(p)) for p in sys.argv[1:])
            assert all({"id", "name", "entry", "language"} <= h.keys() for h in hooks)
            assert action["runs"]["using"] == "composite" and all("shell" in s for s in action["runs"]["steps"])
            assert gitlab["kalends"]["artifacts"]["reports"].keys() == {"codequality", "junit"}
            """
        let answer = try runner.run(CommandRunner.python, ["-c", check] + Self.files.map(path))
        if answer.status == 77 { return print("PyYAML is missing: the pipeline files were not parsed") }
        #expect(answer.status == 0, "\(answer.errors)")
    }

    @Test func `hooks run the command of the tarball, unpacked once`() throws {
        let (runner, environment) = try workplace()
        defer { runner.remove() }
        for _ in 0..<2 {
            let answer = try runner.run(path(".ci/kalends"), ["validate", "a.ics", "--quiet"], environment: environment)
            #expect(answer.status == 1 && answer.output.contains("[calendar-prodid]"), "\(answer.errors)")
        }
    }

    @Test func `a tarball with another checksum is refused`() throws {
        let (runner, environment) = try workplace()
        defer { runner.remove() }
        try runner.write(Array("0000  kalends-test.tar.gz\n".utf8), to: "kalends-test.tar.gz.sha256")
        let answer = try runner.run(path(".ci/kalends"), ["--version"], environment: environment)
        #expect(answer.status == 2 && answer.errors.contains("checksum"))
    }

    @Test func `the action annotates, writes SARIF and fails by its level`() throws {
        let (runner, environment) = try workplace()
        defer { runner.remove() }
        for (level, status) in [("error", Int32(1)), ("never", 0)] {
            let settings = ["PATHS": "a.ics", "ARGUMENTS": "", "FAIL_LEVEL": level, "SARIF": "out.sarif", "GITHUB_OUTPUT": "outputs"]
            let answer = try runner.run(
                path(".github/actions/kalends/run"), [], environment: environment.merging(settings) { _, new in new })
            #expect(answer.status == status && answer.output.contains("::error file=a.ics,line=1"), "\(answer.errors)")
            #expect(FileManager.default.fileExists(atPath: runner.folder.appendingPathComponent("out.sarif").path))
        }
    }

    @Test func `the image takes the tarball of make dist and builds nothing`() throws {
        let text = try String(contentsOfFile: path(".ci/Dockerfile"), encoding: .utf8)
        #expect(text.contains("ADD dist/kalends-*-linux-*.tar.gz") && !text.contains("swift"))
    }
}
