import Foundation
import Kalends
import TestSupport
import Testing

/// The files that pipelines use: each is read by a YAML parser, and their shell parts are run with a tarball.
@Suite("Pipeline files") struct PipelineFileTests {
    private static let files = [".pre-commit-hooks.yaml", ".github/actions/kalends/action.yml", ".gitlab/kalends.yml"]

    /// What `.ci/dist` packs, once for all tests, and its checksum.
    private static let packed: (tarball: Data, checksum: Data)? = {
        guard let runner = try? TemporaryFolder() else { return nil }
        let tarball = runner.file("kalends-test.tar.gz")
        let pack = "cd \"$1\" && .ci/dist \"$2\" \"$3\""
        _ = try? runner.run("bash", ["-c", pack, "pack", Repository.folder.path, CommandUnderTest.path, tarball.path])
        guard let bytes = try? Data(contentsOf: tarball),
            let checksum = try? Data(contentsOf: tarball.appendingPathExtension("sha256"))
        else { return nil }
        return (bytes, checksum)
    }()

    /// A folder with a tarball, its checksum, and a calendar with an error.
    private func workplace() throws -> (runner: TemporaryFolder, environment: [String: String]) {
        let runner = try TemporaryFolder()
        let packed = try #require(Self.packed)
        try runner.write(Array(packed.tarball), to: "kalends-test.tar.gz")
        try runner.write(Array(packed.checksum), to: "kalends-test.tar.gz.sha256")
        try runner.write(Array("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".utf8), to: "a.ics")
        return (
            runner,
            [
                "KALENDS_TARBALL": "\(runner.path)/kalends-test.tar.gz",
                "KALENDS_CACHE": "\(runner.path)/cache",
            ]
        )
    }

    /// A folder of programs that replace those of a pipeline's machine, before the others on the path.
    private func stub(_ name: String, _ script: String, in runner: TemporaryFolder) throws -> [String: String] {
        let folder = runner.file("bin")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try runner.write(Array("#!/bin/bash\n\(script)\n".utf8), to: "bin/\(name)")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755],
            ofItemAtPath: folder.appendingPathComponent(name).path
        )
        return ["PATH": folder.path + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")]
    }

    /// Fetches nothing: notes the address, and gives the tarball or checksum of the folder.
    private static let curl = """
        for last in "$@"; do [ "$previous" = --output ] && output=$last; previous=$last; done
        echo "$last" >> addresses
        case $last in *.sha256) cp kalends-test.tar.gz.sha256 "$output" ;; *) cp kalends-test.tar.gz "$output" ;; esac
        """

    private func path(_ name: String) -> String { Repository.file(name).path }

    @Test(.needsPython("yaml")) func `are YAML with the keys that their programs ask for`() throws {
        let check = """
            import sys, yaml
            hooks, action, gitlab = (yaml.safe_load(open(p)) for p in sys.argv[1:])
            assert all({"id", "name", "entry", "language"} <= h.keys() for h in hooks)
            assert action["runs"]["using"] == "composite" and all("shell" in s for s in action["runs"]["steps"])
            assert gitlab["kalends"]["artifacts"]["reports"].keys() == {"codequality", "junit"}
            """
        try Python.run("-c", [check] + Self.files.map(path), with: ["yaml"])
    }

    @Test func `hooks run the command of the tarball, unpacked once`() throws {
        let (runner, environment) = try workplace()
        for _ in 0..<2 {
            let answer = try runner.run(
                path(".ci/kalends"),
                ["validate", "a.ics", "--quiet"],
                environment: environment
            )
            #expect(answer.status == 1 && answer.output.contains("[calendar-prodid]"), "\(answer.errors)")
        }
    }

    @Test func `a tarball with another checksum is refused`() throws {
        let (runner, environment) = try workplace()
        try runner.write(Array("0000  kalends-test.tar.gz\n".utf8), to: "kalends-test.tar.gz.sha256")
        let answer = try runner.run(path(".ci/kalends"), ["--version"], environment: environment)
        #expect(answer.status == 2 && answer.errors.contains("checksum"))
    }

    @Test func `a machine that cannot run the command is told what to install`() throws {
        let runner = try TemporaryFolder()
        _ = try stub("command", "echo 'libxml2.so.2: cannot open shared object file' >&2; exit 127", in: runner)
        _ = try stub("kalends-events", "exit 0", in: runner)
        let answer = try runner.run(
            "bash",
            [
                "-c", "cd \"$1\" && .ci/dist \"$2/bin/command\" \"$2/t.tar.gz\"", "", Repository.folder.path,
                runner.path,
            ],
            environment: try stub("strip", "exit 0", in: runner)
        )
        #expect(answer.status == 0, "\(answer.errors)")
        let run = try runner.run(
            path(".ci/kalends"),
            ["--version"],
            environment: [
                "KALENDS_TARBALL": "\(runner.path)/t.tar.gz", "KALENDS_CACHE": "\(runner.path)/cache",
            ]
        )
        #expect(
            run.status == 2 && run.errors.contains("libxml2.so.2")
                && run.errors.contains("apt-get install libxml2 libxslt1.1"),
            "\(run.errors)"
        )
    }

    @Test func `a tarball that cannot be had is named, with what to do`() throws {
        let runner = try TemporaryFolder()
        for tarball in ["/nowhere/kalends.tar.gz", "file:///nowhere/kalends.tar.gz"] {
            let answer = try runner.run(
                path(".ci/kalends"),
                ["--version"],
                environment: ["KALENDS_TARBALL": tarball, "KALENDS_CACHE": "\(runner.path)/cache"]
            )
            #expect(
                answer.status == 2 && answer.errors.contains("kalends: \(tarball) cannot be had"),
                "\(answer.errors)"
            )
        }
    }

    @Test func `the action annotates, writes SARIF and fails by its level`() throws {
        let (runner, environment) = try workplace()
        for (level, status) in [("error", Int32(1)), ("never", 0)] {
            let answer = try step(runner, environment.merging(["FAIL_LEVEL": level]) { _, new in new })
            #expect(answer.status == status && answer.output.contains("::error file=a.ics,line=1"), "\(answer.errors)")
            #expect(FileManager.default.fileExists(atPath: runner.file("out.sarif").path))
            #expect(
                try String(contentsOf: runner.file("outputs"), encoding: .utf8).hasPrefix(
                    "sarif=out.sarif\n"
                )
            )
        }
    }

    /// Runs the step of the action with the variables that `action.yml` sets.
    private func step(_ runner: TemporaryFolder, _ environment: [String: String]) throws -> Program.Answer {
        let settings = [
            "PATHS": "a.ics", "ARGUMENTS": "--select calendar-*\n--isolated", "FAIL_LEVEL": "error",
            "SARIF": "out.sarif",
            "GITHUB_OUTPUT": "outputs", "GITHUB_SERVER_URL": "https://code.example",
            "GITHUB_REPOSITORY": "us/calendars",
            "ACTION_REPOSITORY": "them/kalends", "KALENDS_VERSION": "",
        ]
        // `run:` is run by `bash -e`, as GitHub does.
        return try runner.run(
            "bash",
            ["--noprofile", "--norc", "-eo", "pipefail", "-c", "\"$GITHUB_ACTION_PATH/run\""],
            environment: settings.merging(["GITHUB_ACTION_PATH": path(".github/actions/kalends")]) { $1 }.merging(
                environment
            ) { $1 }
        )
    }

    static let releases: [(settings: [String: String], address: String)] = [
        // A branch or a commit as the action's reference does not determine the version: the action's files do.
        (
            [:],
            "https://code.example/them/kalends/releases/download/v\(Product.version)/kalends-\(Product.version)-linux-"
        ),
        (
            ["KALENDS_VERSION": "v1.2.3"],
            "https://code.example/them/kalends/releases/download/v1.2.3/kalends-1.2.3-linux-"
        ),
        (
            ["ACTION_REPOSITORY": "", "KALENDS_VERSION": "1.2.3"],
            "https://code.example/us/calendars/releases/download/v1.2.3/kalends-1.2.3-linux-"
        ),
    ]

    @Test(arguments: releases)
    func `the action takes the tarball of a release`(_ release: (settings: [String: String], address: String)) throws {
        var (runner, environment) = try workplace()
        environment["KALENDS_TARBALL"] = ""
        environment.merge(try stub("curl", Self.curl, in: runner)) { $1 }
        let answer = try step(runner, environment.merging(release.settings) { $1 })
        #expect(answer.status == 1 && answer.output.contains("::error file=a.ics"), "\(answer.errors)")
        let addresses = try String(contentsOf: runner.file("addresses"), encoding: .utf8)
            .split(separator: "\n")
        #expect(
            addresses.count == 2 && addresses[0].hasPrefix(release.address) && addresses[1] == addresses[0] + ".sha256",
            "\(addresses)"
        )
    }

    @Test(.needsPython("yaml")) func `GitLab's job writes both reports and fails on errors`() throws {
        var (runner, environment) = try workplace()
        let read = """
            import sys, yaml
            job = yaml.safe_load(open(sys.argv[1]))["kalends"]
            print("\\n".join(f"export {n}='{v}'" for n, v in job["variables"].items() if n != "KALENDS_FOLDER"))
            print("\\n".join(job["before_script"] + job["script"]))
            """
        let script = try Python.run("-c", [read, path(".gitlab/kalends.yml")], with: ["yaml"])
        environment.merge(try stub("apt-get", "exit 0", in: runner)) { $1 }
        environment["KALENDS_FOLDER"] = "\(runner.path)/bin"
        environment["KALENDS_TARBALL"] = "file://\(runner.path)/kalends-test.tar.gz"
        let answer = try runner.run("bash", ["-eo", "pipefail", "-c", script.output], environment: environment)
        #expect(answer.status == 1, "\(answer.errors)")
        for (name, words) in [
            ("gl-code-quality-report.json", "\"path\":\"a.ics\""), ("kalends-junit.xml", "<testcase"),
        ] {
            #expect(try String(contentsOf: runner.file(name), encoding: .utf8).contains(words))
        }
        environment["KALENDS_TARBALL"] = ""
        let without = try runner.run("bash", ["-eo", "pipefail", "-c", script.output], environment: environment)
        #expect(without.status == 2 && without.errors.contains("KALENDS_TARBALL"))
    }

    @Test(.needsPython("pre_commit"), .needs(programs: "git")) func `pre-commit runs the hooks`() throws {
        let (runner, environment) = try workplace()
        let script = """
            export PRE_COMMIT_HOME=$PWD/pre-commit GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com
            git clone -q "$1" hooks 2>/dev/null || { git init -q hooks; cp -r "$1/.ci" "$1/.pre-commit-hooks.yaml" hooks/; mkdir -p hooks/Sources/Tool/Kalends; }
            cp "$1/.pre-commit-hooks.yaml" hooks/ && cp "$1/.ci/kalends" hooks/.ci/
            git -C hooks add -A && git -C hooks commit -qm hooks --allow-empty
            git init -q work && cp a.ics work/ && printf 'BEGIN:VCALENDAR\\nVERSION:2.0\\nPRODID:x\\nEND:VCALENDAR\\n' > "work/b c.ics" && echo no > work/x.txt && cd work
            printf 'repos: [{repo: %s, rev: %s, hooks: [{id: kalends-validate}, {id: kalends-fix}]}]' \
                "$PWD/../hooks" "$(git -C ../hooks rev-parse HEAD)" > .pre-commit-config.yaml
            git add -A && "$PYTHON" -m pre_commit run --all-files
            """
        let answer = try runner.run(
            "bash",
            ["-c", script, "hooks", Repository.folder.path],
            environment: environment.merging(["PYTHON": try #require(Python.path(with: ["pre_commit"]))]) { $1 }
        )
        #expect(answer.status == 1 && answer.output.contains("[calendar-prodid]"), "\(answer.output)\(answer.errors)")
        #expect(
            answer.output.contains("fix calendars") && answer.output.contains("files were modified by this hook"),
            "\(answer.output)"
        )
        let mended = try String(contentsOf: runner.file("work/b c.ics"), encoding: .utf8)
        #expect(mended.hasPrefix("BEGIN:VCALENDAR\r\n"))
    }

    @Test func `the image takes the tarball of make dist and builds nothing`() throws {
        let text = try String(contentsOfFile: path(".ci/Dockerfile"), encoding: .utf8)
        #expect(text.contains("ADD dist/kalends-*-linux-*.tar.gz") && !text.contains("swift"))
    }
}
