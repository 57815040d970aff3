/// Rows of text in aligned columns, each cell in one line and fit for a terminal.
package struct TextTable: CustomStringConvertible {
    private let rows: [[String]]

    /// A table whose rows have equally many cells.
    package init(_ rows: [[String]]) { self.rows = rows.map { row in row.map { TerminalText.printable($0) } } }

    /// The rows, one line each, columns two blanks apart.
    package var description: String { aligned(rows) }

    /// The same, where cells that are wider than `most` columns do not move those of other rows.
    package func text(aligningTo most: Int) -> String { aligned(rows, most: most) }

    /// How wide the widest line is, in columns of a terminal.
    package var width: Int {
        let columns = columnWidths
        return columns.reduce(2 * max(0, columns.count - 1), +)
    }

    private var columnWidths: [Int] {
        (rows.first ?? []).indices.map { column in
            rows.map { TerminalText.columns($0[column].unicodeScalars) }.max() ?? 0
        }
    }

    /// The rows, so that lines fit into a number of columns of a terminal: wide cells are cut, and end in an ellipsis.
    ///
    /// - Parameters:
    ///   - texts: the columns that are cut first.
    ///   - width: more than it is taken where there are so many columns that nothing would be left of them.
    package func text(within width: Int, cutting texts: Set<Int>) -> String {
        var columns = columnWidths
        var excess = self.width - width
        for (cut, least) in [(texts, 6), (Set(columns.indices), 10)] {
            while excess > 0, let widest = cut.max(by: { columns[$0] < columns[$1] }), columns[widest] > least {
                columns[widest] -= 1
                excess -= 1
            }
        }
        return aligned(rows.map { row in zip(row, columns).map { TerminalText.fitting($0, $1) } })
    }

    private func aligned(_ rows: [[String]], most: Int = .max) -> String {
        let widths = rows.map { row in row.map { TerminalText.columns($0.unicodeScalars) } }
        let columns = (widths.first ?? []).indices.map { column in widths.map { $0[column] }.filter { $0 <= most }.max() ?? 0 }
        return zip(rows, widths).map { row, widths in
            let cells = row.indices.map { row[$0] + String(repeating: " ", count: max(0, columns[$0] - widths[$0])) }
            let line = cells.joined(separator: "  ")
            return line.prefix(upTo: line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex) + "\n"
        }.joined()
    }
}
