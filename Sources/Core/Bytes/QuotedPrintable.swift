/// Quoted-printable (RFC 2045 §6.7), which vCalendar 1.0 also uses in values.
package enum QuotedPrintable {
    /// What one unit of an encoded text represents.
    package enum Unit: Hashable {
        /// A byte: itself, or given by two digits.
        case byte(UInt8)
        /// A line break of the encoding that is not part of the content.
        case softBreak
        /// An `=` before anything but two hexadecimal digits or a line end; it is kept literally.
        case malformed
    }

    /// The unit at `index`, and where the next one begins.
    ///
    /// White space at the end of a line is content: transports no longer pad lines, and careless writers leave real
    /// blanks there.
    package static func unit(in text: Span<UInt8>, at index: Int) -> (unit: Unit, end: Int) {
        let byte = text[index]
        guard byte == .equals else { return (.byte(byte), index + 1) }
        if index + 2 < text.count, let high = text[index + 1].hexDigit, let low = text[index + 2].hexDigit {
            return (.byte(high << 4 | low), index + 3)
        }
        if let end = endOfSoftBreak(text, index + 1) { return (.softBreak, end) }
        return (.malformed, index + 1)
    }

    /// The content of `text`.
    package static func decode(_ text: Span<UInt8>) -> [UInt8] {
        var content: [UInt8] = []
        content.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            let (unit, end) = unit(in: text, at: index)
            switch unit {
            case .byte(let byte): content.append(byte)
            case .softBreak: break
            case .malformed: content.append(.equals)
            }
            index = end
        }
        return content
    }

    /// Where the line after a soft line break begins; `start` is after its `=`. Padding before the line end is allowed.
    private static func endOfSoftBreak(_ text: Span<UInt8>, _ start: Int) -> Int? {
        var index = start
        while index < text.count, text[index].isBlank { index += 1 }
        if index == text.count { return index }
        while index < text.count, text[index] == .carriageReturn { index += 1 }
        // A CR at the very end: its LF belongs to the delimiter.
        if index == text.count { return index }
        return text[index] == .lineFeed ? index + 1 : nil
    }
}
