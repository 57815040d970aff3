import CalendarDiagnostics
import Foundation
import ICalendar
import KolabMail
import TestSupport
import Testing

@Suite("Writing messages") struct WriterTests {
    static let xml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <event version="1.0">
         <uid>a-1</uid>
        From the start, Grüße aus Köln = 100 %\("  ")
        .
         <summary>\(String(repeating: "long line ", count: 30))</summary>
        </event>

        """

    static func content(
        uid: String = "a-1",
        organizer: KolabMessageContent.Person? = nil,
        attachments: [MailAttachment] = []
    ) -> KolabMessageContent {
        KolabMessageContent(
            type: .event,
            uid: uid,
            xml: Array(xml.utf8),
            date: CivilDateTime(secondsSinceEpoch: 1_767_603_600),
            organizer: organizer,
            attachments: attachments
        )
    }

    static let attachments: [MailAttachment] = [
        .init(name: "plan.pdf", mediaType: "application/pdf", bytes: Array(UInt8.min...UInt8.max)),
        .init(name: "Übersicht \"€\" 日程.png", mediaType: "image/png", bytes: []),
        .init(name: String(repeating: "ö", count: 120), mediaType: "nonsense\r\nX-Evil: 1", bytes: [1]),
        .init(name: "a\\b\"c.txt\r\nX-Evil: 1", mediaType: "text/plain", bytes: Array("text".utf8)),
        .init(name: "=?utf-8?q?trap?=", mediaType: "message/rfc822", bytes: Array("--=_kalends".utf8)),
    ]

    @Test func `writes a message that reads back with object and attachments`() throws {
        let bytes = KolabMessageWriter().write(Self.content(attachments: Self.attachments))
        var diagnostics = Diagnostics()
        let found = try KolabMessage(reading: bytes, diagnostics: &diagnostics)
        found.message.expectNothingIsLost()
        #expect(found.type == .event)
        #expect(found.form == .kolab)
        #expect(found.object.bytes == Array(Self.xml.replacing("\n", with: "\r\n").utf8))
        #expect(found.attachmentParts.count == Self.attachments.count)
        for attachment in Self.attachments {
            let again = try #require(found.attachment(named: attachment.name, diagnostics: &diagnostics))
            #expect(again.bytes == attachment.bytes)
        }
        #expect(found.attachment(named: "plan.pdf", diagnostics: &diagnostics)?.mediaType == "application/pdf")
        #expect(found.unreferencedParts(besides: ["plan.pdf"]).count == Self.attachments.count - 1)
        #expect(diagnostics.all == [])
    }

    @Test(.needsPython()) func `writes what Python's email package reads alike`() throws {
        let organizer = KolabMessageContent.Person(name: "Jörg \"J.\" Weiß", address: "joerg@example.org")
        let bytes = KolabMessageWriter().write(
            Self.content(uid: "Gerät-1", organizer: organizer, attachments: Self.attachments)
        )
        let answer = try #require(try PythonOracle.read([bytes]).first)
        #expect(answer.subject == "Gerät-1")
        #expect(answer.from == "Jörg \"J.\" Weiß <joerg@example.org>")
        #expect(answer.parts == (try MailMessage(bytes).oracleParts))
        #expect(answer.parts.dropFirst(3).map(\.names) == Self.attachments.map { [$0.name] })
        #expect(answer.parts.dropFirst(3).map(\.body) == Self.attachments.map { Data($0.bytes) })
    }

    @Test func `writes the same bytes for the same object, others for another`() {
        let writer = KolabMessageWriter()
        let first = writer.write(Self.content(attachments: Self.attachments))
        #expect(first == writer.write(Self.content(attachments: Self.attachments)))
        #expect(first != writer.write(Self.content(uid: "a-2", attachments: Self.attachments)))
    }

    @Test func `writes the header that Kolab asks for`() throws {
        let message = try MailMessage(KolabMessageWriter(userAgent: "Test 1").write(Self.content()))
        let fields = message.root.fields.map { "\(message.name(of: $0)): \(message.value(of: $0))" }
        #expect(
            fields.filter { !$0.hasPrefix("message-id") && !$0.hasPrefix("content-type") } == [
                "from: kolab@localhost", "date: Mon, 05 Jan 2026 09:00:00 +0000", "subject: a-1",
                "x-kolab-type: application/x-vnd.kolab.event", "user-agent: Test 1", "mime-version: 1.0",
            ]
        )
    }

    @Test(arguments: [
        "plain-uid@example.org", " blanks ", "two  blanks", "line\r\nX-Evil: 1", "=?utf-8?q?trap?=", "ünïcode",
        String(repeating: "x", count: 2000), String(repeating: "日", count: 200), "",
    ])
    func `carries any UID in the Subject`(_ uid: String) throws {
        let bytes = KolabMessageWriter().write(Self.content(uid: uid))
        let message = try MailMessage(bytes)
        #expect(message.value("subject") == uid)
        #expect(message.value("x-evil") == nil)
        #expect(String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").allSatisfy { $0.utf8.count <= 998 })
    }

    @Test(arguments: ["", "no at", "a@b@c", "a@b\r\nX-Evil: 1", "<a@b>", "jörg@example.org"])
    func `puts a neutral address where the organizer's is none`(_ address: String) throws {
        let person = KolabMessageContent.Person(name: "Ann", address: address)
        let message = try MailMessage(KolabMessageWriter().write(Self.content(organizer: person)))
        #expect(message.value("from") == "\"Ann\" <kolab@localhost>")
    }

    @Test func `encodes in ASCII lines of at most 76 bytes that no transport alters`() throws {
        let message = try MailMessage(KolabMessageWriter().write(Self.content(attachments: Self.attachments)))
        for part in message.leaves {
            for line in String(decoding: message.bytes[part.body], as: UTF8.self).split(separator: "\r\n") {
                #expect(line.utf8.count <= 76 && line.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
                #expect(!line.hasSuffix(" ") && !line.hasPrefix("From ") && line != ".")
            }
        }
    }
}
