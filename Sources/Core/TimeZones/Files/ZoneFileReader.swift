public import CalendarDiagnostics
internal import ICalendar

/// Reads compiled zone files of any version, 1 to 4 (TZif, RFC 8536 and its successor RFC 9636).
public enum ZoneFileReader {
    /// The rules that `bytes` hold.
    ///
    /// Files that count leap seconds are read into the time scale of calendars, which does not.
    ///
    /// - Throws: ``ReadError`` if the bytes are not a zone file, end early, or contradict themselves.
    public static func read(_ bytes: Span<UInt8>) throws(ReadError) -> ZoneRules {
        var block = try ZoneFileBlock(bytes, at: 0, timeSize: 4)
        guard block.version >= UInt8(ascii: "2") else { return try block.rules(bytes, footer: nil) }
        block = try ZoneFileBlock(bytes, at: block.end, timeSize: 8)
        return try block.rules(bytes, footer: footer(bytes, at: block.end))
    }

    /// The line between two line feeds after the second block; nil where it is empty.
    private static func footer(_ bytes: Span<UInt8>, at start: Int) throws(ReadError) -> PosixRule? {
        guard start < bytes.count, bytes[start] == 0x0A else { throw invalid("the zone file has no footer", at: start) }
        var text: [UInt8] = []
        var index = start + 1
        while index < bytes.count, bytes[index] != 0x0A {
            text.append(bytes[index])
            index += 1
        }
        guard index < bytes.count else { throw invalid("the zone file's footer does not end", at: start) }
        guard !text.isEmpty else { return nil }
        guard let rule = PosixRule(text) else { throw invalid("the zone file's footer is not a POSIX rule", at: start) }
        return rule
    }

    fileprivate static func invalid(_ detail: String, at offset: Int) -> ReadError {
        ReadError(.invalid(detail), at: SourceLocation(offset: offset))
    }
}

/// One header with its data: where each table lies.
private struct ZoneFileBlock {
    let version: UInt8
    let timeSize: Int
    let timeCount: Int
    let typeCount: Int
    let nameSize: Int
    let leapCount: Int
    let times: Int
    let indices: Int
    let types: Int
    let names: Int
    let leaps: Int
    let end: Int

    init(_ bytes: Span<UInt8>, at start: Int, timeSize: Int) throws(ReadError) {
        guard bytes.count - start >= 44, bytes[start] == UInt8(ascii: "T"), bytes[start + 1] == UInt8(ascii: "Z"),
            bytes[start + 2] == UInt8(ascii: "i"), bytes[start + 3] == UInt8(ascii: "f")
        else { throw ReadError(.wrongFormat("not a zone file"), at: SourceLocation(offset: start)) }
        version = bytes[start + 4]
        self.timeSize = timeSize
        let counts = (0..<6).map { Int(bytes.bigEndian(at: start + 20 + $0 * 4, size: 4) & 0xFFFF_FFFF) }
        (leapCount, timeCount, typeCount, nameSize) = (counts[2], counts[3], counts[4], counts[5])
        times = start + 44
        indices = times + timeCount * timeSize
        types = indices + timeCount
        names = types + typeCount * 6
        leaps = names + nameSize
        end = leaps + leapCount * (timeSize + 4) + counts[1] + counts[0]
        guard end <= bytes.count else { throw ZoneFileReader.invalid("the zone file ends early", at: bytes.count) }
        guard typeCount > 0 else { throw ZoneFileReader.invalid("the zone file has no local time type", at: start) }
    }

    func rules(_ bytes: Span<UInt8>, footer: PosixRule?) throws(ReadError) -> ZoneRules {
        var localTypes: [LocalTimeType] = []
        // An index is one byte, so further types cannot be meant.
        for index in 0..<min(typeCount, 256) { localTypes.append(try localType(bytes, index)) }
        var initial = localTypes[0]
        var transitions: [(instant: Int, type: LocalTimeType)] = []
        var previous = Int.min
        var leap = LeapSeconds(block: self)
        for index in 0..<timeCount {
            let stamp = bytes.bigEndian(at: times + index * timeSize, size: timeSize)
            guard stamp > previous || index == 0 else {
                throw ZoneFileReader.invalid("the zone file's transitions are out of order", at: times)
            }
            previous = stamp
            let type = Int(bytes[indices + index])
            guard type < localTypes.count else {
                throw ZoneFileReader.invalid("a transition names an unknown type", at: indices + index)
            }
            // Some compilers write a transition at the big bang.
            if stamp < -Self.remotest { initial = localTypes[type] }
            guard abs(stamp.clampedAwayFromMinimum) <= Self.remotest else { continue }
            transitions.append((stamp - leap.correction(bytes, at: stamp), localTypes[type]))
        }
        if transitions.isEmpty, let footer, footer.tail.onsets.isEmpty { initial = footer.standard }
        return ZoneRules(initial: initial, transitions: transitions, tail: footer?.tail ?? ZoneTail(onsets: []))
    }

    private static let remotest = 1 << 40

    private func localType(_ bytes: Span<UInt8>, _ index: Int) throws(ReadError) -> LocalTimeType {
        let start = types + index * 6
        let offset = bytes.bigEndian(at: start, size: 4)
        let nameIndex = Int(bytes[start + 5])
        guard UTCOffset(seconds: offset) != nil else {
            throw ZoneFileReader.invalid("an offset of a day or more", at: start)
        }
        var name: [UInt8] = []
        var at = names + nameIndex
        while nameIndex < nameSize, at < names + nameSize, bytes[at] != 0 {
            name.append(bytes[at])
            at += 1
        }
        return LocalTimeType(
            offset: offset,
            isDaylight: bytes[start + 4] != 0,
            abbreviation: String(decoding: name, as: UTF8.self)
        )
    }
}

/// Walks the table of leap seconds along ascending transitions.
private struct LeapSeconds {
    let block: ZoneFileBlock
    var next = 0
    var current = 0

    init(block: ZoneFileBlock) { self.block = block }

    mutating func correction(_ bytes: Span<UInt8>, at stamp: Int) -> Int {
        while next < block.leapCount {
            let entry = block.leaps + next * (block.timeSize + 4)
            guard bytes.bigEndian(at: entry, size: block.timeSize) <= stamp else { break }
            current = bytes.bigEndian(at: entry + block.timeSize, size: 4)
            next += 1
        }
        return current
    }
}

extension Span<UInt8> {
    /// A signed number of 4 or 8 bytes.
    fileprivate func bigEndian(at start: Int, size: Int) -> Int {
        var bits: UInt64 = 0
        for index in start..<start + size { bits = bits << 8 | UInt64(self[index]) }
        return size == 4 ? Int(Int32(truncatingIfNeeded: bits)) : Int(Int64(bitPattern: bits))
    }
}

extension Int {
    fileprivate var clampedAwayFromMinimum: Int { Swift.max(self, -.max) }
}
