internal import Bytes
internal import CalendarDiagnostics

/// Delimiters that programs write inside parameter values without quotes.
extension ContentLineParser {
    /// Apple writes place names with colons unquoted; the value itself is always a `geo:` URI.
    mutating func isColonInsideAppleParameter(_ bytes: Span<UInt8>, _ position: Int) -> Bool {
        let marker: [UInt8] = Array("geo:".utf8)
        func isMarker(at index: Int) -> Bool {
            guard index + marker.count <= bytes.count else { return false }
            for step in marker.indices where bytes[index + step].lowercasedASCII != marker[step] { return false }
            return true
        }
        if isMarker(at: position + 1) { return false }
        let end = segments.end
        // Remembered, so that a line of colons only is not searched again for each of them.
        if knownGeoColon <= position || knownGeoColon >= end {
            var index = position + 1
            while index < end, bytes[index] != .colon || !isMarker(at: index + 1) { index += 1 }
            guard index < end else { return false }
            knownGeoColon = index
        }
        return true
    }

    /// Outlook writes zones as `(GMT +01:00)`, unquoted; the value itself begins with the eight digits of a date.
    func isColonInsideZoneName(_ bytes: Span<UInt8>, _ position: Int) -> Bool {
        // Folds change nothing: the line has the same parts when it is written without them.
        func isDate(at start: Int) -> Bool {
            var (index, digits) = (start, 0)
            while digits < 8 {
                guard index < segments.end else { return false }
                if bytes[index].isDigit {
                    digits += 1
                } else if !bytes[index].isLineBreak, !bytes[index].isBlank || !bytes[index - 1].isLineBreak {
                    return false
                }
                index += 1
            }
            return true
        }
        if isDate(at: position + 1) { return false }
        var index = position + 1
        // A zone name ends in its line and within 256 bytes.
        let end = min(segments.end, position + 256)
        while index < end, bytes[index] != .colon || !isDate(at: index + 1) { index += 1 }
        return index < end
    }

    func reportUnquotedColon(_ bytes: Span<UInt8>, _ position: Int, _ diagnostics: inout Diagnostics) {
        report("unquoted-colon", "a colon in an unquoted parameter; taken as part of it", bytes, position, &diagnostics)
    }

    /// Whether an odd number of backslashes is before `position`. In a parameter they escape nothing (RFC 5545 §3.2), but Apple
    /// and others write `X-TITLE=Bar\; Street` and `CN=Doe\, Jane`.
    func isEscaped(_ bytes: Span<UInt8>, _ segment: Int, _ position: Int, from valueStart: Int) -> Bool {
        var (segment, index, count) = (segment, position, 0)
        while index > valueStart {
            if index == segments[segment].start {
                guard segment > 0 else { break }
                segment -= 1
                index = segments[segment].end
                continue
            }
            guard bytes[index - 1] == .backslash else { break }
            index -= 1
            count += 1
        }
        return count % 2 == 1
    }

    /// Whether a parameter's name with its equals sign is at `position`.
    func beginsParameter(_ bytes: Span<UInt8>, _ segment: Int, _ position: Int, _ limit: Int) -> Bool {
        var (segment, index, limit, length) = (segment, position, limit, 0)
        while hop(&segment, &index, &limit), bytes[index].isNameByte {
            index += 1
            length += 1
        }
        return length > 0 && index < limit && bytes[index] == .equals
    }
}
