internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let lineControl = Rule(
        "line-control", .error, "3.1",
        "No control character but the tab stands in a line.",
        accepted: [.event("SUMMARY:A\tB")],
        flagged: [.event("SUMMARY:A▸\u{7}B")],
        fixes: [.unsafe],
        checks: [
            .line { index, scope in
                let line = scope.lines[index]
                guard line.flags.contains(.hasControl) else { return }
                for byte in Int(line.start)..<Int(line.valueEnd) {
                    let value = scope.bytes[byte]
                    guard value < 0x20 && value != 0x09 && value != .lineFeed && value != .carriageReturn || value == 0x7F else {
                        continue
                    }
                    var place = scope.place(ofLine: index)
                    (place.start, place.end) = (byte, byte + 1)
                    scope.report("a control character (\(value))", at: place, fix: [Edit(byte..<byte + 1, [], .unsafe)])
                }
            }
        ]
    )
}
