import CalendarDiagnostics
import CalendarModel
import Foundation
import Kolab
import KolabMail
import Testing
import TimeZones

@testable import Migration

/// What tests of separate objects need.
enum Sample {
    static let directory = ZoneDirectory()

    static func options(_ change: (inout MigrationOptions) -> Void = { _ in }) -> MigrationOptions {
        var options = MigrationOptions(directory: directory, jobs: 2)
        options.timeZone = KnownZone("Europe/Berlin", in: directory)
        change(&options)
        return options
    }

    /// An event of nine to ten on a Wednesday of November in Berlin, with its own words.
    static func event(
        start: String = "2010-11-17T08:00:00Z",
        end: String = "2010-11-17T09:00:00Z",
        uid: String = "uid-1",
        more: String = ""
    ) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <event version="1.0" >
          <!-- a comment stays -->
          <uid >\(uid)</uid>
          <creation-date>2010-11-01T08:00:00Z</creation-date>
          <last-modification-date>2010-11-02T08:00:00Z</last-modification-date>
          <summary>Größe</summary>
          <unknown a='1'><inner/></unknown>
          <start-date>\(start)</start-date>
          <end-date>\(end)</end-date>
          \(more)
        </event>

        """
    }

    static func weekly(_ day: String = "wednesday", exclusions: [String] = []) -> String {
        "<recurrence cycle=\"weekly\"><interval>1</interval><day>\(day)</day><range type=\"none\"/>"
            + exclusions.map { "<exclusion>\($0)</exclusion>" }.joined() + "</recurrence>"
    }

    static func stored(_ text: String) throws -> StoredObject {
        let examined = MessageExaminer(options()).examine(Array(text.utf8), isSurelyMail: false)
        guard case .object(let object) = examined.content else { throw NotAnObject(findings: examined.findings) }
        return object
    }

    static func stored(_ message: [UInt8]) throws -> StoredObject {
        let examined = MessageExaminer(options()).examine(message, isSurelyMail: true)
        guard case .object(let object) = examined.content else { throw NotAnObject(findings: examined.findings) }
        return object
    }

    struct NotAnObject: Error { var findings: [Diagnostic] }

    /// A message as a client writes it, with the object in a transfer encoding.
    static func message(_ xml: String, encoding: String, lineEnd: String = "\r\n") -> [UInt8] {
        let raw = Array(xml.replacing("\n", with: lineEnd).utf8)
        let body: [UInt8] =
            switch encoding {
            case "base64": Array(Data(raw).base64EncodedString(options: .lineLength76Characters).utf8).lineEnds(lineEnd)
            case "quoted-printable": quotedPrintable(raw, lineEnd)
            default: raw
            }
        let head = """
            From: someone <a@example.org>
            Subject: uid-1
            X-Kolab-Type: application/x-vnd.kolab.event
            X-Folded: one
            \ttwo
            Content-Type: multipart/mixed; boundary="b=1"

            --b=1
            Content-Type: text/plain

            An explanation.
            --b=1
            Content-Type: application/x-vnd.kolab.event; name="kolab.xml"
            Content-Transfer-Encoding: \(encoding)


            """
        let tail = "\n--b=1\nContent-Type: application/ms-tnef; name=w.dat\n\nbytes\n--b=1--\nepilogue\n"
        return Array(head.replacing("\n", with: lineEnd).utf8) + body + Array(tail.replacing("\n", with: lineEnd).utf8)
    }

    /// Lines of at most 60 bytes, so that soft breaks fall everywhere.
    private static func quotedPrintable(_ bytes: [UInt8], _ lineEnd: String) -> [UInt8] {
        var text = ""
        var width = 0
        for byte in bytes {
            if byte == 0x0A || byte == 0x0D {
                text.unicodeScalars.append(Unicode.Scalar(byte))
                width = 0
                continue
            }
            let plain = byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "=")
            let token =
                plain
                ? String(UnicodeScalar(byte)) : "=" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            if width + token.utf8.count > 60 {
                text += "=" + lineEnd
                width = 0
            }
            text += token
            width += token.utf8.count
        }
        return Array(text.utf8)
    }
}

extension [UInt8] {
    fileprivate func lineEnds(_ lineEnd: String) -> [UInt8] {
        Array(String(decoding: self, as: UTF8.self).replacing("\r\n", with: lineEnd).utf8)
    }

    var text: String { String(decoding: self, as: UTF8.self) }
}

extension ObjectMigration.Outcome {
    var ids: [String] { findings.map(\.rule.rawValue) }
}
