public import Foundation

/// A separate folder for one test, removed with it.
public final class TemporaryFolder: Sendable {
    public let url: URL

    public init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "kalends-test-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// A folder that lasts as long as the tests run.
    public static let ofProcess: URL = {
        let url = FileManager.default.temporaryDirectory.appending(path: "kalends-tests-" + UUID().uuidString)
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(at: TemporaryFolder.ofProcess) }
        return url
    }()

    deinit { try? FileManager.default.removeItem(at: url) }

    public var path: String { url.path }

    /// The path of a file in the folder.
    public func path(_ name: String) -> String { file(name).path }

    public func file(_ name: String) -> URL { url.appending(path: name) }

    /// Writes a file and the folders that lead to it, and returns its path.
    @discardableResult
    public func write(_ name: String, _ text: String = "") throws -> String {
        try write(Array(text.utf8), to: name).path
    }

    /// Writes a file and the folders that lead to it.
    @discardableResult
    public func write(_ bytes: [UInt8], to name: String) throws -> URL {
        let file = file(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file
    }

    public func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
    }

    public func text(_ name: String) throws -> String { try String(contentsOf: file(name), encoding: .utf8) }

    /// Every name in the folder, hidden ones too.
    public var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }

    /// Runs a program in the folder.
    public func run(_ program: String, _ arguments: [String] = [], environment: [String: String] = [:]) throws
        -> Program.Answer
    {
        try Program.run(program, arguments, in: url, environment: environment)
    }

    /// Runs the command under test in the folder.
    public func kalends(_ arguments: String...) throws -> Program.Answer {
        try run(CommandUnderTest.path, arguments)
    }

    /// Runs a script of the shell in the folder; `$K` is the command under test.
    public func shell(_ script: String, _ arguments: [String] = [], environment: [String: String] = [:]) throws
        -> Program.Answer
    {
        let environment = ["K": CommandUnderTest.path].merging(environment) { $1 }
        return try run("bash", ["-c", script, "shell"] + arguments, environment: environment)
    }
}
