import Foundation
import TestSupport
import Testing

/// A generated mail store and the command that migrates it.
struct MigrationStore: Sendable {
    /// What has to be found, according to the generator.
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

    private let place: TemporaryFolder
    /// Nothing, if the test makes the store itself.
    private(set) var expected = Expected()

    /// In full for `make soak`, 2,000 messages for `make test`; fewer with the slow command that is built along with the tests.
    static var messageCount: Int {
        if TestRun.isSoak { return 100_000 }
        return CommandUnderTest.isGiven ? 2_000 : 500
    }

    /// A folder for a store that the test makes itself.
    init() throws { place = try TemporaryFolder() }

    /// Generates a store, for which it needs Python.
    init(messages: Int) throws {
        try self.init()
        let script = Repository.file("Benchmarks/mail_store.py").path
        let python = try #require(Python.path())
        let made = try place.run(python, [script, ".", "--messages", "\(messages)"])
        try #require(made.status == 0, "\(made)")
        expected = try JSONDecoder().decode(Expected.self, from: Data(contentsOf: place.file("expected.json")))
    }

    var folder: URL { place.url }

    /// Runs `kalends migrate` in the store's folder.
    @discardableResult func migrate(_ arguments: String) throws -> Program.Answer {
        try Shell.run("'\(CommandUnderTest.path)' migrate \(arguments)", in: folder)
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
}

/// Commands of the shell, with what they write to both outputs in one.
enum Shell {
    static func run(_ command: String, in folder: URL) throws -> Program.Answer {
        try Program.run("bash", ["-c", command], in: folder, mergesErrors: true)
    }
}
