internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let lineLength = Rule(
        "line-length", .warning, "3.1",
        "A line has no more than 75 octets without its line break.",
        accepted: [
            .event("DESCRIPTION:a line that is folded before it has seventy-six octets, a", "  nd goes on"),
        ],
        flagged: [
            .event("▸DESCRIPTION:a line that nobody folded although it has a good many more octets than the"),
        ],
        fixes: [.safe],
        checks: [
            .line { index, scope in
                let line = scope.lines[index]
                guard Int(line.valueEnd) - Int(line.start) > Folding.limit else { return }
                var start = Int(line.start)
                var cursor = start
                while cursor <= Int(line.valueEnd) {
                    if cursor == Int(line.valueEnd) || scope.bytes[cursor] == .lineFeed {
                        var end = cursor
                        while end > start, scope.bytes[end - 1] == .carriageReturn { end -= 1 }
                        if end - start > Folding.limit {
                            var place = scope.place(ofLine: index)
                            (place.start, place.end) = (start, end)
                            scope.report(
                                "a line of \(end - start) octets, more than \(Folding.limit)", at: place,
                                fix: Folding.folding(Int(line.start)..<Int(line.valueEnd), of: scope.bytes))
                            return
                        }
                        start = cursor + 1
                    }
                    cursor += 1
                }
            }
        ]
    )
}
