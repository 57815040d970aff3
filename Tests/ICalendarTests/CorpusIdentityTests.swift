import CalendarDiagnostics
import Foundation
import ICalendar
import Testing

/// Runs over other projects' files where they lie beside the package.
@Suite("Corpus") struct CorpusIdentityTests {
    static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["KALENDS_CORPUS"] { return URL(fileURLWithPath: path) }
        return URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/corpus")
    }()

    static var files: [URL] {
        guard let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else {
            return []
        }
        return walker.compactMap { $0 as? URL }.filter { ["ics", "vcs"].contains($0.pathExtension) }
            .sorted { $0.path < $1.path }
    }

    @Test func `every calendar file is read, and written back byte for byte`() throws {
        let files = Self.files
        if files.isEmpty { print("corpus absent: identity over real files not tested") }
        var refused: [String] = []
        for file in files {
            let bytes = [UInt8](try Data(contentsOf: file))
            var diagnostics = Diagnostics(file: file.lastPathComponent)
            do {
                let tree = try ICalendarReader().read(bytes, diagnostics: &diagnostics)
                let isIdentical = ICalendarWriter().write(tree) == bytes
                #expect(isIdentical, "\(file.path)")
                // Lines that are none may join differently once they are folded anew.
                if tree.lines.contains(where: { $0.kind == .malformed }) { continue }
                let normalized = ICalendarWriter(normalizes: true).write(tree)
                var second = Diagnostics()
                let again = try ICalendarReader().read(normalized, diagnostics: &second)
                let isStable = ICalendarWriter(normalizes: true).write(again) == normalized
                #expect(isStable, "\(file.path)")
                #expect(again.lines.count == tree.lines.count, "\(file.path)")
            } catch {
                refused.append("\(file.lastPathComponent): \(error.message)")
            }
        }
        for line in refused { print("refused:", line) }
        print(files.count, "files,", refused.count, "refused")
    }
}
