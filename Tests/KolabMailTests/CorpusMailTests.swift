import CalendarDiagnostics
import KolabMail
import TestSupport
import Testing

/// Messages of other projects.
@Suite("Corpus of messages", .needsCorpus()) struct CorpusMailTests {
    static func messages() throws -> [(name: String, bytes: [UInt8])] {
        let files = Corpus.files(["mime", "eml"])
        try #require(files.count > 10)
        return try files.map { ($0, try Corpus.bytes($0)) }
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

    @Test(.needsPython())
    func `structure, contents and names are what Python's email package finds`() throws {
        let messages = try Self.messages()
        let answers = try PythonOracle.read(messages.map(\.bytes))
        for ((name, bytes), answer) in zip(messages, answers) {
            let message = try MailMessage(bytes)
            #expect(message.oracleParts == answer.parts, "\(name)")
            #expect(message.value("subject") == answer.subject, "\(name)")
        }
    }

    @Test(.needsLibrary(.gmime))
    func `structure, contents and names are what GMime finds`() throws {
        let messages = try Self.messages()
        let answers = try GMimeOracle.read(messages.map(\.bytes))
        for ((name, bytes), parts) in zip(messages, answers) {
            #expect(try MailMessage(bytes).oracleParts == parts, "\(name)")
        }
    }
}
