import Foundation
import Synchronization

/// Pythons of the machine: the one that `KALENDS_PYTHON` names, the one on the path, and the system's own.
///
/// Packages of Debian belong to the system's own Python, those of `Tests/Oracles/requirements.txt` to the first.
public enum Python {
    private static let known = Mutex<[[String]: String?]>([:])

    /// The first that has all of these modules; nil if none has.
    public static func path(with modules: [String] = []) -> String? {
        known.withLock { known in
            if let path = known[modules] { return path }
            let named = ProcessInfo.processInfo.environment["KALENDS_PYTHON"]
            let candidates = [named, "python3", "/usr/bin/python3"].compactMap(\.self).compactMap {
                Program.path(of: $0)
            }
            let code = (["sys"] + modules).map { "import \($0)" }.joined(separator: "; ")
            let path = candidates.first { (try? Program.run($0, ["-c", code]))?.status == 0 }
            known[modules] = .some(path)
            return path
        }
    }

    /// Runs a script with the first that has all of these modules.
    ///
    /// - Parameter script: the path of a file, or `-c`, whose code is then the first argument.
    /// - Throws: ``Program/Failure`` if there is none, or the script fails.
    @discardableResult
    public static func run(
        _ script: String,
        _ arguments: [String] = [],
        with modules: [String] = [],
        input: [UInt8] = []
    ) throws -> Program.Answer {
        guard let python = path(with: modules) else {
            throw Program.Failure.notFound("python3 with \(modules.joined(separator: ", "))")
        }
        return try Program.output(python, [script] + arguments, input: input)
    }
}
