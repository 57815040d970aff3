package import Files
package import Kalends
internal import Reports

/// Writes occurrences as rows, in the order given.
package struct OccurrenceRows {
    /// Takes the rows, piece by piece.
    package typealias Sink = ([UInt8]) throws(FileError) -> Void

    /// How a row is written.
    package enum Form: String, CaseIterable, Sendable {
        case table, csv, jsonl
    }

    private let form: Form
    private let columns: OccurrenceColumns
    private let keepsFormulas: Bool
    private let width: Int?
    private let sink: Sink
    private var cells: [[String]] = []
    private var hasOtherTypes = false
    private var bytes: [UInt8] = []

    /// Rows of a form.
    ///
    /// - Parameters:
    ///   - columns: nil for those that the form has where none are asked for.
    ///   - keepsFormulas: whether cells of CSV that a spreadsheet would execute stay unchanged.
    ///   - width: the columns of the terminal that a table fits; nil for any.
    ///   - sink: where they go; standard output if omitted.
    package init(
        _ form: Form,
        _ columns: OccurrenceColumns? = nil,
        keepsFormulas: Bool = false,
        width: Int? = nil,
        to sink: @escaping Sink = { bytes throws(FileError) in try Console.standardOutput.write(bytes) }
    ) {
        self.form = form
        self.columns = columns ?? OccurrenceColumns(of: form)
        self.keepsFormulas = keepsFormulas
        self.width = width
        self.sink = sink
        if form == .csv {
            // RFC 4180.
            bytes = Array((self.columns.columns.map { Self.quoted($0.name) }.joined(separator: ",") + "\r\n").utf8)
        }
    }

    /// Adds an occurrence, on its own clock.
    package mutating func add(_ occurrence: SeriesOccurrence) throws(FileError) {
        try add(ShownOccurrence(occurrence: occurrence, clock: nil))
    }

    /// Adds an occurrence on a clock.
    mutating func add(_ shown: ShownOccurrence) throws(FileError) {
        let record = shown.record
        switch form {
        case .table:
            hasOtherTypes = hasOtherTypes || shown.item.kind != .event
            cells.append(
                columns.columns.map { column in
                    let text = column.value(shown, record).text
                    return Self.times.contains(column.name) ? text.replacing("T", with: " ") : text
                }
            )
        case .csv:
            for (index, column) in columns.columns.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                let text = column.value(shown, record).text
                bytes += Self.quoted(keepsFormulas ? text : Self.guarded(text)).utf8
            }
            bytes += "\r\n".utf8
        case .jsonl:
            bytes += columns.object(of: shown, record).line
        }
        if bytes.count > 1 << 16 { try flush() }
    }

    /// Writes what is left; a table only now, its columns' widths being known.
    package mutating func finish() throws(FileError) {
        if form == .table, !cells.isEmpty { bytes += table().utf8 }
        try flush()
    }

    private func table() -> String {
        var rows = [columns.columns.map(\.title)] + cells
        // Where all are events, a column that tells them apart is of no use.
        if columns.isDefault, !hasOtherTypes { rows = rows.map { $0.dropLast() } }
        guard let width, TextTable(rows).width > width else { return TextTable(rows).description }
        let names = columns.columns.map(\.name)
        rows = rows.map { row in
            zip(row, names).map { Self.times.contains($1) && $0.hasSuffix(":00") ? String($0.dropLast(3)) : $0 }
        }
        let rigid = Self.times.union(["zone", "startUTC", "type", "kind", "override", "allDay", "status"])
        return TextTable(rows).text(
            within: width,
            cutting: Set(names.indices.filter { !rigid.contains(names[$0]) })
        )
    }

    /// The columns whose times take two words in a table.
    private static let times: Set<String> = ["start", "end", "recurrenceId"]

    private mutating func flush() throws(FileError) {
        if bytes.isEmpty { return }
        try sink(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    /// A cell that a spreadsheet takes for text: one that begins a formula, or might after blanks, gets an apostrophe before it.
    private static func guarded(_ text: String) -> String {
        let marks: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
        return text.unicodeScalars.first { $0 != " " }.map { marks.contains($0) } == true ? "'\(text)" : text
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }
}
