import Foundation
import Synchronization

/// A C program of `Tests/Oracles` that asks a library; compiled when the first test needs it.
public struct CompiledOracle: Sendable {
    /// What pkg-config knows the library as.
    public let library: String
    private let source: String
    private static let programs = Mutex<[String: String?]>([:])

    public static let libical = CompiledOracle(library: "libical", source: "read_with_libical")
    public static let gmime = CompiledOracle(library: "gmime-3.0", source: "read_with_gmime")

    /// The program; nil if the library or a C compiler is not installed.
    public var path: String? {
        Self.programs.withLock { programs in
            if let path = programs[source] { return path }
            let file = Repository.oracles.appending(path: "\(source).c").path
            let program = TemporaryFolder.ofProcess.appending(path: source).path
            let script = "cc \"$1\" $(pkg-config --cflags --libs \(library)) -o \"$2\""
            let answer = try? Program.run("bash", ["-c", script, "compile", file, program])
            let path = answer?.status == 0 ? program : nil
            programs[source] = .some(path)
            return path
        }
    }

    /// Asks the library.
    ///
    /// - Throws: ``Program/Failure`` if it is not installed, or the program fails.
    public func run(_ arguments: [String]) throws -> Program.Answer {
        guard let path else { throw Program.Failure.notFound(library) }
        return try Program.output(path, arguments)
    }
}
