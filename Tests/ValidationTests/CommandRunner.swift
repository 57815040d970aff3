import Foundation

/// Runs the built command, and other programs that look at what it wrote.
struct CommandRunner {
    struct Answer {
        var output: String
        var errors: String
        var status: Int32
    }

    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The command under test: what `KALENDS_BINARY` names, else the one built along with the tests.
    static var binary: String {
        ProcessInfo.processInfo.environment["KALENDS_BINARY"]
            ?? root.appendingPathComponent(".build/debug/kalends").path
    }

    /// A Python with the packages of Tests/Oracles, if there is one.
    static var python: String { ProcessInfo.processInfo.environment["KALENDS_PYTHON"] ?? "python3" }

    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kalends-validation-" + UUID().uuidString
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: folder.appendingPathComponent(name))
    }

    func run(_ command: String, _ arguments: [String], environment: [String: String] = [:]) throws -> Answer {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [command] + arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        let output = folder.appendingPathComponent(".output-" + UUID().uuidString)
        let errors = folder.appendingPathComponent(".errors-" + UUID().uuidString)
        for url in [output, errors] { _ = FileManager.default.createFile(atPath: url.path, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return Answer(
            output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8),
            status: process.terminationStatus
        )
    }

    func kalends(_ arguments: String...) throws -> Answer { try run(Self.binary, arguments) }
}
