internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let lineUtf8 = Rule(
        "line-utf8",
        .error,
        "3.1.4",
        "A text is in UTF-8.",
        accepted: [.event("SUMMARY:Büro")],
        flagged: [.event("SUMMARY:B▸\u{E0FC}ro")],
        fixes: [.unsafe],
        checks: [
            .sameAs(["invalid-utf8"]),
            .brokenLine { index, context in
                let line = context.lines[index]
                guard line.flags.contains(.isLatin1) else { return }
                var place = context.place(ofLine: index)
                for byte in place.start..<place.end where context.bytes[byte] >= 0x80 {
                    if UTF8Sequence.isValid(context.bytes, byte, place.end) { continue }
                    if context.bytes[byte].isUTF8Continuation, byte > place.start, context.bytes[byte - 1] >= 0x80 {
                        continue
                    }
                    place.start = byte
                    break
                }
                let value = Int(line.valueStart)..<Int(line.valueEnd)
                context.report(
                    "not UTF-8; the line is read as ISO-8859-1",
                    at: place,
                    fix: line.kind == .property && place.start >= value.lowerBound
                        ? [Edit(value, Property(tree: context.tree, index: index).rawValue, .unsafe)] : []
                )
            },
        ]
    )
}

/// One character of UTF-8.
private enum UTF8Sequence {
    /// Whether a whole character begins at `start`.
    static func isValid(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        let length = bytes[start] >= 0xF0 ? 4 : bytes[start] >= 0xE0 ? 3 : bytes[start] >= 0xC2 ? 2 : 0
        guard length > 0, start + length <= end else { return false }
        return String(validating: bytes[start..<start + length], as: UTF8.self) != nil
    }
}
