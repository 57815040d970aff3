internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let lineLength = Rule(
        "line-length",
        .warning,
        "3.1",
        "A line has no more than 75 octets without its line break.",
        accepted: [
            .event("DESCRIPTION:a line that is folded before it has seventy-six octets, a", "  nd goes on")
        ],
        flagged: [
            .event("▸DESCRIPTION:a line that is not folded and has more than seventy-five octets in it, as the")
        ],
        fixes: [.safe],
        checks: [
            .longLine { index, context in
                let line = context.lines[index]
                let bytes = context.bytes
                var start = Int(line.start)
                while start < Int(line.valueEnd) {
                    let lineFeed =
                        bytes.span.firstIndex(of: .lineFeed, in: start..<Int(line.valueEnd)) ?? Int(line.valueEnd)
                    var end = lineFeed
                    while end > start, bytes[end - 1] == .carriageReturn { end -= 1 }
                    if end - start > Folding.limit {
                        var place = context.place(ofLine: index)
                        (place.start, place.end) = (start, end)
                        return context.report(
                            "a line of \(end - start) octets, more than \(Folding.limit)",
                            at: place,
                            fix: Folding.folding(Int(line.start)..<Int(line.valueEnd), of: bytes)
                        )
                    }
                    start = lineFeed + 1
                }
            }
        ]
    )
}
