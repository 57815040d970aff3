/// What gzip (RFC 1952) and ZIP (APPNOTE 4.3) files hold.
package enum CompressedFile {
    /// A file in an archive.
    package struct Entry: Sendable {
        /// Its path in the archive; empty for gzip, which need not state one.
        package var name: String
        /// Its content; nil if it cannot be expanded.
        package var content: Result<[UInt8], Inflate.Failure>
    }

    /// The files in bytes that are gzip or ZIP; nil for anything else.
    ///
    /// - Parameters:
    ///   - limit: the most bytes that each may have.
    ///   - total: the most bytes that all of them together may have, those that cannot be expanded included; what is beyond it
    ///     is too large.
    package static func entries(of bytes: [UInt8], limit: Int, total: Int = .max) -> [Entry]? {
        if bytes.starts(with: [0x1F, 0x8B, 8]) { return [Entry(name: "", content: gzip(bytes, limit))] }
        if bytes.starts(with: [0x50, 0x4B, 3, 4]) { return zip(bytes, limit, total) }
        return nil
    }

    /// The paths of the files with which an archive begins, as far as its first bytes show them; none for anything else.
    package static func names(in beginning: [UInt8]) -> [String] {
        var names: [String] = []
        var place = 0
        while place < beginning.count, beginning[place...].starts(with: [0x50, 0x4B, 3, 4]),
            let flags = number(beginning, place + 6, 2), let size = number(beginning, place + 18, 4),
            let nameSize = number(beginning, place + 26, 2), let extraSize = number(beginning, place + 28, 2)
        {
            let name = beginning[(place + 30)...].prefix(nameSize)
            if name.count == nameSize { names.append(String(decoding: name, as: UTF8.self)) }
            // The size of a file that was written as a stream comes after it.
            if flags & 8 != 0 { break }
            place += 30 + nameSize + extraSize + size
        }
        return names
    }

    private static func number(_ bytes: [UInt8], _ position: Int, _ count: Int) -> Int? {
        guard position >= 0, position + count <= bytes.count else { return nil }
        return (0..<count).reduce(0) { $0 | Int(bytes[position + $1]) << (8 * $1) }
    }
}

// MARK: - gzip

extension CompressedFile {
    private static func gzip(_ bytes: [UInt8], _ limit: Int) -> Result<[UInt8], Inflate.Failure> {
        var output: [UInt8] = []
        var position = 0
        // Members follow one another; zeros may fill the rest.
        while position < bytes.count, bytes[position] != 0 {
            do throws(Inflate.Failure) {
                output += try member(bytes, &position, limit: limit - output.count)
            } catch {
                return .failure(error)
            }
        }
        return .success(output)
    }

    private static func member(
        _ bytes: [UInt8],
        _ position: inout Int,
        limit: Int
    ) throws(Inflate.Failure) -> [UInt8] {
        guard bytes[position...].starts(with: [0x1F, 0x8B, 8]), let flags = number(bytes, position + 3, 1) else {
            throw .damaged
        }
        var start = position + 10
        if flags & 4 != 0 {
            guard let extra = number(bytes, start, 2) else { throw .damaged }
            start += 2 + extra
        }
        for flag in [8, 16] where flags & flag != 0 {
            guard start < bytes.count, let end = bytes[start...].firstIndex(of: 0) else { throw .damaged }
            start = end + 1
        }
        if flags & 2 != 0 { start += 2 }
        guard start <= bytes.count else { throw .damaged }
        let content = try Inflate.expand(bytes, from: start, limit: limit, end: &position)
        guard number(bytes, position, 4) == Int(CRC32.checksum(of: content)),
            number(bytes, position + 4, 4) == content.count & 0xFFFF_FFFF
        else { throw .damaged }
        position += 8
        return content
    }
}

// MARK: - ZIP

extension CompressedFile {
    /// The files that the central directory lists; nil if there is none.
    private static func zip(_ bytes: [UInt8], _ limit: Int, _ total: Int) -> [Entry]? {
        guard
            let end = (max(0, bytes.count - 65_557)..<max(bytes.count - 21, 0)).last(where: {
                bytes[$0...].starts(with: [0x50, 0x4B, 5, 6])
            }),
            let count = number(bytes, end + 10, 2), var place = number(bytes, end + 16, 4)
        else { return nil }
        var entries: [Entry] = []
        var left = total
        for _ in 0..<count {
            guard place < bytes.count, bytes[place...].starts(with: [0x50, 0x4B, 1, 2]),
                let nameLength = number(bytes, place + 28, 2), let extraLength = number(bytes, place + 30, 2),
                let commentLength = number(bytes, place + 32, 2), place + 46 + nameLength <= bytes.count
            else { break }
            let name = String(decoding: bytes[place + 46..<place + 46 + nameLength], as: UTF8.self)
            if !name.hasSuffix("/") {
                let (found, work) = Self.content(bytes, place, min(limit, left))
                left -= work
                entries.append(Entry(name: name, content: found))
            }
            place += 46 + nameLength + extraLength + commentLength
        }
        return entries
    }

    /// - Parameter place: where the entry of the central directory is.
    /// - Returns: the content, and how many bytes were read or expanded at most: an entry that fails in its last byte costs as
    ///   much as one that does not.
    private static func content(
        _ bytes: [UInt8],
        _ place: Int,
        _ limit: Int
    ) -> (content: Result<[UInt8], Inflate.Failure>, work: Int) {
        guard let flags = number(bytes, place + 8, 2), let method = number(bytes, place + 10, 2),
            let checksum = number(bytes, place + 16, 4), let packedSize = number(bytes, place + 20, 4),
            let size = number(bytes, place + 24, 4), let local = number(bytes, place + 42, 4),
            let nameLength = number(bytes, local + 26, 2), let extraLength = number(bytes, local + 28, 2),
            bytes[local...].starts(with: [0x50, 0x4B, 3, 4]), flags & 1 == 0
        else { return (.failure(.damaged), 0) }
        let start = local + 30 + nameLength + extraLength
        guard start + packedSize <= bytes.count, [0, 8].contains(method), method == 8 || packedSize == size else {
            return (.failure(.damaged), 0)
        }
        if size > limit { return (.failure(.tooLarge), 0) }
        let work = max(size, packedSize)
        do throws(Inflate.Failure) {
            var end = start + packedSize
            let content =
                method == 0
                ? Array(bytes[start..<end])
                : try Inflate.expand(bytes, from: start, upTo: end, limit: size, end: &end)
            guard content.count == size, Int(CRC32.checksum(of: content)) == checksum else { throw .damaged }
            return (.success(content), work)
        } catch {
            return (.failure(error), work)
        }
    }
}

/// The checksum of gzip and ZIP (RFC 1952 §8).
package enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    package static func checksum(of bytes: [UInt8]) -> UInt32 {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes { value = table[Int((value ^ UInt32(byte)) & 0xFF)] ^ value >> 8 }
        return value ^ 0xFFFF_FFFF
    }
}
