import Foundation
import TestSupport
import Testing

@testable import Bytes

@Suite("Compressed files", .needs(programs: "gzip")) struct CompressedFileTests {
    /// Texts of every kind of block: stored, with the fixed codes and with codes of their own, near and far copies.
    private static let contents: [[UInt8]] = {
        var state: UInt32 = 1
        func random() -> UInt8 {
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24)
        }
        let noise = (0..<100_000).map { _ in random() }
        let text = (0..<20_000).flatMap { Array("BEGIN:VEVENT\r\nUID:\($0 &* 7919 % 20_011)\r\nEND:VEVENT\r\n".utf8) }
        return [
            [], [65], Array("abcabcabcabc".utf8), Array(repeating: 0, count: 70_000), noise, text,
            noise + noise.prefix(32_768),
        ]
    }()

    private func compressed(_ content: [UInt8], _ level: Int) throws -> [UInt8] {
        Array(try Program.output("gzip", ["-c", "-n", "-\(level)"], input: content).bytes)
    }

    private func only(_ bytes: [UInt8], limit: Int = 1 << 24) throws -> Result<[UInt8], Inflate.Failure> {
        let entries = try #require(CompressedFile.entries(of: bytes, limit: limit))
        #expect(entries.count == 1)
        return entries[0].content
    }

    @Test(arguments: contents.indices, [1, 6, 9])
    func `of gzip are expanded`(_ index: Int, _ level: Int) throws {
        let content = Self.contents[index]
        #expect(try only(compressed(content, level)) == .success(content))
    }

    @Test func `of gzip may have several members`() throws {
        let bytes = try compressed(Self.contents[2], 6) + compressed(Self.contents[1], 6)
        #expect(try only(bytes) == .success(Self.contents[2] + Self.contents[1]))
    }

    @Test func `are not expanded beyond the limit`() throws {
        let bytes = try compressed(Self.contents[3], 9)
        #expect(try only(bytes, limit: 69_999) == .failure(.tooLarge))
        #expect(try only(bytes, limit: 70_000) == .success(Self.contents[3]))
    }

    @Test func `that are damaged are refused`() throws {
        let bytes = try compressed(Array(Self.contents[5].prefix(3_000)), 6)
        for count in stride(from: 3, to: bytes.count, by: 7) {
            #expect(try only(Array(bytes.prefix(count))) == .failure(.damaged), "\(count)")
        }
        for index in 10..<bytes.count {
            var changed = bytes
            changed[index] ^= 0x55
            #expect(try only(changed) != .success(Array(Self.contents[5].prefix(3_000))), "\(index)")
        }
    }

    @Test(.needsPython("zipfile")) func `in ZIP archives are found by the directory`() throws {
        let folder = try TemporaryFolder()
        let code = """
            import sys, zipfile
            with zipfile.ZipFile(sys.argv[1], "w") as z:
                z.writestr("stored.ics", "abc" * 50, zipfile.ZIP_STORED)
                z.writestr("a/deflated.ics", "xyz" * 5000, zipfile.ZIP_DEFLATED)
                z.comment = b"a comment"
            """
        try Python.run("-c", [code, folder.path("a.zip")], with: ["zipfile"])
        let bytes = Array(try Data(contentsOf: folder.file("a.zip")))
        let entries = try #require(CompressedFile.entries(of: bytes, limit: 100_000))
        #expect(entries.map(\.name) == ["stored.ics", "a/deflated.ics"])
        #expect(entries[0].content == .success(Array(String(repeating: "abc", count: 50).utf8)))
        #expect(entries[1].content == .success(Array(String(repeating: "xyz", count: 5000).utf8)))
        #expect(CompressedFile.entries(of: bytes, limit: 100)?[1].content == .failure(.tooLarge))
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0xFF
            _ = CompressedFile.entries(of: changed, limit: 100_000)
            _ = CompressedFile.entries(of: Array(bytes.prefix(index)), limit: 100_000)
        }
    }

    @Test func `that cannot be expanded count towards the limit of all`() throws {
        let content = [UInt8](repeating: 65, count: 10_000)
        var bytes = CompressedFile.zip((1...3).map { ("\($0).ics", content) })
        // The checksum of the first, in the directory: it is found wrong after all of the entry was expanded.
        let entry = try #require(bytes.indices.first { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
        bytes[entry + 16] ^= 0xFF
        let entries = try #require(CompressedFile.entries(of: bytes, limit: 10_000, total: 20_000))
        #expect(entries.map(\.content) == [.failure(.damaged), .success(content), .failure(.tooLarge)])
    }

    @Test func `of ZIP are named by the beginning of the archive`() {
        let archive = CompressedFile.zip([
            (name: "a/team.ics", content: Array("text".utf8)), (name: "b.ics", content: []),
        ])
        #expect(CompressedFile.names(in: archive) == ["a/team.ics", "b.ics"])
        #expect(CompressedFile.names(in: Array(archive.prefix(45))) == ["a/team.ics"])
        for count in 0..<40 { #expect(CompressedFile.names(in: Array(archive.prefix(count))).isEmpty, "\(count)") }
        #expect(CompressedFile.names(in: Array("BEGIN:VCALENDAR".utf8)).isEmpty)
    }
}
