import Foundation
import Kalends
import TestSupport
import Testing

/// The shared library, used by a program in C and by the Python package.
@Suite("Bindings") struct BindingsTests {
    /// The library that `KALENDS_LIBRARY` names, as `make library` builds it; else the one that is built along with the tests.
    static let library: URL? = {
        let built = [Bundle.main.executableURL, Bundle.allBundles.first?.bundleURL].compactMap {
            $0?.deletingLastPathComponent()
        }
        if let given = ProcessInfo.processInfo.environment["KALENDS_LIBRARY"] { return URL(fileURLWithPath: given) }
        let candidates = (built + [Repository.file(".build/debug")]).map { $0.appending(path: "libKalendsC.so") }
        return candidates.first { FileManager.default.fileExists(atPath: $0.path) }
    }()

    /// Whether the library is the one that is shipped: it shows the functions of the interface alone.
    private func isShipped() throws -> Bool {
        let shown = try Program.output(
            "nm",
            ["--dynamic", "--defined-only", "--extern-only", #require(Self.library).path]
        ).lines
        return shown.allSatisfy { $0.contains(" kalends_") }
    }

    /// The program in C, compiled with further options.
    private func client(_ options: String..., in runner: TemporaryFolder) throws -> String {
        // Without the names of the source, which valgrind may not be able to read.
        let stripped = try runner.run("strip", ["--strip-debug", "-o", "libKalendsC.so", #require(Self.library).path])
        #expect(stripped.status == 0, "\(stripped.errors)")
        let folder = runner.path
        let answer = try runner.run(
            "cc",
            options + [
                "-std=c11", "-D_GNU_SOURCE", "-g", "-Wall", "-Wextra", "-Werror",
                "-I", Repository.file("Sources/Bindings/CKalends/include").path,
                Repository.file("Tests/BindingsTests/client.c").path, "-o", "client",
                "-L", folder, "-lKalendsC", "-pthread", "-Wl,-rpath,\(folder)",
            ]
        )
        #expect(answer.status == 0, "\(answer.errors)")
        return runner.path("client")
    }

    @Test(.needs(programs: "cc")) func `a program in C uses every function`() throws {
        let runner = try TemporaryFolder()
        let answer = try runner.run(client(in: runner), ["10"])
        #expect(answer.status == 0 && answer.lines.last == "kalends \(Product.version)", "\(answer)")
        // The runtime of Swift takes signals in a program of Swift; the library that is shipped leaves them to its host.
        if try isShipped() { #expect(answer.lines.count == 1, "\(answer)") }
    }

    @Test(.needs(programs: "cc")) func `the address sanitizer finds nothing`() throws {
        let runner = try TemporaryFolder()
        let program = try client("-fsanitize=address", in: runner)
        let answer = try runner.run(program, ["10"], environment: ["ASAN_OPTIONS": "detect_leaks=1"])
        #expect(answer.status == 0, "\(answer)")
    }

    @Test(.needs(programs: "cc", "valgrind")) func `valgrind finds nothing`() throws {
        let runner = try TemporaryFolder()
        let program = try client(in: runner)
        let answer = try runner.run(
            "valgrind",
            [
                "--quiet", "--error-exitcode=9",
                "--suppressions=\(Repository.file("Tests/BindingsTests/swift.supp").path)",
                "--leak-check=full", "--errors-for-leak-kinds=definite,indirect",
                "--show-leak-kinds=definite,indirect", program, "1",
            ]
        )
        #expect(answer.status == 0, "\(answer)")
    }

    @Test(.needsPython("pytest", "icalendar", "pandas", "pyarrow"))
    func `the Python package and its README do what they promise`() throws {
        let answer = try python("-m", "pytest", "-q", "-p", "no:cacheprovider")
        #expect(answer.status == 0, "\(answer)")
    }

    @Test(.needsPython("mypy")) func `the Python package is typed`() throws {
        let answer = try python("-m", "mypy", "--cache-dir", "/dev/null")
        #expect(answer.status == 0, "\(answer)")
    }

    private func python(_ arguments: String...) throws -> Program.Answer {
        try Program.run(
            #require(Python.path(with: ["pytest", "mypy"])),
            arguments,
            in: Repository.file("Sources/Bindings/python"),
            environment: [
                "KALENDS_LIBRARY": #require(Self.library).path, "PYTHONDONTWRITEBYTECODE": "1",
                "KALENDS_CALLS": TestRun.isSoak ? "1000000" : "20000",
            ]
        )
    }
}
