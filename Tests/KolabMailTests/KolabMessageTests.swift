import CalendarDiagnostics
import KolabMail
import Testing

@Suite("Finding the object") struct KolabMessageTests {
    static func message(_ header: String, _ parts: String...) -> [UInt8] {
        let body = parts.map { "--b\n\($0)\n" }.joined() + "--b--\n"
        return Array("\(header)Content-Type: multipart/mixed; boundary=b\n\n\(body)".utf8)
    }

    static let text = "Content-Type: text/plain\n\nwords for people"
    static let event = "<event version=\"1.0\"><uid>1</uid></event>"
    static let kolabType = "X-Kolab-Type: application/x-vnd.kolab.event\n"

    private func read(_ bytes: [UInt8]) throws -> (found: KolabMessage, rules: [String]) {
        var diagnostics = Diagnostics()
        let found = try KolabMessage(reading: bytes, diagnostics: &diagnostics)
        return (found, diagnostics.rules)
    }

    private func refusal(_ bytes: [UInt8]) -> ReadError.Reason? {
        var diagnostics = Diagnostics()
        do throws(ReadError) {
            _ = try KolabMessage(reading: bytes, diagnostics: &diagnostics)
            return nil
        } catch { return error.reason }
    }

    @Test(arguments: [
        "Content-Type: application/x-vnd.kolab.event; name=kolab.xml\n\n",
        "Content-Type: APPLICATION/X-VND.KOLAB.EVENT\n\n",
        "Content-Type: application/xml; name=kolab.xml\n\n",
        "Content-Disposition: attachment; filename=\"Kolab.XML\"\n\n",
        "Content-Type: text/xml\n\n", "Content-Type: application/octet-stream\n\n", "\n",
    ])
    func `finds it by type, name or root element`(_ header: String) throws {
        let (found, rules) = try read(Self.message(Self.kolabType, Self.text, header + Self.event))
        #expect(found.objectPart.index == 2)
        #expect(found.type == .event)
        #expect(found.form == .kolab)
        #expect(found.attachmentParts == [])
        #expect(found.explanatoryPart?.index == 1)
        #expect(rules == [])
    }

    @Test func `finds it without X-Kolab-Type`() throws {
        let part = "Content-Type: application/x-vnd.kolab.task; name=kolab.xml\n\n<!-- x --><task version=\"1.0\"/>"
        let (found, rules) = try read(Self.message("", Self.text, part))
        #expect(found.type == .task)
        #expect(rules == ["kolab-type-missing"])
    }

    @Test func `finds it in a message of one part`() throws {
        let (found, rules) = try read(Array("\(Self.kolabType)Content-Type: text/plain\n\n\(Self.event)".utf8))
        #expect(found.objectPart.index == 0)
        #expect(found.type == .event)
        #expect(rules == [])
    }

    @Test func `prefers the part that the header names to other XML`() throws {
        let other = "Content-Type: text/xml\n\n<event version=\"1.0\"/>"
        let part = "Content-Type: application/x-vnd.kolab.event; name=kolab.xml\n\n\(Self.event)"
        let (found, rules) = try read(Self.message(Self.kolabType, Self.text, other, part))
        #expect(found.objectPart.index == 3)
        #expect(found.otherObjectParts.map(\.index) == [2])
        #expect(rules == ["several-object-parts"])
    }

    @Test func `takes the first of two equal parts`() throws {
        let part = "Content-Type: application/x-vnd.kolab.event; name=kolab.xml\n\n\(Self.event)"
        #expect(try read(Self.message(Self.kolabType, Self.text, part, part)).found.objectPart.index == 2)
    }

    @Test func `believes the root element rather than the header`() throws {
        let part = "Content-Type: application/x-vnd.kolab.event\n\n<?xml version='1.0'?>\n<task version=\"1.0\"/>"
        let (found, rules) = try read(Self.message(Self.kolabType, Self.text, part))
        #expect(found.type == .task)
        #expect(rules == ["kolab-type-mismatch"])
    }

    @Test func `gives out the xCal of Kolab 3`() throws {
        let header = Self.kolabType + "X-Kolab-Mime-Version: 3.0\n"
        let part = "Content-Type: application/calendar+xml; name=kolab.xml\n\n<icalendar/>"
        let file = "Content-Type: image/png; name=a.png\nContent-ID: <1@x>\n\nx"
        let (found, rules) = try read(Self.message(header, Self.text, part, file))
        #expect(found.form == .xCal)
        #expect(found.type == .event)
        #expect(found.attachmentPart(contentID: "1@x")?.index == 3)
        #expect(rules == [])
    }

    @Test func `gives out the text of an invitation in UTF-8`() throws {
        let part =
            Array("--b\nContent-Type: text/calendar; charset=iso-8859-1; method=REQUEST\n\nSUMMARY:".utf8) + [0xFC]
        let bytes = Array("Content-Type: multipart/alternative; boundary=b\n\n--b\n\(Self.text)\n".utf8) + part
        let (found, _) = try read(bytes + Array("\n--b--\n".utf8))
        #expect(found.form == .iCalendar)
        #expect(found.type == nil)
        #expect(String(decoding: found.object.bytes, as: UTF8.self) == "SUMMARY:ü")
    }

    @Test func `reports a charset that it does not know`() throws {
        let bytes = Array("Content-Type: text/calendar; charset=koi8-r\n\nSUMMARY:".utf8) + [0xC1]
        let (found, rules) = try read(bytes)
        #expect(found.object.bytes.last == 0xC1)
        #expect(rules == ["mail-charset-unknown"])
    }

    @Test func `refuses ordinary mail, whatever XML it holds`() {
        let note = "Content-Type: text/xml\n\n<note><to>Ann</to></note>"
        let reason = ReadError.Reason.mailWithoutCalendar
        #expect(refusal(Self.message("Subject: x\n", Self.text, note)) == reason)
        #expect(refusal(Array("Subject: x\n\nhello".utf8)) == reason)
    }

    @Test func `recognises signed and encrypted messages`() throws {
        let part = "Content-Type: application/x-vnd.kolab.event; name=kolab.xml\n\n\(Self.event)"
        let signed = String(
            decoding: Self.message(Self.kolabType, part, "Content-Type: application/pgp-signature\n\nx"),
            as: UTF8.self
        )
        .replacing("multipart/mixed", with: "multipart/signed")
        #expect(try read(Array(signed.utf8)).found.protection == .signed)
        #expect(try read(Self.message(Self.kolabType, part)).found.protection == nil)
        let encrypted = "\(Self.kolabType)Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nx"
        #expect(refusal(Array(encrypted.utf8)) == .invalid("the message is encrypted"))
        let inline = "Subject: x\n\n-----BEGIN PGP MESSAGE-----\n"
        #expect(try MailMessage(inline).protection == .encrypted)
    }

    @Test func `finds attachments by either name and keeps the others`() throws {
        let part = "Content-Type: application/x-vnd.kolab.event; name=kolab.xml\n\n\(Self.event)"
        let first = "Content-Type: text/plain; name=one\nContent-Disposition: attachment; filename=eins\n\nQ=3D"
        let tnef = "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\nQUI="
        let (found, _) = try read(Self.message(Self.kolabType, Self.text, part, first, tnef))
        var diagnostics = Diagnostics()
        #expect(found.attachmentPart(named: "eins")?.index == 3)
        #expect(
            found.attachment(named: "one", diagnostics: &diagnostics)
                == MailAttachment(name: "one", mediaType: "text/plain", bytes: Array("Q=3D".utf8))
        )
        #expect(found.attachment(named: "two", diagnostics: &diagnostics) == nil)
        #expect(found.unreferencedParts(besides: ["one"]).map(\.index) == [4])
    }

    @Test func `places findings in the message`() throws {
        let part = "Content-Type: application/x-vnd.kolab.event\nContent-Transfer-Encoding: %\n\n<event>\n"
        let plain = try read(Self.message(Self.kolabType, part.replacing("%", with: "8bit") + "é<uid/>")).found
        let places = plain.message.places(of: plain.objectPart, plain.object)
        #expect(places.location(of: SourceLocation(file: "f", line: 1, column: 1)).description == "f:8:1")
        #expect(places.location(of: SourceLocation(file: "f", line: 2, column: 3)).description == "f:9:3")
        let encoded = try read(
            Self.message(Self.kolabType, part.replacing("%", with: "quoted-printable") + "=C3=A9=\n<uid/>\n")
        ).found
        let lines = encoded.message.places(of: encoded.objectPart, encoded.object)
        #expect(lines.location(of: SourceLocation(line: 2, column: 1)).line == 9)
        #expect(lines.location(of: SourceLocation(line: 2, column: 2)).line == 10)
        #expect(lines.location(of: SourceLocation(line: 2, column: 2)).column == 0)
    }
}
