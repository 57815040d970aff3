import CalendarDiagnostics
import Foundation
import KolabMail
import TestSupport
import Testing

@Suite("Scanning messages") struct ScannerTests {
    static let nested = """
        From owner@example.org Mon Jan  5 09:00:00 2026
        Subject: folded
        \tvalue
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="a b:'+=?"

        preamble
        --a b:'+=?  \t
        Content-Type: Multipart/Alternative;
         boundary=inner

        --inner

        no header

        --inner
        Content-Type: text/html
        Content-Transfer-Encoding: 8bit

        <p>é</p>
        --inner--
        inner epilogue
        --a b:'+=?
        Content-Type: message/rfc822

        Subject: embedded

        text
        --a b:'+=?x is no boundary
        --a b:'+=?--
        epilogue

        """

    /// Messages whose structure both scanners must see alike.
    static let shapes: [String: String] = [
        "nested": nested,
        "single": "Subject: x\n\nbody\n",
        "no body": "Subject: x\n",
        "header only, not closed": "Subject: x\nthis is text\nmore\n",
        "inner multipart not closed": """
        Content-Type: multipart/mixed; boundary=o

        --o
        Content-Type: multipart/mixed; boundary=i

        --i

        one
        --o

        two
        --o--
        """,
        "prefix boundaries": """
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: multipart/mixed; boundary=b2

        --b2

        x
        --b2--
        --b

        y
        --b--
        """,
        "digest": "Content-Type: multipart/digest; boundary=d\n\n--d\n\nSubject: x\n\ntext\n--d--\n",
        "empty parts": "Content-Type: multipart/mixed; boundary=d\n\n--d\n\n--d\n\n\n--d--\n",
        "malformed type": "Content-Type: nonsense\n\nx\n",
        "sloppy base64": "Content-Transfer-Encoding: BASE64\n\n  QUJD\n*RA==\n",
        "sloppy quoted-printable": "Content-Transfer-Encoding: Quoted-Printable\n\na=3d=\nb=ZZ\n c \nd=",
        "RFC 2231": """
        Content-Type: image/png; name*0*=ISO-8859-1'de'%DCbersicht%20;
         name*1=plan.png
        Content-Disposition: attachment; filename*=utf-8''%E2%82%AC.png

        x
        """,
        "RFC 2047": "Content-Type: image/png; name=\"=?ISO-8859-1?Q?=DCber_?= =?iso-8859-1?q?sicht?=\"\n\nx",
    ]

    @Test(.needsPython(), arguments: shapes.keys.sorted(), [false, true])
    func `sees what Python's email package sees, with either line end`(_ shape: String, _ hasCRLF: Bool) throws {
        let text = try #require(Self.shapes[shape])
        let bytes = Array((hasCRLF ? text.replacing("\n", with: "\r\n") : text).utf8)
        let message = try MailMessage(bytes)
        message.expectNothingIsLost(shape)
        let answer = try #require(try PythonOracle.read([bytes]).first)
        #expect(message.oracleParts == answer.parts)
    }

    /// Where GMime differs from Python and from us, and why.
    private static let seenOtherwiseByGMime = [
        "header only, not closed": "it leaves out the text behind a header that is not closed",
        "malformed type": "it takes an unreadable type for application/octet-stream; RFC 2045 §5.2 says text/plain",
    ]

    @Test(.needsLibrary(.gmime), arguments: [false, true])
    func `sees what GMime sees, with either line end`(_ hasCRLF: Bool) throws {
        let shapes = Self.shapes.filter { Self.seenOtherwiseByGMime[$0.key] == nil }.sorted { $0.key < $1.key }
        let names = shapes.map(\.key)
        let messages = shapes.map { _, text in
            // GMime keeps a CR where the last boundary line does not end.
            let ended = text.hasSuffix("--") ? text + "\n" : text
            return Array((hasCRLF ? ended.replacing("\n", with: "\r\n") : ended).utf8)
        }
        let answers = try GMimeOracle.read(messages)
        for ((name, bytes), parts) in zip(zip(names, messages), answers) {
            #expect(try MailMessage(bytes).oracleParts == parts, "\(name)")
        }
    }

    @Test func `gives every byte of a nested message to a segment`() throws {
        let message = try MailMessage(Self.nested)
        #expect(
            message.segments.map(\.kind) == [
                .envelope, .header, .separator, .preamble, .delimiter, .header, .separator, .delimiter, .separator,
                .body, .delimiter, .header, .separator, .body, .delimiter, .epilogue, .delimiter, .header, .separator,
                .body, .delimiter, .epilogue,
            ]
        )
        #expect(message.parts.map(\.parent) == [nil, 0, 1, 1, 0])
        #expect(message.value("subject") == "folded\tvalue")
        #expect(message.parts[1].children == [2, 3])
    }

    @Test func `keeps the last line end of a multipart that is not closed`() throws {
        var diagnostics = Diagnostics()
        let text = "Content-Type: multipart/mixed; boundary=o (comment)\n\n--o\n\none\n"
        let message = try MailMessage(reading: Array(text.utf8), diagnostics: &diagnostics)
        #expect(message.bodyText(1) == "one\n")
        #expect(diagnostics.rules == ["mail-multipart-not-closed"])
    }

    @Test func `recovers a multipart behind a header that says text`() throws {
        var diagnostics = Diagnostics()
        let text = """
            X-Kolab-Type: application/x-vnd.kolab.note
            Content-Type: text/plain; charset=us-ascii

            This is a multi-part message.
            --=_lost
            Content-Type: text/plain

            words
            --=_lost
            Content-Type: application/x-vnd.kolab.note; name=kolab.xml

            <note version="1.0"/>
            --=_lost--
            """
        let message = try MailMessage(reading: Array(text.utf8), diagnostics: &diagnostics)
        message.expectNothingIsLost()
        #expect(message.parts.count == 3)
        #expect(diagnostics.rules == ["mail-type-recovered"])
        let found = try KolabMessage(message, diagnostics: &diagnostics)
        #expect(found.type == .note)
    }

    @Test func `leaves text alone that quotes a multipart`() throws {
        let text = "Content-Type: text/plain\n\nSee below:\n--x\nContent-Type: text/plain\n\na\n--x--\n"
        #expect(try MailMessage(text).parts.count == 1)
    }

    @Test func `reads a multipart that lacks its boundary as one part`() throws {
        var diagnostics = Diagnostics()
        let text = "Content-Type: multipart/mixed; boundary=gone\n\ntext\n"
        let message = try MailMessage(reading: Array(text.utf8), diagnostics: &diagnostics)
        #expect(message.parts.count == 1)
        #expect(message.bodyText(0) == "text\n")
        #expect(diagnostics.rules == ["mail-boundary-missing"])
    }
}

@Suite("Hostile messages") struct HostileMessageTests {
    private func reason(_ bytes: [UInt8]) -> ReadError.Reason? {
        var diagnostics = Diagnostics()
        do throws(ReadError) {
            _ = try MailMessage(reading: bytes, diagnostics: &diagnostics)
            return nil
        } catch { return error.reason }
    }

    @Test func `refuses what is no message`() {
        #expect(reason([]) == .empty)
        #expect(reason(Array("hello\n".utf8)) == .wrongFormat("not a mail message: it does not begin with a header"))
        #expect(reason([0, 0, 0]) != nil)
    }

    @Test func `refuses a thousand parts`() {
        let text = "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: 1000)
        #expect(reason(Array(text.utf8)) == .limitExceeded(name: "mime-parts", limit: 100))
    }

    @Test func `takes a hundred parts`() throws {
        let text = "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: 100)
        #expect(try MailMessage(text).parts.count == 101)
    }

    @Test func `refuses multiparts nested too deeply, and takes eight`() throws {
        func nested(_ depth: Int) -> String {
            (0..<depth).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined() + "\nx\n"
        }
        #expect(reason(Array(nested(50).utf8)) == .limitExceeded(name: "mime-depth", limit: 8))
        #expect(try MailMessage(nested(8)).parts.count == 9)
    }

    @Test func `refuses a header of a megabyte, folded or not`() {
        for line in ["X-A: b\n", " folded\n"] {
            let text = "Subject: x\n" + String(repeating: line, count: 1 << 17)
            #expect(reason(Array(text.utf8)) == .limitExceeded(name: "header-size", limit: 65536))
        }
        let long = Array("Subject: ".utf8) + [UInt8](repeating: 0x78, count: 1 << 20)
        #expect(reason(long) == .limitExceeded(name: "header-size", limit: 65536))
    }

    @Test func `keeps NULs and boundaries that never end`() throws {
        let text = "Content-Type: multipart/mixed; boundary=b\n\n--b\nX: a\0b\n\n\0\0\n" + "--b--x\n-"
        let message = try MailMessage(text)
        message.expectNothingIsLost()
        #expect(message.parts.count == 2)
        #expect(message.bodyText(1) == "\0\0\n--b--x\n-")
    }

    @Test func `survives every truncation and every flipped byte of a message`() {
        let bytes = Array(ScannerTests.nested.utf8)
        for index in bytes.indices {
            for damaged in [
                Array(bytes[..<index]), Array(bytes[..<index]) + [bytes[index] ^ 0x20] + bytes[(index + 1)...],
            ] {
                (try? MailMessage(damaged))?.expectNothingIsLost("\(index)")
            }
        }
    }
}

@Suite("Headers with lines that are not fields") struct OddHeaderTests {
    @Test(arguments: [
        ">From a@b\n", "* 1 FETCH (BODY[] {12}\n", "Ünser: x\n", "\0", "\n", "\r\n\r\n", "From a@b\n", "\u{FEFF}",
        "not a field\nnor this\n",
    ])
    func `the fields after the first line are read`(_ first: String) throws {
        let text = first + "Subject: s\nMIME-Version: 1.0\nContent-Type: text/plain\n\nbody\n"
        let message = try MailMessage(text)
        #expect(message.value("subject") == "s" || first == "\0")
        #expect(message.value("mime-version") == "1.0")
        #expect(message.bytes[message.root.body] == Array("body\n".utf8)[...])
        // Every byte is in a segment.
        #expect(message.segments.flatMap { message.bytes[$0.range] } == message.bytes)
    }

    @Test func `a line that is not a field ends a header that no empty line ends`() throws {
        let message = try MailMessage("Subject: s\nDate: d\nHello Jane,\nhow: are you?\n\nbye\n")
        #expect(
            String(decoding: message.bytes[message.root.body], as: UTF8.self) == "Hello Jane,\nhow: are you?\n\nbye\n"
        )
    }

    @Test func `lines that end in CR CR LF are lines`() throws {
        let text =
            "Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\nContent-Transfer-Encoding: quoted-printable\n\nt=\nwo\n--b--\n"
        let message = try MailMessage(text.replacing("\n", with: "\r\r\n"))
        var diagnostics = Diagnostics()
        let bodies = message.leaves.map {
            String(decoding: message.decodedBody(of: $0, diagnostics: &diagnostics).bytes, as: UTF8.self)
        }
        #expect(bodies == ["one", "two"])
        #expect(diagnostics.isEmpty)
    }
}
