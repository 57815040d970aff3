internal import Bytes
internal import ICalendar

extension XCalStreamWriter {
    /// Appends text with XML's escapes instead of iCalendar's, in one pass that copies whole runs.
    ///
    /// - Parameter unescaping: whether backslash escapes are removed (RFC 5545 §3.3.11).
    @inline(__always)
    mutating func escape(_ text: Span<UInt8>, unescaping: Bool) {
        var run = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte.isPlainInXML || byte == UInt8(ascii: "\\") && !unescaping {
                index += 1
                continue
            }
            if index > run { output.append(copying: text.extracting(run..<index)) }
            index += escapeOne(text, index, unescaping)
            run = index
        }
        if index > run { output.append(copying: text.extracting(run..<index)) }
    }

    /// Appends the escape of the character at `index`; returns how many bytes the character takes.
    private mutating func escapeOne(_ text: Span<UInt8>, _ index: Int, _ unescaping: Bool) -> Int {
        switch text[index] {
        case .ampersand, .lessThan, .greaterThan, .carriageReturn: output.append(text[index].xmlReference ?? "")
        case UInt8(ascii: "\t"), UInt8(ascii: "\n"): output.append(text[index])
        case UInt8(ascii: "\\"):
            guard index + 1 < text.count else {
                output.append(text[index])
                return 1
            }
            switch text[index + 1] {
            case UInt8(ascii: "n"), UInt8(ascii: "N"): output.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "\\"), UInt8(ascii: ","), UInt8(ascii: ";"): output.append(text[index + 1])
            default:
                output.append(UInt8(ascii: "\\"))
                return 1
            }
            return 2
        case 0xEF:
            // U+FFFE and U+FFFF are not characters of XML.
            if index + 2 < text.count, text[index + 1] == 0xBF, text[index + 2] >= 0xBE {
                droppedCharacters += 1
                return 3
            }
            output.append(0xEF)
        default: droppedCharacters += 1
        }
        return 1
    }
}

extension UInt8 {
    /// Whether the byte is literal in XML text and in TEXT values, at every place.
    @inline(__always)
    var isPlainInXML: Bool {
        switch self {
        case 0..<0x20, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), 0xEF: false
        default: true
        }
    }
}
