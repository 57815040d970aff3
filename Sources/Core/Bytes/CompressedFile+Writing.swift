extension CompressedFile {
    private static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// Bytes as a gzip file (RFC 1952), without a name or a time: the same for the same bytes.
    package static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF] + Deflate.compress(bytes)
            + number(Int(CRC32.checksum(of: bytes)), 4) + number(bytes.count & 0xFFFF_FFFF, 4)
    }

    /// Files as a ZIP archive (APPNOTE 4.3), the same for the same files: all are from 1980-01-01.
    ///
    /// - Parameter files: names with `/` between folders, and contents below 4 GiB.
    package static func zip(_ files: [(name: String, content: [UInt8])]) -> [UInt8] {
        var (archive, directory) = ([UInt8](), [UInt8]())
        for file in files {
            let name = Array(file.name.utf8)
            let packed = Deflate.compress(file.content)
            let isPacked = packed.count < file.content.count
            let content = isPacked ? packed : file.content
            // Version 2.0, names in UTF-8, the method, the time and the day.
            var facts = number(20, 2) + number(0x0800, 2) + number(isPacked ? 8 : 0, 2) + number(0, 2) + number(0x21, 2)
            facts += number(Int(CRC32.checksum(of: file.content)), 4) + number(content.count, 4)
            facts += number(file.content.count, 4) + number(name.count, 2) + number(0, 2)
            let place = archive.count
            archive += [0x50, 0x4B, 3, 4] + facts + name + content
            directory += [0x50, 0x4B, 1, 2] + number(20, 2) + facts + number(0, 2) + number(0, 2) + number(0, 2)
            directory += number(0, 4) + number(place, 4) + name
        }
        let start = archive.count
        archive += directory + [0x50, 0x4B, 5, 6] + number(0, 4) + number(files.count, 2) + number(files.count, 2)
        return archive + number(directory.count, 4) + number(start, 4) + number(0, 2)
    }
}
