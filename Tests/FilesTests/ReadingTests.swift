import TestSupport
import Testing

@testable import Files

@Suite("Reading files") struct ReadingTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `reads a whole file, also one that tells no size`() throws {
        let path = try folder.write("a", String(repeating: "x", count: 300_000))
        #expect(try WholeFile.read(path).count == 300_000)
        #expect(try WholeFile.read("/proc/self/status").starts(with: Array("Name:".utf8)))
        #expect(try WholeFile.readBeginning(of: path, count: 4_096).count == 4_096)
        #expect(try WholeFile.read(folder.write("empty")).isEmpty)
    }

    @Test func `says why a file cannot be read`() throws {
        let path = try folder.write("a", "12345")
        #expect(throws: FileError(path, .tooLarge(limit: 4))) { try WholeFile.read(path, limit: 4) }
        #expect(throws: FileError(folder.path, .isFolder)) { try WholeFile.read(folder.path) }
        #expect(throws: FileError(folder.path("b"), .doesNotExist)) { try WholeFile.read(folder.path("b")) }
    }

    @Test func `reads in pieces and at any place`() throws {
        let path = try folder.write("a", "0123456789")
        var reader = try ChunkedReader(path)
        var buffer = [UInt8](repeating: 0, count: 4)
        var counts: [Int] = []
        repeat { counts.append(try reader.read(into: &buffer)) } while counts.last != 0
        #expect(counts == [4, 4, 2, 0])
        let file = try RandomAccessFile(path)
        #expect(file.size == 10)
        #expect(try file.read(3..<6) == Array("345".utf8))
        #expect(try file.read(8..<20) == Array("89".utf8))
    }

    @Test func `finds zone files by name only`() throws {
        let zones = SystemZoneFiles(folder: folder.path)
        try folder.write("Europe/Berlin", "TZif2")
        try folder.write("zone.tab", "text")
        #expect(zones.zoneBytes("Europe/Berlin") == Array("TZif2".utf8))
        for name in ["zone.tab", "../Berlin", "Europe/../Europe/Berlin", "/etc/passwd", "", "Europe//Berlin", "Europe"]
        {
            #expect(zones.zoneBytes(name) == nil)
        }
    }
}
