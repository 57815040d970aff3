import Foundation
import Kalends
import Testing

/// Kolab objects in the mail messages that carry them.
@Suite("Envelopes") struct EnvelopeTests {
    private var wrapping: Converter {
        var options = ConversionOptions()
        options.envelope = .message
        return Converter(options)
    }

    @Test(arguments: ConversionCase.all, [CalendarFormat.kolab20, .kolab21])
    func `a message means what the bare object means`(_ case: ConversionCase, _ target: CalendarFormat) throws {
        var ignored = LossReport()
        var diagnostics = Diagnostics()
        let documents = try `case`.document(`case`.formats[0], wrapping)
        let messages = wrapping.write(documents, as: target, report: &ignored)
        let objects = Converter().write(documents, as: target, report: &ignored)
        let fromMessages = try messages.map { try wrapping.read($0.bytes, name: "1.", diagnostics: &diagnostics) }
        let fromObjects = try objects.map { try wrapping.read($0.bytes, from: target, diagnostics: &diagnostics) }
        let differences = CalendarDifference.between(
            wrapping.tree(of: fromObjects, report: &ignored),
            wrapping.tree(of: fromMessages, report: &ignored)
        )
        #expect(differences.isEmpty, "\(differences)")
    }

    @Test func `a message names uid, organizer and last change, and carries attachments as parts`() throws {
        let calendar = """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Test//EN
            BEGIN:VEVENT
            UID:with-file@example.com
            DTSTAMP:20260105T083000Z
            CREATED:20260105T083000Z
            LAST-MODIFIED:20260105T083000Z
            DTSTART:20260112T090000Z
            ORGANIZER;CN=Olga:mailto:olga@example.com
            ATTACH;FILENAME=a.txt;FMTTYPE=text/plain;ENCODING=BASE64;VALUE=BINARY:SGVsbG8=
            END:VEVENT
            END:VCALENDAR

            """
        let result = try wrapping.convert(Array(calendar.utf8), from: .iCalendar, to: .kolab20)
        let message = String(decoding: result.bytes, as: UTF8.self)
        for line in [
            "From: \"Olga\" <olga@example.com>", "Subject: with-file@example.com",
            "Date: Mon, 05 Jan 2026 08:30:00 +0000",
            "X-Kolab-Type: application/x-vnd.kolab.event", "SGVsbG8=",
        ] {
            #expect(message.contains(line), "\(line) is missing in:\n\(message)")
        }
        #expect(
            !message.contains("X-KALENDS-ITEM"),
            "the file is a part, so nothing of it belongs in the slot:\n\(message)"
        )
        let back = try Converter().convert(result.bytes, from: .message, to: .iCalendar)
        #expect(String(decoding: back.bytes, as: UTF8.self).replacing("\r\n ", with: "").contains("SGVsbG8="))
    }
}
