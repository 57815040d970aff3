import Foundation

/// A temporary folder in which the commands of one document run.
final class Workplace {
    /// What a command answered.
    struct Answer: CustomStringConvertible {
        var output: [String]
        var errors: [String]
        var status: Int32

        var description: String {
            (output + errors.map { "! " + $0 } + ["? \(status)"]).joined(separator: "\n")
        }
    }

    private let folder: URL
    private let tools: URL

    init() throws {
        let base = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kalends-transcript-" + UUID().uuidString
        )
        folder = base.appendingPathComponent("work")
        tools = base.appendingPathComponent("bin")
        for url in [folder, tools] {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }
        let link = tools.appendingPathComponent("kalends")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: try Self.binary())
    }

    deinit { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }

    /// The command under test: what `KALENDS_BINARY` names, else the one built along with the tests.
    private static func binary() throws -> URL {
        if let path = ProcessInfo.processInfo.environment["KALENDS_BINARY"] { return URL(fileURLWithPath: path) }
        let products = Bundle.main.executableURL?.deletingLastPathComponent()
        let candidates = [products, Bundle.allBundles.first?.bundleURL.deletingLastPathComponent()]
        for candidate in candidates.compactMap({ $0?.appendingPathComponent("kalends") })
        where FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
        return URL(fileURLWithPath: FileManager.default.currentDirectoryPath + "/.build/debug/kalends")
    }

    func write(_ file: Transcript.File) throws {
        let url = folder.appendingPathComponent(file.name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.content.utf8).write(to: url)
    }

    /// Runs a command in the shell, with `kalends` on its path and a plain environment.
    func run(_ command: String) throws -> Answer {
        let captured = (output: tools.appendingPathComponent("output"), errors: tools.appendingPathComponent("errors"))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = folder
        process.environment = [
            "PATH": tools.path + ":/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "COLUMNS": "80",
        ]
        process.standardInput = FileHandle.nullDevice
        // Files instead of pipes: no amount of output can block the command.
        for url in [captured.output, captured.errors] { try Data().write(to: url) }
        process.standardOutput = try FileHandle(forWritingTo: captured.output)
        process.standardError = try FileHandle(forWritingTo: captured.errors)
        try process.run()
        process.waitUntilExit()
        return Answer(
            output: Self.lines(try Data(contentsOf: captured.output)),
            errors: Self.lines(try Data(contentsOf: captured.errors)),
            status: process.terminationStatus
        )
    }

    /// Lines without their ends; a carriage return at an end is not shown.
    private static func lines(_ data: Data) -> [String] {
        var lines = String(decoding: data, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
        if lines.last == "" { lines.removeLast() }
        return lines.map(String.init)
    }
}
