internal import Bytes

/// A page built from a few kinds of block: no script, nothing loaded from elsewhere; every text is escaped.
package struct HTMLPage {
    private var text: String

    /// Tables with more rows than this are collapsed until a reader opens them.
    private static let mostOpenRows = 40

    package init(title: String) {
        let escaped = title.escapedForXMLAttribute
        text = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(escaped)</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <h1>\(escaped)</h1>

            """
    }

    /// Whether a file that begins like this is such a page.
    package static func isPage(beginning: String) -> Bool {
        beginning.hasPrefix("<!DOCTYPE html>") && beginning.contains(style.prefix { $0 != "\n" })
    }

    private static let style = """
        :root { color-scheme: light; --ink: #1c2430; --quiet: #5b6675; --line: #e0e5eb; --band: #f3f5f8; }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: #fff; margin: 2rem auto; padding: 0 1.25rem; max-width: 70rem; }
        h1 { font-size: 1.75rem; margin: 0 0 .5rem; }
        h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem; }
        p { margin: .4rem 0; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin: 1.25rem 0; }
        .tiles div { border: 1px solid var(--line); border-radius: .5rem; padding: .7rem .9rem; color: var(--quiet); font-size: .9rem; }
        .tiles b { display: block; font-size: 1.45rem; line-height: 1.3; white-space: nowrap; color: var(--ink); font-variant-numeric: tabular-nums; }
        .bar { display: flex; height: 1.1rem; border-radius: .3rem; overflow: hidden; background: var(--band); }
        .bar i, .legend i { background: var(--colour); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        .bar i { min-width: 2px; }
        .legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: .5rem 0 .8rem; font-size: .9rem; color: var(--quiet); }
        .legend i { display: inline-block; width: .75rem; height: .75rem; border-radius: .15rem; margin-right: .4rem; }
        .c0 { --colour: #2f6fb3; } .c1 { --colour: #23a08f; } .c2 { --colour: #a9bdd3; } .c3 { --colour: #d6dde5; } .c4 { --colour: #c8442f; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; font-size: .9rem; min-width: 22rem; max-width: 100%; }
        th, td { text-align: left; padding: .35rem .8rem; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
        th { background: var(--band); white-space: nowrap; }
        .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        tbody tr:nth-child(even) { background: #fafbfc; }
        tfoot td { font-weight: 600; border-top: 2px solid var(--line); }
        summary { cursor: pointer; color: var(--quiet); }
        .none { color: var(--quiet); }
        @media print { body { margin: 0; max-width: none; font-size: 12px; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
        """

    var bytes: [UInt8] { Array(text.utf8) + Self.end }

    /// How a page ends.
    private static let end = Array("</body>\n</html>\n".utf8)

    /// The page so far, with a table whose rows are written one by one and which ends the page.
    package func beginning(tableOf header: [String]) -> [UInt8] {
        Array(text.utf8) + Array("<div class=\"scroll\"><table>\n<thead>".utf8) + Self.row(header, "th")
            + Array("</thead>\n<tbody>\n".utf8)
    }

    /// The end of a page whose table was written row by row.
    package static let endOfTable = Array("</tbody>\n</table></div>\n".utf8) + end

    /// A row of such a table.
    package static func row(_ cells: [String], _ tag: String = "td") -> [UInt8] {
        Array(("<tr>" + cells.map { "<\(tag)>\($0.escapedForXMLAttribute)</\(tag)>" }.joined() + "</tr>\n").utf8)
    }

    mutating func heading(_ title: String) { text += "<h2>\(title.escapedForXMLAttribute)</h2>\n" }

    mutating func paragraph(_ content: String) { text += "<p>\(content.escapedForXMLAttribute)</p>\n" }

    mutating func list(_ items: [String]) {
        text += "<ul>\n" + items.map { "<li>\($0.escapedForXMLAttribute)</li>\n" }.joined() + "</ul>\n"
    }

    /// A row of numbers with what they count.
    mutating func tiles(_ tiles: [(title: String, value: String)]) {
        text += "<div class=\"tiles\">\n"
        for tile in tiles {
            text += "<div><b>\(tile.value.escapedForXMLAttribute)</b>\(tile.title.escapedForXMLAttribute)</div>\n"
        }
        text += "</div>\n"
    }

    /// A bar that shows shares of a whole, five at most, with its legend.
    mutating func bar(_ parts: [(title: String, share: Int, value: String)]) {
        text += "<div class=\"bar\">"
        for (index, part) in parts.enumerated() where part.share > 0 {
            text += "<i class=\"c\(index)\" style=\"flex: \(part.share) 1 0\"></i>"
        }
        text += "</div>\n<div class=\"legend\">\n"
        for (index, part) in parts.enumerated() {
            text +=
                "<span><i class=\"c\(index)\"></i>\(part.title.escapedForXMLAttribute) \(part.value.escapedForXMLAttribute)</span>\n"
        }
        text += "</div>\n"
    }

    /// A heading with a table; a long one is folded away.
    ///
    /// - Parameters:
    ///   - header: the titles of the columns; those of numbers begin with `#`.
    ///   - sum: the last row.
    ///   - note: what is to be known of the rows.
    mutating func table(_ title: String, _ header: [String], _ rows: [[String]], sum: [String] = [], note: String = "")
    {
        heading(title)
        guard !rows.isEmpty else {
            text += "<p class=\"none\">None.</p>\n"
            return
        }
        if !note.isEmpty { paragraph(note) }
        let isNumber = header.map { $0.hasPrefix("#") }
        func row(_ cells: [String], _ tag: String = "td") -> String {
            "<tr>"
                + zip(cells, isNumber).map {
                    "<\(tag)\($1 ? " class=\"n\"" : "")>\($0.escapedForXMLAttribute)</\(tag)>"
                }
                .joined() + "</tr>\n"
        }
        let isFolded = rows.count > Self.mostOpenRows
        if isFolded { text += "<details><summary>\(rows.count) rows</summary>\n" }
        text +=
            "<div class=\"scroll\"><table>\n<thead>" + row(header.map { String($0.drop { $0 == "#" }) }, "th")
            + "</thead>\n<tbody>\n"
        for cells in rows { text += row(cells) }
        text += "</tbody>\n"
        if !sum.isEmpty { text += "<tfoot>" + row(sum) + "</tfoot>\n" }
        text += "</table></div>\n"
        if isFolded { text += "</details>\n" }
    }
}
