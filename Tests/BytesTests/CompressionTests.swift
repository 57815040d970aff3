import Bytes
import Foundation
import TestSupport
import Testing

@Suite("Compression and hashes") struct CompressionTests {
    private static func samples() -> [[UInt8]] {
        var generator = SystemRandomNumberGenerator()
        let text = Array(String(repeating: "BEGIN:VEVENT\r\nSUMMARY:Ünïcode\r\nEND:VEVENT\r\n", count: 400).utf8)
        let noise = (0..<70_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let few = (0..<100_000).map { _ in UInt8.random(in: 0...3, using: &generator) }
        return [
            [], [0], [1, 2], [7, 7, 7], Array(repeating: 0, count: 258), Array(repeating: 9, count: 100_000), text,
            noise, few,
            text + noise + text,
        ]
    }

    @Test func `what is compressed expands to the same bytes`() throws {
        for sample in Self.samples() {
            let entries = try #require(CompressedFile.entries(of: CompressedFile.gzip(sample), limit: 1 << 20))
            #expect(try entries[0].content.get() == sample)
        }
    }

    @Test func `repeated text gets small, and the same bytes give the same bytes`() {
        let text = Array(String(repeating: "SUMMARY:Stand-up\r\nLOCATION:Room 5\r\n", count: 500).utf8)
        let packed = Deflate.compress(text)
        #expect(packed.count < text.count / 50)
        #expect(packed == Deflate.compress(text))
    }

    @Test(.needsPython()) func `Python reads gzip files and ZIP archives`() throws {
        let folder = try TemporaryFolder()
        for (number, sample) in Self.samples().enumerated() {
            try Data(CompressedFile.gzip(sample)).write(to: folder.file("\(number).gz"))
            try Data(CompressedFile.zip([("a/ü.ics", sample), ("b", [])])).write(to: folder.file("\(number).zip"))
            try Data(sample).write(to: folder.file("\(number).raw"))
        }
        let code = """
            import glob, gzip, sys, zipfile
            for path in glob.glob(sys.argv[1] + "/*.raw"):
                raw = open(path, "rb").read()
                assert gzip.open(path[:-3] + "gz").read() == raw, path
                archive = zipfile.ZipFile(path[:-3] + "zip")
                assert archive.testzip() is None and archive.namelist() == ["a/ü.ics", "b"], path
                assert archive.read("a/ü.ics") == raw, path
            """
        let script = try folder.write(Array(code.utf8), to: "read.py")
        try Python.run(script.path, [folder.url.path])
    }

    // FIPS 180-4, and lengths around the end of a block.
    @Test func `hashes are those of the standard`() {
        #expect(
            SHA256.digest(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(SHA256.digest([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        let long = Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8)
        #expect(SHA256.digest(long) == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
        let million = Array(repeating: UInt8(ascii: "a"), count: 1_000_000)
        #expect(SHA256.digest(million) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }
}
