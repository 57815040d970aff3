internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let lineControl = Rule(
        "line-control",
        .error,
        "3.1",
        "A line contains no control character except the tab.",
        accepted: [.event("SUMMARY:A\tB")],
        flagged: [.event("SUMMARY:A▸\u{7}B"), .event("SUMMARY:A▸\rX-B:C")],
        fixes: [.unsafe],
        checks: [
            .sameAs(["control-character"]),
            .reader(["carriage-return": .error]),
            .brokenLine { index, context in
                let line = context.lines[index]
                guard line.flags.contains(.hasControl) else { return }
                let controls = (Int(line.start)..<Int(line.valueEnd)).lazy.filter { byte in
                    let value = context.bytes[byte]
                    return value < 0x20 && value != 0x09 && value != .lineFeed && value != .carriageReturn
                        || value == 0x7F
                }
                guard let first = controls.first else { return }
                var place = context.place(ofLine: index)
                (place.start, place.end) = (first, first + 1)
                context.report(
                    "a control character (U+\(context.bytes[first].hexDigits(width: 4, uppercase: true)))",
                    at: place,
                    fix: controls.map { Edit($0..<$0 + 1, [], .unsafe) }
                )
            },
        ],
        mend: { bytes, offset in
            guard bytes[offset] == .carriageReturn else { return [] }
            // Most probably it was meant as a line break of the text; one of the file would make a property of what follows.
            return [Edit(offset..<offset + 1, "\\n", .unsafe)]
        }
    )
}
