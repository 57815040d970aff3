import Files
import Foundation
import Migration
import TimeZones

/// A folder for the files of one process.
struct ScratchFolder: Sendable {
    static let current = ScratchFolder()

    private let url: URL
    let register = TemporaryFiles()

    private init() {
        // In memory where the system has such a place.
        let memory = URL(fileURLWithPath: "/dev/shm")
        let base =
            FileManager.default.isWritableFile(atPath: memory.path) ? memory : FileManager.default.temporaryDirectory
        url = base.appending(path: "kalends-fuzz-\(ProcessInfo.processInfo.processIdentifier)")
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        atexit { ScratchFolder.current.remove() }
    }

    var options: MigrationOptions { MigrationOptions(directory: ZoneDirectory(), jobs: 1) }

    func path(_ name: String) -> String { url.appending(path: name).path }

    func makeFolder(_ name: String) {
        try? FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
    }

    func write(_ bytes: [UInt8], to name: String) {
        let file = url.appending(path: name)
        if !FileManager.default.fileExists(atPath: file.path) {
            try? FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
        }
        try? Data(bytes).write(to: file)
    }

    func text(_ name: String) -> String {
        (try? Data(contentsOf: url.appending(path: name))).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// A refusal is an answer.
    func answer(_ body: () throws -> Void) -> String? {
        do { try body() } catch is MigrationError { return nil } catch { return "\(error)" }
        return nil
    }

    /// Removes everything.
    func remove() { try? FileManager.default.removeItem(at: url) }
}
