import CalendarDiagnostics
import KolabMail
import Testing

@Suite("Transfer encodings and charsets") struct EncodingTests {
    private func decode(_ encoding: String, _ text: String) throws -> (text: String, rules: [String]) {
        var diagnostics = Diagnostics()
        let message = try MailMessage("Content-Transfer-Encoding: \(encoding)\n\n\(text)")
        let body = message.decodedBody(of: message.root, diagnostics: &diagnostics)
        return (String(decoding: body.bytes, as: UTF8.self), diagnostics.rules)
    }

    @Test(arguments: [
        ("a=3D=C3=BC", "a=ü", 0), ("a=\nb", "ab", 0), ("a= \t\r\nb", "ab", 0), ("a=", "a", 0), ("a=3d", "a=", 0),
        ("a =\n b", "a  b", 0), ("a=ZZb", "a=ZZb", 1), ("a=4", "a=4", 1), ("a  \nb", "a  \nb", 0),
    ])
    func `decodes quoted-printable`(_ encoded: String, _ plain: String, _ findings: Int) throws {
        let result = try decode("quoted-printable", encoded)
        #expect(result.text == plain)
        #expect(result.rules == Array(repeating: "mail-encoding-damaged", count: findings))
    }

    @Test(arguments: [
        ("QUJD", "ABC", 0), ("QUI=", "AB", 0), ("QQ==", "A", 0), ("QUI", "AB", 0), ("QQ", "A", 0),
        ("QU\r\n JD\n", "ABC", 0), ("Q*UJD", "ABC", 1), ("QQ==QUJD", "A", 1), ("QUJDQ", "ABC", 1), ("", "", 0),
    ])
    func `decodes base64`(_ encoded: String, _ plain: String, _ findings: Int) throws {
        let result = try decode("base64", encoded)
        #expect(result.text == plain)
        #expect(result.rules == Array(repeating: "mail-encoding-damaged", count: findings))
    }

    @Test(arguments: ["7bit", "8BIT", "binary", "\"8bit\"", " 7Bit ", "8bit (really)"])
    func `leaves identity encodings as they are`(_ encoding: String) throws {
        let result = try decode(encoding, "a=3D\n")
        #expect(result.text == "a=3D\n")
        #expect(result.rules == [])
    }

    @Test(arguments: [
        ("begin 644 kolab.xml\n#0V%T\n`\nend\n", "Cat"), ("\nbegin 644 a\n#0V%T\n \nend", "Cat"),
        ("begin 0644 a b\n%:&5L;&\\\n`\nend\n", "hello"), ("begin 644 a\r\n#0V%T\r\n`\r\nend\r\n", "Cat"),
    ])
    func `decodes uuencode`(_ encoded: String, _ plain: String) throws {
        let result = try decode("x-uuencode", encoded)
        #expect(result.text == plain)
        #expect(result.rules == [])
    }

    @Test func `reports lines of uuencode without their beginning`() throws {
        let result = try decode("x-uuencode", "text")
        #expect(result.text == "")
        #expect(result.rules == ["mail-encoding-damaged"])
    }

    @Test func `refuses an object in an unknown encoding with the encoding as the reason`() throws {
        let text = "Content-Type: text/calendar\nContent-Transfer-Encoding: x-rot13\n\nORTVA:IPNYRAQNE\n"
        var diagnostics = Diagnostics()
        #expect { try KolabMessage(reading: Array(text.utf8), diagnostics: &diagnostics) } throws: { error in
            (error as? ReadError)?.reason == .unknownEncoding("x-rot13") && (error as? ReadError)?.location.line == 4
        }
    }

    @Test func `leads from decoded bytes back to the encoded line`() throws {
        let message = try MailMessage("Content-Transfer-Encoding: quoted-printable\n\none =\ntwo\nthree=3D\n")
        var diagnostics = Diagnostics()
        let body = message.decodedBody(of: message.root, diagnostics: &diagnostics)
        #expect(String(decoding: body.bytes, as: UTF8.self) == "one two\nthree=\n")
        let lines = [0, 3, 4, 7, 8, 14].map { message.location(at: body.messageOffset(of: $0)).line }
        #expect(lines == [3, 3, 4, 4, 5, 5])
    }

    @Test(arguments: [
        (Charset.latin1, [UInt8](arrayLiteral: 0xE9, 0xA4, 0x80), "é¤\u{80}"), (.latin9, [0xE9, 0xA4, 0xBE], "é€Ÿ"),
        (.windows1252, [0xE9, 0x80, 0x9F, 0x81], "é€Ÿ\u{81}"), (.usASCII, [0x41, 0xE9], "A\u{FFFD}"),
        (.utf8, [0xC3, 0xA9, 0xC3], "é\u{FFFD}"),
    ])
    func `reads the charsets of old clients`(_ charset: Charset, _ bytes: [UInt8], _ text: String) {
        #expect(charset.text(bytes) == text)
        #expect(Charset(named: charset.rawValue.uppercased()) == charset)
    }

    @Test func `knows no other charset`() { #expect(Charset(named: "koi8-r") == nil) }
}

@Suite("Header values") struct HeaderValueTests {
    @Test(arguments: [
        ("image/png; name=\"a b.png\"", "a b.png"), ("image/png; name=a b.png", "a b.png"), ("image/png;NAME = x", "x"),
        ("image/png name=x", "x"), ("image/png; charset=utf-8 name=x", "x"), ("image/png; name=\"open", "open"),
        ("image/png; name=\"q\\\"uote\\\\\"", "q\"uote\\"), ("image/png; (a; name=no (nested)) name=x (c)", "x (c)"),
        ("image/png; ;; flag; name=x;", "x"), ("image/png; name=one; name=two", "one"),
        ("image/png; name*=UTF-8'en'%e2%82%ac%20x", "€ x"), ("image/png; name*=iso-8859-15''%A4", "€"),
        ("image/png; name*0=\"ab\"; name*1=cd", "abcd"), ("image/png; name*1*=%62; name*0*=us-ascii''%61", "ab"),
        ("image/png; name*0*=utf-8''%C3; name*1*=%BC", "ü"), ("image/png; name=old; name*=utf-8''n%C3%ABw", "nëw"),
        ("image/png; name*0*=utf-8''a; name*2*=c", "a"), ("image/png; name*=%zz'x", "%zz'x"),
        ("image/png; name*=x-none''%FC", "ü"), ("image/png; name=\"=?utf-8?B?w7w=?=\"", "ü"),
        ("image/png; name=\"ü raw\"", "ü raw"),
    ])
    func `reads a name however it is written`(_ field: String, _ name: String) throws {
        let message = try MailMessage("Content-Type: \(field)\n\n")
        #expect(message.root.contentType.essence == "image/png")
        #expect(message.names(of: message.root) == [name])
    }

    @Test(arguments: [
        ("=?ISO-8859-1?Q?a=FC_b?=", "aü b"), ("=?utf-8?b?w7w=?= =?utf-8?b?w7w=?=", "üü"),
        ("=?utf-8?q?=C3?=  =?utf-8?q?=BC?=", "ü"), ("x =?utf-8?q?y?= z", "x y z"), ("=?utf-8?x?y?=", "=?utf-8?x?y?="),
        ("=?utf-8?q?open", "=?utf-8?q?open"), ("=?windows-1252*de?Q?=80?=", "€"), ("=?=?utf-8?q?a?=", "=?a"),
        ("=?iso-8859-1?q?=E9?= =?utf-8?q?=C3=A9?=", "éé"),
    ])
    func `reads encoded words`(_ written: String, _ text: String) throws {
        #expect(try MailMessage("Subject: \(written)\n\n").value("SUBJECT") == text)
    }

    @Test func `reads raw 8-bit text as UTF-8 or else windows-1252`() throws {
        let message = try MailMessage(Array("Subject: ".utf8) + [0x80, 0xFC, 0x0A, 0x0A])
        #expect(message.value("subject") == "€ü")
    }
}
