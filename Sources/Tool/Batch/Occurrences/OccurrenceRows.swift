package import Files
package import Kalends
internal import Occurrences
internal import Reports

/// Writes occurrences as rows, in the order given.
package struct OccurrenceRows {
    /// Takes the rows, piece by piece.
    package typealias Sink = ([UInt8]) throws(FileError) -> Void

    /// How a row is printed.
    package enum Form: String, CaseIterable {
        case table, csv, jsonl
    }

    private let form: Form
    private let keepsFormulas: Bool
    private var lines: [[String]] = []
    private var bytes: [UInt8] = []
    private let sink: Sink
    private static let titles = ["START", "END", "ZONE", "UID", "SUMMARY", "KIND"]
    private static let csvTitles =
        OccurrenceRecord.CodingKeys.allCases.map(\.rawValue).joined(separator: ",") + "\r\n"

    /// Rows of a form.
    ///
    /// - Parameters:
    ///   - keepsFormulas: whether cells of CSV that a spreadsheet would execute stay unchanged.
    ///   - sink: where they go; standard output if omitted.
    package init(
        _ form: Form,
        keepsFormulas: Bool = false,
        to sink: @escaping Sink = { bytes throws(FileError) in try Console.standardOutput.write(bytes) }
    ) {
        self.form = form
        self.sink = sink
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

    /// Writes what is left; a table only now, its columns' widths being known.
    package mutating func finish() throws(FileError) {
        if form == .table, !lines.isEmpty {
            return try sink(Array(TerminalText.printableLines(TextTable([Self.titles] + lines).description).utf8))
        }
        try flush()
    }

    private mutating func flush() throws(FileError) {
        try sink(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    private func tableCells(of occurrence: SeriesOccurrence) -> [String] {
        let row = occurrence.record
        let kind = row.isOverride ? "override" : row.recurrenceId == nil ? "single" : "master"
        return [
            row.start.replacing("T", with: " "), row.end?.replacing("T", with: " ") ?? "", row.zone ?? "", row.uid,
            row.summary ?? "", kind,
        ]
    }

    private mutating func addCSV(_ occurrence: SeriesOccurrence) {
        let row = occurrence.record
        let cells = [
            row.uid, row.summary ?? "", row.start, row.end ?? "", row.zone ?? "", row.startUTC ?? "",
            row.recurrenceId ?? "",
            row.isOverride ? "true" : "false",
        ]
        bytes += Array(
            (cells.map { Self.quoted(keepsFormulas ? $0 : Self.guarded($0)) }.joined(separator: ",") + "\r\n").utf8
        )
    }

    private mutating func addJSON(_ occurrence: SeriesOccurrence) {
        typealias Member = OccurrenceRecord.CodingKeys
        let row = occurrence.record
        var object = JSONObject()
        object.add(Member.uid.rawValue, row.uid)
        object.add(Member.summary.rawValue, orNull: row.summary)
        object.add(Member.start.rawValue, row.start)
        object.add(Member.end.rawValue, orNull: row.end)
        object.add(Member.zone.rawValue, orNull: row.zone)
        object.add(Member.startUTC.rawValue, orNull: row.startUTC)
        object.add(Member.recurrenceId.rawValue, orNull: row.recurrenceId)
        object.add(Member.isOverride.rawValue, row.isOverride)
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
