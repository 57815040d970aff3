package import Files
package import Kalends
internal import Reports

/// Prints occurrences as rows, as they come.
package struct OccurrenceRows {
    /// How a row is printed.
    package enum Form: String, CaseIterable {
        case table, csv, jsonl
    }

    private let form: Form
    private let keepsFormulas: Bool
    private var lines: [[String]] = []
    private var bytes: [UInt8] = []
    private static let titles = ["START", "END", "ZONE", "UID", "SUMMARY", "KIND"]
    private static let csvTitles = "uid,summary,start,end,zone,startUTC,recurrenceId,override\r\n"

    /// Rows of a form.
    ///
    /// - Parameter keepsFormulas: whether cells of CSV stay as they are that a spreadsheet would run.
    package init(_ form: Form, keepsFormulas: Bool = false) {
        self.form = form
        self.keepsFormulas = keepsFormulas
        if form == .csv { bytes = Array(Self.csvTitles.utf8) }
    }

    /// Adds an occurrence.
    package mutating func add(_ occurrence: SeriesOccurrence) throws(FileError) {
        switch form {
        case .table: lines.append(tableCells(of: occurrence))
        case .csv: addCSV(occurrence)
        case .jsonl: addJSON(occurrence)
        }
        if bytes.count > 1 << 16 { try flush() }
    }

    /// Prints what is left; a table only now, its columns' widths being known.
    package mutating func finish() throws(FileError) {
        if form == .table, !lines.isEmpty {
            return try Terminal.print(TextTable([Self.titles] + lines).description)
        }
        try flush()
    }

    private mutating func flush() throws(FileError) {
        try Console.standardOutput.write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    private func tableCells(of occurrence: SeriesOccurrence) -> [String] {
        let kind = occurrence.isOverride ? "override" : occurrence.recurrenceID == nil ? "single" : "master"
        return [
            occurrence.start.isoText.replacing("T", with: " "),
            occurrence.endOnStartClock?.isoText.replacing("T", with: " ") ?? "", occurrence.zone ?? "",
            occurrence.item.uid, occurrence.item.summary ?? "", kind,
        ]
    }

    private mutating func addCSV(_ occurrence: SeriesOccurrence) {
        let cells = [
            occurrence.item.uid, occurrence.item.summary ?? "", occurrence.start.isoText,
            occurrence.endOnStartClock?.isoText ?? "",
            occurrence.zone ?? "", occurrence.instantText ?? "", occurrence.recurrenceID?.isoText ?? "",
            occurrence.isOverride ? "true" : "false",
        ]
        bytes += Array(
            (cells.map { Self.quoted(keepsFormulas ? $0 : Self.guarded($0)) }.joined(separator: ",") + "\r\n").utf8
        )
    }

    private mutating func addJSON(_ occurrence: SeriesOccurrence) {
        var object = JSONObject()
        object.add("uid", occurrence.item.uid)
        object.add("summary", orNull: occurrence.item.summary)
        object.add("start", occurrence.start.isoText)
        object.add("end", orNull: occurrence.endOnStartClock?.isoText)
        object.add("zone", orNull: occurrence.zone)
        object.add("startUTC", orNull: occurrence.instantText)
        object.add("recurrenceId", orNull: occurrence.recurrenceID?.isoText)
        object.add("override", occurrence.isOverride)
        bytes += object.line
    }

    /// A cell that a spreadsheet takes for text: one that begins a formula, or might after a tab, gets an apostrophe before it.
    private static func guarded(_ text: String) -> String {
        let marks: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
        return text.unicodeScalars.first.map { marks.contains($0) } == true ? "'\(text)" : text
    }

    /// A cell of CSV (RFC 4180).
    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }
}

extension EventTime {
    /// `2026-01-05T09:00:00`, or `2026-01-05` for a whole day.
    fileprivate var isoText: String { isDate ? date.description : civil.description }
}

extension SeriesOccurrence {
    /// The instant as `2026-01-05T08:00:00Z`.
    fileprivate var instantText: String? { instant.map { "\(CivilDateTime(secondsSinceEpoch: $0))Z" } }
}
