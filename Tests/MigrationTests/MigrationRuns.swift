import Foundation
import Testing

/// A generated mail store and the command that migrates it.
struct MigrationStore: Sendable {
    /// What the generator says has to be found.
    struct Expected: Decodable, Sendable {
        struct Link: Decodable, Hashable, Sendable {
            var series: String
            var exception: String
            var day: String
            var kind: String
        }

        var messages = 0
        var files = 0
        var mail = 0
        var broken = 0
        var objects = 0
        var certain: [Link] = []
        var likely: [Link] = []
        var refused: [Link] = []
    }

    let folder: URL
    /// Nothing, if the test makes the store itself.
    private(set) var expected = Expected()

    static var isSoak: Bool { ProcessInfo.processInfo.environment["KALENDS_SOAK"] != nil }

    /// In full for `make soak`, 2,000 messages for `make test`; fewer with the slow command that is built along with the tests.
    static var messageCount: Int {
        if isSoak { return 100_000 }
        return ProcessInfo.processInfo.environment["KALENDS_BINARY"] == nil ? 500 : 2_000
    }

    /// A folder for a store that the test makes itself.
    init(empty name: String) throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "kalends-migration-\(name)-\(UUID().uuidString)"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Generates a store; nil, with a word on standard output, where there is no Python.
    init?(_ name: String, messages: Int = messageCount) throws {
        try self.init(empty: name)
        let python = ProcessInfo.processInfo.environment["KALENDS_PYTHON"] ?? "python3"
        let made = try Shell.run(
            "\(python) '\(Self.package.path)/Benchmarks/mail_store.py' . --messages \(messages)",
            in: folder
        )
        guard made.status == 0 else {
            print("python3 missing or failing: mail stores not migrated: \(made.output)")
            return nil
        }
        expected = try JSONDecoder().decode(
            Expected.self,
            from: Data(contentsOf: folder.appending(path: "expected.json"))
        )
    }

    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// Runs `kalends migrate` in the store's folder.
    @discardableResult func migrate(_ arguments: String) throws -> Shell.Answer {
        try Shell.run("'\(Self.binary)' migrate \(arguments)", in: folder)
    }

    /// The rows of a plan or manifest.
    func rows(_ name: String) throws -> [[String: Any]] {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }

    /// Every file below a folder with digest, permissions and time.
    func tree(_ name: String) throws -> String {
        let answer = try Shell.run(
            "cd '\(name)' && find . -type f -printf '%P\\t%m\\t%T@\\n' | LC_ALL=C sort && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum",
            in: folder
        )
        return answer.output
    }

    /// The command under test: what `KALENDS_BINARY` names, else the one built along with the tests.
    static let binary: String = {
        if let path = ProcessInfo.processInfo.environment["KALENDS_BINARY"] { return path }
        let products = Bundle.main.executableURL?.deletingLastPathComponent()
        let candidates = [products, Bundle.allBundles.first?.bundleURL.deletingLastPathComponent()]
        for candidate in candidates.compactMap({ $0?.appending(path: "kalends") })
        where FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate.path }
        return package.path + "/.build/debug/kalends"
    }()
}

/// Commands of the shell.
enum Shell {
    struct Answer: Sendable {
        var status: Int32
        var output: String
        var seconds: Double
    }

    static func run(_ command: String, in folder: URL) throws -> Answer {
        let start = ContinuousClock.now
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = folder
        let output = folder.appending(path: "output-\(UUID().uuidString)")
        try Data().write(to: output)
        defer { try? FileManager.default.removeItem(at: output) }
        let handle = try FileHandle(forWritingTo: output)
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        process.waitUntilExit()
        let duration = start.duration(to: .now).components
        return Answer(
            status: process.terminationStatus,
            output: try String(contentsOf: output, encoding: .utf8),
            seconds: Double(duration.seconds) + Double(duration.attoseconds) / 1e18
        )
    }
}
