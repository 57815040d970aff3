internal import Bytes
import CalendarDiagnostics
import Foundation
import KolabMail
import TestSupport
import Testing

@testable import Migration

@Suite("Mbox") struct MboxTests {
    private func entries(_ text: String) throws -> [String] {
        let folder = try TemporaryFolder()
        let bytes = Array(text.utf8)
        let file = try folder.write(bytes, to: "mbox")
        let found = try Mbox.entries(ofFileAt: file.path)
        // Nothing lies between the messages.
        #expect(found.flatMap { Array(bytes[$0.whole]) } == bytes)
        return found.map { String(decoding: bytes[$0.message], as: UTF8.self) }
    }

    private static let separator = "From a@b Wed Nov 17 09:12:33 2010\n"

    @Test func `messages end before an empty line and a From line with a time`() throws {
        let first = "Subject: a\n\ntext\nFrom here\n\nFrom nobody at all\n>From quoted 12:00\n"
        let second = "Subject: b\n\n>>From x\n"
        #expect(try entries(Self.separator + first + "\n" + Self.separator + second + "\n") == [first, second])
        #expect(try entries(Self.separator + first + "\n" + Self.separator + second) == [first, second])
    }

    @Test(arguments: [
        "From - \n", "From \n", "From a@b\n", "From - Mon, 05 Jan 2026 10:00:00\n",
        "From a@b Mon Jan  5 10:00:00 2026 +0100\r\n",
    ])
    func `any From line that a header follows divides messages`(_ separator: String) throws {
        let messages = ["From: a@b\nSubject: 1\n\none\n", "From: a@b\nSubject: 2\n\ntwo\n"]
        #expect(try entries(separator + messages[0] + "\n" + separator + messages[1] + "\n") == messages)
        #expect(Mbox.isMbox(beginning: Array((separator + messages[0]).utf8)))
    }

    @Test(arguments: [
        "From 10:30 to noon we cook.\n\n", "From the start:\nSubject to change\n\n",
        "From here\n\nSubject: no header\n",
        "From \n", "From a@b 10:30\ntext: more\n\n",
    ])
    func `a From line of a text divides nothing`(_ text: String) throws {
        let message = "From: a@b\nSubject: 1\n\none\n\n\(text)"
        #expect(try entries(Self.separator + message + "x\n") == [message + "x\n"])
    }

    @Test func `a From line without an empty line before it divides where a header follows, and is doubtful`() throws {
        let text = Self.separator + "From: a@b\nSubject: 1\n\none\n" + Self.separator + "From: a@b\nSubject: 2\n\ntwo\n"
        let found = Mbox.entries(in: Array(text.utf8))
        #expect(found.map(\.isDoubtful) == [false, true])
        #expect(found.map(\.linesBefore) == [1, 6])
    }

    @Test func `messages in memory and in a file are found alike`() throws {
        var text = "\n"
        for number in 0..<40 {
            text +=
                Self.separator + "Subject: \(number)\nContent-Length: \(number * 10)\n\n"
                + String(repeating: "x\n", count: number * 200) + "\n"
        }
        let folder = try TemporaryFolder()
        let file = try folder.write(Array(text.utf8), to: "mbox")
        let found = Mbox.entries(in: Array(text.utf8))
        #expect(found.count == 40)
        #expect(try Mbox.entries(ofFileAt: file.path, countsLines: true) == found)
        let bytes = Array(text.utf8)
        #expect(
            found.allSatisfy { entry in bytes[..<entry.message.lowerBound].count { $0 == 0x0A } == entry.linesBefore }
        )
    }

    @Test func `an unquoted From line is text where Content-Length says so`() throws {
        let body = "one\n\nFrom a@b Wed Nov 17 10:00:00 2010\ntwo\n"
        let first = "Content-Length: \(body.utf8.count)\n\n" + body
        #expect(
            try entries(Self.separator + first + "\n" + Self.separator + "Subject: b\n\n")
                == [first, "Subject: b\n\n"].map { $0 == "Subject: b\n\n" ? "Subject: b\n" : $0 }
        )
    }

    @Test func `a Content-Length that leads nowhere is not believed`() throws {
        let first = "Content-Length: 3\n\none\ntwo\n"
        #expect(try entries(Self.separator + first + "\n" + Self.separator + "S: b\n\nx\n") == [first, "S: b\n\nx\n"])
    }

    @Test func `separators are found across the pieces that are read`() throws {
        for size in [65_430, 65_480, 65_500, 65_534, 65_535, 65_536, 65_537, 131_000, 131_072] {
            let first = "S: a\n\n" + String(repeating: "x", count: size) + "\n"
            #expect(try entries(Self.separator + first + "\n" + Self.separator + "S: b\n\nx\n").count == 2, "\(size)")
        }
    }
}

@Suite("Names in a Maildir") struct MaildirNameTests {
    @Test func `a changed message gets a name of its own with its flags and right sizes`() {
        let content = Array("a\nb\r\n".utf8)
        let name = MaildirName("1289300000.M123P456.host,S=99,W=101:2,FS")
        let renamed = name.renamed(for: content, hash: "abc")
        #expect(name.flags == "FS")
        #expect(renamed.hasPrefix("1289300000.K"))
        #expect(renamed.hasSuffix(".host,S=5,W=6:2,FS"))
        #expect(renamed == name.renamed(for: content, hash: "abc"))
        #expect(renamed != name.renamed(for: content, hash: "abd"))
        #expect(MaildirName("plain").renamed(for: content, hash: "abc").hasPrefix("plain.K"))
    }
}

@Suite("Digests and rows") struct RowTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `SHA-256 gives the digests of FIPS 180-4`(_ text: String, _ digest: String) {
        #expect(SHA256.digest(Array(text.utf8)) == digest)
        var pieces = SHA256()
        for byte in text.utf8 { pieces.update([byte]) }
        #expect(pieces.finish() == digest)
    }

    @Test func `SHA-256 gives the digest of a million letters`() {
        let digest = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        #expect(SHA256.digest([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)) == digest)
    }

    @Test(.needsPython()) func `SHA-256 is Python's hashlib at every length around its blocks`() throws {
        let code =
            "import hashlib; [print(hashlib.sha256(bytes(i * 7 % 256 for i in range(n))).hexdigest()) for n in range(300)]"
        let digests = try Python.run("-c", [code]).lines
        #expect(digests.count == 300)
        for (length, digest) in digests.enumerated() {
            let bytes = (0..<length).map { UInt8($0 * 7 % 256) }
            #expect(SHA256.digest(bytes) == digest, "\(length)")
            var pieces = SHA256()
            for start in stride(from: 0, to: length, by: 37) {
                pieces.update(Array(bytes[start..<min(start + 37, length)]))
            }
            #expect(pieces.finish() == digest, "\(length) in pieces")
        }
    }

    @Test func `a row of the plan reads back`() {
        var row = PlannedMessage(
            path: "a/\"b\"\u{1F600}\n\u{1}",
            index: 3,
            size: 5,
            hash: SHA256.digest([]),
            type: "event",
            action: .edit
        )
        row.findings = [Diagnostic("joined", "x")]
        row.joins = [
            .init(
                path: "p",
                index: nil,
                uid: "u",
                day: "2010-11-17",
                stray: "2010-11-18",
                confidence: "certain",
                evidence: ["a"]
            )
        ]
        #expect(JSON(row.json.line).flatMap(PlannedMessage.init) == row)
        #expect(JSON(Array(#"{"a":"\ud83d\ude00\u00e9","b":[1,-2,true,null]}"#.utf8))?["a"]?.text == "😀é")
        for bad in ["{", "[1,]", "{\"a\" 1}", "\"\\x\"", "1 2", String(repeating: "[", count: 99)] {
            #expect(JSON(Array(bad.utf8)) == nil)
        }
    }

    @Test func `folder types that lost four characters are restored`() {
        let types = FolderTypes(
            reading: "user/a/Kalender t.default\nuser/a/Kontakte act\nuser/b/My Notes\tnote\n# x y\n"
        )
        #expect(types.type(ofFolder: "user/a/Kalender") == "event")
        #expect(types.type(ofFolder: "user/a/Kontakte") == "contact")
        #expect(types.type(ofFolder: "user/b/My Notes") == "note")
        #expect(types.restored.count == 2)
    }

    @Test func `the longest path of a zone map counts`() throws {
        let map = try ZoneMap(reading: "* Europe/Berlin\nuser/a Asia/Tokyo\nuser/a/x UTC\n", in: Sample.directory)
        #expect(map.zone(ofFolder: "user/a/Calendar")?.name == "Asia/Tokyo")
        #expect(map.zone(ofFolder: "user/ab")?.name == "Europe/Berlin")
        #expect(throws: ZoneMap.BadLine.self) { try ZoneMap(reading: "a Mars/Olympus\n", in: Sample.directory) }
    }
}
