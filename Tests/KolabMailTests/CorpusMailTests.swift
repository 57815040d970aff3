import CalendarDiagnostics
import Foundation
import KolabMail
import Testing

/// Runs over other projects' messages where they lie beside the package.
@Suite("Corpus of messages") struct CorpusMailTests {
    static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["KALENDS_CORPUS"] { return URL(fileURLWithPath: path) }
        return URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/corpus")
    }()

    static func messages() throws -> [(name: String, bytes: [UInt8])] {
        guard let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else {
            return []
        }
        let files = walker.compactMap { $0 as? URL }.filter { ["mime", "eml"].contains($0.pathExtension) }
        if files.isEmpty { print("corpus absent: real messages not tested") }
        return try files.sorted { $0.path < $1.path }.map { ($0.lastPathComponent, [UInt8](try Data(contentsOf: $0))) }
    }

    @Test func `every message is mail, scanned without losing a byte, and has its object found`() throws {
        for (name, bytes) in try Self.messages() {
            #expect(MailMessage.looksLikeMessage(bytes.prefix(4096)), "\(name)")
            var diagnostics = Diagnostics(file: name)
            let message = try MailMessage(reading: bytes, diagnostics: &diagnostics)
            message.expectNothingIsLost(name)
            let found = try KolabMessage(message, diagnostics: &diagnostics)
            #expect(diagnostics.all == [], "\(name)")
            #expect((found.type == nil) == (found.form == .iCalendar), "\(name)")
            let start = String(decoding: found.object.bytes.prefix(15), as: UTF8.self)
            #expect(start == (found.form == .iCalendar ? "BEGIN:VCALENDAR" : "<?xml version=\""), "\(name)")
        }
    }

    @Test func `structure, contents and names are what Python's email package finds`() throws {
        let messages = try Self.messages()
        guard let answers = try PythonOracle.read(messages.map(\.bytes)) else { return }
        for ((name, bytes), answer) in zip(messages, answers) {
            let message = try MailMessage(bytes)
            #expect(message.oracleParts == answer.parts, "\(name)")
            #expect(message.value("subject") == answer.subject, "\(name)")
        }
    }

    @Test func `structure, contents and names are what GMime finds`() throws {
        let messages = try Self.messages()
        guard let answers = try GMimeOracle.read(messages.map(\.bytes)) else { return }
        for ((name, bytes), parts) in zip(messages, answers) {
            #expect(try MailMessage(bytes).oracleParts == parts, "\(name)")
        }
    }
}
