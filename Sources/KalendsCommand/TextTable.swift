/// Rows of text in aligned columns.
struct TextTable: CustomStringConvertible {
    private let rows: [[String]]

    /// A table whose rows have equally many cells.
    init(_ rows: [[String]]) { self.rows = rows }

    /// The rows, one line each, columns two blanks apart.
    var description: String {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
            let line = cells.joined(separator: "  ")
            return line.prefix(upTo: line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex) + "\n"
        }.joined()
    }
}
