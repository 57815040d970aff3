import Foundation
import TestSupport

/// The command under test, alone in a folder, and what the scripts of `Packaging` make of it; each is made when a test first asks.
enum Packages {
    /// The command without the program of the calendar store, whose package takes a minute.
    static let command: URL? = {
        let folder = TemporaryFolder.ofProcess.appending(path: "programs")
        let file = folder.appending(path: "kalends")
        let manager = FileManager.default
        guard (try? manager.createDirectory(at: folder, withIntermediateDirectories: true)) != nil,
            (try? manager.createSymbolicLink(at: file, withDestinationURL: URL(fileURLWithPath: CommandUnderTest.path)))
                != nil
        else { return nil }
        return file
    }()

    /// The folder that `Packaging/pages` writes.
    static let pages = made(by: "Packaging/pages", in: "pages") { $0 }
    static let wheel = made(by: "Packaging/wheel", in: "wheel") { only("whl", in: $0) }
    static let debian = made(by: "Packaging/deb", in: "debian") { only("deb", in: $0) }

    /// Runs a script of `Packaging` with the command and a new folder.
    static func make(_ script: String, in folder: URL) throws -> Program.Answer {
        guard let command else { throw Program.Failure.notFound("kalends") }
        return try Program.run(
            Repository.file(script).path,
            [command.path, folder.path],
            environment: ["SOURCE_DATE_EPOCH": "1767225600", "PUBLISHER": "Somebody <somebody@example.org>"]
        )
    }

    /// The one file of a folder that has an extension.
    static func only(_ suffix: String, in folder: URL) -> URL? {
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        let found = files.filter { $0.pathExtension == suffix }
        return found.count == 1 ? found[0] : nil
    }

    private static func made(by script: String, in name: String, _ result: (URL) -> URL?) -> URL? {
        let folder = TemporaryFolder.ofProcess.appending(path: name)
        guard let answer = try? make(script, in: folder), answer.status == 0 else { return nil }
        return result(folder)
    }
}
