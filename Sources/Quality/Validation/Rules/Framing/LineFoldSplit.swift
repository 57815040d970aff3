internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let lineFoldSplit = Rule(
        "line-fold-split",
        .warning,
        "3.1",
        "A fold does not divide a character.",
        accepted: [.event("SUMMARY:Bü", " ro")],
        flagged: [.event("SUMMARY:B\u{E0C3}", " ▸\u{E0BC}ro")],
        fixes: [.safe],
        checks: [
            .reader(["fold-splits-character": nil])
        ],
        mend: { bytes, offset in Folding.folding(Folding.logicalLine(in: bytes, around: offset), of: bytes) }
    )
}
