import Dispatch
public import Foundation

/// Runs programs to their end.
public enum Program {
    /// What a program answered.
    public struct Answer: Sendable, CustomStringConvertible {
        /// What it wrote to its standard output.
        public var bytes: Data
        /// The same as text.
        public var output: String { String(decoding: bytes, as: UTF8.self) }
        /// What it wrote to its standard error.
        public var errors: String
        /// The exit status, or the signal that ended the program.
        public var status: Int32
        /// How long it took.
        public var seconds: Double

        public var lines: [String] { output.split(separator: "\n").map(String.init) }

        public var description: String { "status \(status)\n\(output)\n\(errors)" }
    }

    public enum Failure: Error {
        case notFound(String)
        case tookTooLong(String, Duration)
        case status(String, Answer)
    }

    /// How long a program may take, unless a test sets another limit.
    public static let timeLimit: Duration = .seconds(TestRun.isSoak ? 3600 : 540)

    /// Runs a program; its output is written to files, so that no amount of output can block it.
    ///
    /// - Parameters:
    ///   - program: a path, or a name that is looked for in the environment's `PATH`.
    ///   - environment: what is added to the environment of the tests.
    ///   - inherits: false if the program gets `environment` alone.
    ///   - input: its standard input.
    ///   - mergesErrors: true if its standard error is written to its standard output.
    /// - Throws: ``Failure`` if there is no such program or it takes longer than `limit`, after which it is killed.
    public static func run(
        _ program: String,
        _ arguments: [String] = [],
        in folder: URL? = nil,
        environment: [String: String] = [:],
        inherits: Bool = true,
        input: [UInt8] = [],
        mergesErrors: Bool = false,
        limit: Duration = timeLimit
    ) throws -> Answer {
        let surroundings = inherits ? ProcessInfo.processInfo.environment.merging(environment) { $1 } : environment
        guard let executable = path(of: program, in: surroundings["PATH"]) else { throw Failure.notFound(program) }
        let files = try TemporaryFolder()
        let (output, errors) = (files.file("output"), files.file("errors"))
        for file in [output, errors] { try Data().write(to: file) }
        let handles = try [FileHandle(forWritingTo: output), FileHandle(forWritingTo: errors)]
        let standardInput = try FileHandle(forReadingFrom: try files.write(input, to: "input"))
        defer { for handle in handles + [standardInput] { try? handle.close() } }

        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.environment = surroundings
        if let folder { process.currentDirectoryURL = folder }
        process.standardInput = standardInput
        (process.standardOutput, process.standardError) = (handles[0], handles[mergesErrors ? 0 : 1])
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        let start = ContinuousClock.now
        try process.run()
        if ended.wait(timeout: .now() + limit / .seconds(1)) == .timedOut {
            kill(process.processIdentifier, SIGKILL)
            ended.wait()
            throw Failure.tookTooLong(([program] + arguments).joined(separator: " "), limit)
        }
        return Answer(
            bytes: try Data(contentsOf: output),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self),
            status: process.terminationStatus,
            seconds: start.duration(to: .now) / .seconds(1)
        )
    }

    /// What a program writes to its standard output.
    ///
    /// - Throws: ``Failure`` if it ends with another status than 0, too.
    public static func output(_ program: String, _ arguments: [String], input: [UInt8] = []) throws -> Answer {
        let answer = try run(program, arguments, input: input)
        guard answer.status == 0 else { throw Failure.status(program, answer) }
        return answer
    }

    /// Where a program is; nil if it is not installed.
    public static func path(
        of program: String,
        in path: String? = ProcessInfo.processInfo.environment["PATH"]
    ) -> String? {
        let folders = program.contains("/") ? [""] : (path ?? "/usr/bin:/bin").split(separator: ":").map { "\($0)/" }
        return folders.map { $0 + program }.first(where: FileManager.default.isExecutableFile)
    }
}
