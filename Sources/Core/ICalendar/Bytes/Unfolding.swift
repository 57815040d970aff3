internal import Bytes

/// Turns stored bytes into the logical text they represent.
extension ComponentTree {
    /// Appends the logical bytes of `start..<end`: folds removed, Latin-1 turned into UTF-8.
    ///
    /// A line break that is not a fold (a raw break inside a parameter, a quoted-printable soft break, a carriage
    /// return inside a line) is kept as a line feed.
    static func appendLogical(
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ end: Int,
        isLatin1: Bool,
        to output: inout [UInt8]
    ) {
        var index = start
        while index < end {
            let lineFeed = LineScanning.first(.lineFeed, in: bytes, index, end)
            let stop = LineScanning.first(.carriageReturn, in: bytes, index, lineFeed)
            if isLatin1 {
                while index < stop {
                    let byte = bytes[index]
                    if byte >= 0x80 { appendWindows1252(byte, to: &output) } else { output.append(byte) }
                    index += 1
                }
            } else if stop > index {
                output.append(addingCapacity: stop - index) { LineScanning.copy(bytes, index, stop, to: &$0) }
            }
            index = stop
            guard index < end else { return }
            while index < end, bytes[index] == .carriageReturn || bytes[index] == .lineFeed { index += 1 }
            index = bytes.skippingMarks(at: index, beforeBlankUpTo: end)
            if index < end, bytes[index].isBlank { index += 1 } else { output.append(.lineFeed) }
        }
    }

    /// The code points of 0x80 to 0x9F in Windows-1252, which is what undeclared "Latin-1" nearly always is.
    private static let windows1252: [UInt16] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
        0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0xFFFD, 0x017E, 0x0178,
    ]

    private static func appendWindows1252(_ byte: UInt8, to output: inout [UInt8]) {
        let point = byte < 0xA0 ? windows1252[Int(byte) - 0x80] : UInt16(byte)
        if point < 0x800 {
            output.append(UInt8(0xC0 | point >> 6))
        } else {
            output.append(UInt8(0xE0 | point >> 12))
            output.append(UInt8(0x80 | point >> 6 & 0x3F))
        }
        output.append(UInt8(0x80 | point & 0x3F))
    }
}

extension Span<UInt8> {
    /// The position of a fold's blank that follows byte order marks; `start` if there is none.
    @inline(__always)
    func skippingMarks(at start: Int, beforeBlankUpTo end: Int) -> Int {
        guard start < end, self[start] == 0xEF else { return start }
        var index = start
        while index + 3 < end, self[index] == 0xEF, self[index + 1] == 0xBB, self[index + 2] == 0xBF { index += 3 }
        return index < end && self[index].isBlank ? index : start
    }
}

extension Property {
    /// Resolves the line breaks that unfolding leaves in the logical value from `start` on: a soft break of
    /// quoted-printable is removed with its `=`; any other was a carriage return inside the line and becomes `\n`.
    func resolveLineBreaks(from start: Int, in output: inout [UInt8]) {
        guard output[start...].contains(.lineFeed) else { return }
        let isQuotedPrintable = line.parameterCount > 0 && isQuotedPrintable
        let value = Array(output[start...])
        output.removeLast(value.count)
        for byte in value {
            if byte != .lineFeed {
                output.append(byte)
            } else if isQuotedPrintable, output.count > start, output[output.count - 1] == .equals {
                output.removeLast()
            } else {
                output.append(.backslash)
                output.append(UInt8(ascii: "n"))
            }
        }
    }
}

/// Whether a run of bytes, folds ignored, is UTF-8 (RFC 3629: no overlong forms, no surrogates).
struct UTF8Validator {
    private var remaining = 0
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF
    private(set) var isValid = true
    /// Whether the bytes so far end inside a character.
    var isInsideCharacter: Bool { remaining > 0 }

    mutating func check(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
        var index = start
        while index < end {
            if remaining == 0 {
                index = LineScanning.firstNonASCII(in: bytes, index, end)
                guard index < end else { return }
            }
            let byte = bytes[index]
            index += 1
            if remaining > 0 {
                guard byte >= lowest, byte <= highest else { return isValid = false }
                remaining -= 1
                lowest = 0x80
                highest = 0xBF
                continue
            }
            switch byte {
            case 0xC2...0xDF: remaining = 1
            case 0xE0: (remaining, lowest) = (2, 0xA0)
            case 0xED: (remaining, highest) = (2, 0x9F)
            case 0xE1...0xEF: remaining = 2
            case 0xF0: (remaining, lowest) = (3, 0x90)
            case 0xF1...0xF3: remaining = 3
            case 0xF4: (remaining, highest) = (3, 0x8F)
            default: return isValid = false
            }
        }
    }
}
