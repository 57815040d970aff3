/// Rows of text in aligned columns, each cell in one line and fit for a terminal.
package struct TextTable: CustomStringConvertible {
    private let rows: [[String]]

    /// A table whose rows have equally many cells.
    package init(_ rows: [[String]]) { self.rows = rows.map { row in row.map { TerminalText.printable($0) } } }

    /// The rows, one line each, columns two blanks apart.
    package var description: String {
        let widths = rows.map { row in row.map { TerminalText.columns($0.unicodeScalars) } }
        let columns = (widths.first ?? []).indices.map { column in widths.map { $0[column] }.max() ?? 0 }
        return zip(rows, widths).map { row, widths in
            let cells = row.indices.map { row[$0] + String(repeating: " ", count: columns[$0] - widths[$0]) }
            let line = cells.joined(separator: "  ")
            return line.prefix(upTo: line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex) + "\n"
        }.joined()
    }
}
