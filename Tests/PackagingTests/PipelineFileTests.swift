import Foundation
import Kalends
import TestSupport
import Testing

/// The files that pipelines use: each is read by a YAML parser, and their shell parts are run with the wheel.
@Suite("Pipeline files") struct PipelineFileTests {
    private static let files = [".pre-commit-hooks.yaml", ".github/actions/kalends/action.yml", ".gitlab/kalends.yml"]

    /// A folder with a calendar that has an error, and what makes pip install the wheel without a network.
    private func workplace() throws -> (runner: TemporaryFolder, environment: [String: String]) {
        let runner = try TemporaryFolder()
        try runner.write("a.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
        return (
            runner,
            [
                "KALENDS_PACKAGE": try #require(Packages.wheel).path, "PIP_NO_INDEX": "1",
                "PIP_DISABLE_PIP_VERSION_CHECK": "1", "RUNNER_TEMP": runner.path,
            ]
        )
    }

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
            "GITHUB_OUTPUT": "outputs",
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

    @Test func `the action asks for the wheel of its own version`() throws {
        let (runner, environment) = try workplace()
        let answer = try step(runner, environment.merging(["KALENDS_PACKAGE": ""]) { $1 })
        #expect(answer.status == 2 && answer.errors.contains("kalends==\(Product.version)"), "\(answer)")
    }

    @Test(.needsPython("yaml")) func `GitLab's job writes both reports and fails on errors`() throws {
        var (runner, environment) = try workplace()
        let read = """
            import sys, yaml
            job = yaml.safe_load(open(sys.argv[1]))["kalends"]
            print("\\n".join(f"export {n}=${{{n}:-'{v}'}}" for n, v in job["variables"].items()))
            print("\\n".join(job["before_script"] + job["script"]))
            """
        let script = try Python.run("-c", [read, path(".gitlab/kalends.yml")], with: ["yaml"])
        // The image has a Python of its own, into which pip installs.
        let made = try runner.run("python3", ["-m", "venv", "python"])
        #expect(made.status == 0, "\(made.errors)")
        let others = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        environment["PATH"] = "\(runner.path("python/bin")):\(others)"
        let answer = try runner.run("bash", ["-eo", "pipefail", "-c", script.output], environment: environment)
        #expect(answer.status == 1, "\(answer.errors)")
        for (name, words) in [
            ("gl-code-quality-report.json", "\"path\":\"a.ics\""), ("kalends-junit.xml", "<testcase"),
        ] {
            #expect(try String(contentsOf: runner.file(name), encoding: .utf8).contains(words))
        }
    }

    @Test(.needsPython("pre_commit"), .needs(programs: "git")) func `pre-commit runs the hooks`() throws {
        let (runner, environment) = try workplace()
        let script = """
            export PRE_COMMIT_HOME=$PWD/pre-commit GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com
            git init -q hooks && mkdir -p hooks/Sources/Tool/Kalends
            cp -r "$1/Packaging" "$1/pyproject.toml" "$1/.pre-commit-hooks.yaml" hooks/ && cp "$1/Sources/Tool/Kalends/Product.swift" hooks/Sources/Tool/Kalends/
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
        let fixed = try String(contentsOf: runner.file("work/b c.ics"), encoding: .utf8)
        #expect(fixed.hasPrefix("BEGIN:VCALENDAR\r\n"))
    }

    @Test func `the image takes the package of make deb and builds nothing`() throws {
        let text = try String(contentsOfFile: path(".ci/Dockerfile"), encoding: .utf8)
        #expect(text.contains("COPY dist/kalends_*.deb") && !text.contains("swift"))
    }
}
