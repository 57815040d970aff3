import CalendarDiagnostics
import Foundation
import KolabMail
import Testing

@Suite("Editing parts in place") struct EditingTests {
    private func message(_ body: String, _ encoding: String, lineEnd: String = "\r\n") throws -> MailMessage {
        let text = """
            Subject: x
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: application/xml
            Content-Transfer-Encoding: \(encoding)

            \(body)
            --b
            Content-Type: text/plain

            other
            --b--

            """
        return try MailMessage(Array(text.replacing("\n", with: lineEnd).utf8))
    }

    private func content(_ message: MailMessage) -> [UInt8] {
        var ignored = Diagnostics()
        return message.decodedBody(of: message.parts[1], diagnostics: &ignored).bytes
    }

    @Test func `only the touched lines of quoted-printable change, each byte encoded as before`() throws {
        let body = "=3Cone=3E k=C3=BCrze\nsecond line=20\n\tthird =41BC =\ncontinued\nlast"
        let before = try message(body, "quoted-printable", lineEnd: "\n")
        let place = try #require(content(before).text.range(of: "ABC"))
        let offset = content(before).text[..<place.lowerBound].utf8.count
        let edited = try before.editing(before.parts[1], [ByteEdit(offset + 1..<offset + 2, "é=")])
        #expect(edited.text == before.bytes.text.replacing("=41BC", with: "=41=C3=A9=3DC"))
    }

    @Test func `a line that grows too long is folded, the others are not`() throws {
        let long = String(repeating: "x", count: 70)
        let before = try message("one=20\n\(long)\nthree=20", "quoted-printable", lineEnd: "\n")
        let edited = try before.editing(before.parts[1], [ByteEdit(5..<5, "0123456789")])
        let lines = edited.text.split(separator: "\n")
        #expect(lines.contains("one=20") && lines.contains("three=20"))
        #expect(lines.allSatisfy { $0.utf8.count <= 76 })
        #expect(content(try MailMessage(edited)).text == "one \n0123456789\(long)\nthree ")
    }

    @Test func `base64 before the touched line stays`() throws {
        let raw = (0..<200).map { UInt8($0) }
        let encoded = Data(raw).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
        let before = try message(encoded, "base64")
        let edited = try before.editing(before.parts[1], [ByteEdit(130..<131, [7, 7, 7])])
        let (old, new) = (before.bytes.text.split(separator: "\r\n"), edited.text.split(separator: "\r\n"))
        #expect(old[4...5] == new[4...5])
        #expect(content(try MailMessage(edited)) == raw[..<130] + [7, 7, 7] + raw[131...])
    }

    @Test func `any edits of any content in any encoding read back as the edited content`() throws {
        let seed = ProcessInfo.processInfo.environment["KALENDS_SEED"].flatMap(UInt64.init) ?? 2049
        print("edits of random content: KALENDS_SEED=\(seed)")
        var random = SplitMix(state: seed)
        let pieces = ["a", "=", " ", "\t", "ü", "\r\n", "From ", ".", "F", String(repeating: "m", count: 30), "<x/>"]
        for round in 0..<400 {
            func text(_ count: Int) -> String {
                (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            }
            let raw = text(Int.random(in: 0...60, using: &random))
            for (encoding, lineEnd) in [("8bit", "\r\n"), ("quoted-printable", "\r\n"), ("base64", "\n")] {
                let body =
                    switch encoding {
                    case "base64":
                        Data(raw.utf8).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
                    case "quoted-printable": quotedPrintable(raw)
                    default: raw.replacing("\r\n", with: "\n")
                    }
                let before = try message(body, encoding, lineEnd: lineEnd)
                let bytes = content(before)
                var edits: [ByteEdit] = []
                var start = 0
                for _ in 0..<3 where start <= bytes.count {
                    let lower = Int.random(in: start...bytes.count, using: &random)
                    let upper = Int.random(in: lower...min(bytes.count, lower + 5), using: &random)
                    edits.append(ByteEdit(lower..<upper, text(Int.random(in: 0...6, using: &random))))
                    start = upper + 1
                }
                let edited = try before.editing(before.parts[1], edits)
                let after = try MailMessage(edited)
                let isSame = after.parts.count == 3 && content(after) == bytes.applying(edits)
                #expect(isSame, "round \(round), \(encoding): \(raw.debugDescription) with \(edits)")
                // What is around the body is unchanged.
                #expect(
                    Array(edited.prefix(before.parts[1].body.lowerBound))
                        == Array(before.bytes.prefix(before.parts[1].body.lowerBound))
                )
                let tail = before.bytes.count - before.parts[1].body.upperBound
                #expect(Array(edited.suffix(tail)) == Array(before.bytes.suffix(tail)))
            }
        }
    }

    /// Text as a careful writer encodes it; only line ends are literal.
    private func quotedPrintable(_ text: String) -> String {
        text.components(separatedBy: "\r\n").map { line in
            var result = ""
            var width = 0
            for byte in line.utf8 {
                let token =
                    byte > 0x20 && byte < 0x7F && byte != 0x3D
                    ? String(UnicodeScalar(byte))
                    : "=" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
                if width + token.utf8.count > 70 {
                    result += "=\n"
                    width = 0
                }
                result += token
                width += token.utf8.count
            }
            return result
        }.joined(separator: "\n")
    }
}

extension [UInt8] {
    fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}
