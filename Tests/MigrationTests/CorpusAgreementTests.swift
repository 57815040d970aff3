import CalendarDiagnostics
import Foundation
import Kalends
import Testing

@testable import Migration

/// Messages of other projects, where they lie beside the package, against the iCalendar files that those say they mean.
@Suite("Messages of other projects") struct CorpusAgreementTests {
    static let folder: URL = {
        let path = ProcessInfo.processInfo.environment["KALENDS_CORPUS"]
        return URL(fileURLWithPath: path ?? MigrationStore.package.appending(path: "../shared/corpus").path).appending(
            path: "kolab"
        )
    }()

    private static func messages() -> [URL] {
        let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        let files = walker?.compactMap { $0 as? URL }.filter { $0.pathExtension == "mime" } ?? []
        if files.isEmpty {
            print("corpus absent: messages of other projects are not compared with their iCalendar files")
        }
        return files.sorted { $0.path < $1.path }
    }

    @Test func `every message is read as the object that it is`() throws {
        for file in Self.messages() {
            let examined = MessageExaminer(Sample.options()).examine(
                [UInt8](try Data(contentsOf: file)),
                isSurelyMail: true
            )
            switch examined.content {
            case .object, .otherObject: break
            case .mail, .leftAlone, .unreadable, .file: Issue.record("\(file.lastPathComponent): \(examined)")
            }
        }
    }

    /// A property that may differ, and why.
    private struct Exception: Hashable {
        var file: String
        var property: String
    }

    private static func exceptions() throws -> Set<Exception> {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "corpus-exceptions.txt")
        return Set(
            try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
                .compactMap { line in
                    let words = line.split(separator: " ", maxSplits: 2).map(String.init)
                    return words.count == 3 ? Exception(file: words[0], property: words[1]) : nil
                }
        )
    }

    @Test func `what the objects say is what the iCalendar files beside them say`() throws {
        let exceptions = try Self.exceptions()
        var used: Set<Exception> = []
        var compared = 0
        for file in Self.messages() {
            let calendar = file.deletingPathExtension()
            guard calendar.pathExtension == "ics", let bytes = try? Data(contentsOf: calendar) else { continue }
            let name = file.pathComponents.suffix(3).joined(separator: "/")
            var options = ConversionOptions()
            options.timeZone = "Europe/Berlin"
            let converter = Converter(options)
            let first = try Self.tree([UInt8](try Data(contentsOf: file)), converter)
            let second = try Self.tree([UInt8](bytes), converter)
            compared += 1
            for difference in CalendarDifference.between(first, second) {
                for line in difference.onlyInFirst + difference.onlyInSecond {
                    let property = String(line.prefix { $0 != ":" && $0 != ";" })
                    let folder = file.pathComponents.suffix(3).prefix(1).joined() + "/*"
                    let fitting = [name, folder, "*"].map { Exception(file: $0, property: property) }.filter(
                        exceptions.contains
                    )
                    #expect(!fitting.isEmpty, "\(name): \(line.prefix(200))")
                    used.formUnion(fitting)
                }
            }
        }
        guard compared > 0 else { return }
        #expect(compared > 12)
        #expect(exceptions.subtracting(used).map { "\($0.file) \($0.property)" } == [], "no longer needed")
    }

    private static func tree(_ bytes: [UInt8], _ converter: Converter) throws -> ComponentTree {
        var diagnostics = Diagnostics()
        var report = LossReport()
        return converter.tree(of: [try converter.read(bytes, diagnostics: &diagnostics)], report: &report)
    }
}
