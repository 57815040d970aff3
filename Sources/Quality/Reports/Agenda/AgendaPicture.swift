internal import ICalendar

extension Agenda {
    /// The agenda as an SVG picture, a row for each week; the whole text of an entry is its title.
    package func picture(title: String) -> [UInt8] {
        let rows = weeks.map { week in week.map { days.indices.contains($0) ? days[$0].count : 0 }.max() ?? 0 }
        let heights = rows.map {
            PictureMeasure.heading + min($0, PictureMeasure.mostLines + 1) * PictureMeasure.line + 8
        }
        .map { max($0, PictureMeasure.leastHeight) }
        let height = PictureMeasure.top + heights.reduce(0, +) + 1
        let width = 7 * PictureMeasure.column + 1
        var text = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" role="img">
            <title>\(XMLReportText.text(title))</title>
            <desc>\(XMLReportText.text(caption))</desc>
            <style>
            \(Self.pictureStyle)
            </style>
            <rect class="paper" width="\(width)" height="\(height)"/>
            <text class="h" x="4" y="22">\(XMLReportText.text(title))</text>
            <text class="q" x="4" y="42">\(XMLReportText.text(caption))</text>

            """
        var y = PictureMeasure.top
        for (week, height) in zip(weeks, heights) {
            for (column, day) in week.enumerated() {
                text += cell(day, x: column * PictureMeasure.column, y: y, height: height)
            }
            y += height
        }
        return Array((text + "</svg>\n").utf8)
    }

    private func cell(_ day: Int, x: Int, y: Int, height: Int) -> String {
        var text =
            "<rect class=\"day\" x=\"\(x)\" y=\"\(y)\" width=\"\(PictureMeasure.column)\" height=\"\(height)\"/>\n"
        guard days.indices.contains(day) else { return text }
        let date = date(day)
        let month = day == 0 || date.day == 1 ? " \(date.monthName)" : ""
        text +=
            "<text class=\"d\" x=\"\(x + 6)\" y=\"\(y + 15)\">\(date.weekday.name.prefix(3)) \(date.day)\(month)</text>\n"
        var line = y + PictureMeasure.heading
        for part in days[day].prefix(PictureMeasure.mostLines) {
            let whole = ([part.time, part.entry.summary, part.entry.location] + part.notes).filter { !$0.isEmpty }
            let shown = TerminalText.fitting(
                "\(part.beginning.map { $0 + " " } ?? "")\(part.entry.summary)",
                22
            )
            text += """
                <g class="\(part.entry.isStruck ? "x" : "c\(part.entry.shade)")"><title>\(XMLReportText.text(whole.joined(separator: ", ")))</title>\
                <rect x="\(x + 4)" y="\(line)" width="3" height="\(PictureMeasure.line - 3)"/>\
                <text x="\(x + 11)" y="\(line + 11)">\(XMLReportText.text(shown))</text></g>

                """
            line += PictureMeasure.line
        }
        let rest = days[day].count - PictureMeasure.mostLines
        if rest > 0 { text += "<text class=\"q\" x=\"\(x + 11)\" y=\"\(line + 11)\">\(rest) more</text>\n" }
        return text
    }

    private static let pictureStyle = """
        text { font: 12px system-ui, sans-serif; fill: #1c2430; } .h { font-size: 18px; font-weight: 600; } .d { font-weight: 600; } .q { fill: #536071; }
        .paper { fill: #fff; } .day { fill: none; stroke: #d5dbe3; } .x text { text-decoration: line-through; } .x rect { fill: #d5dbe3; }
        .c0 rect { fill: #2f6fb3; } .c1 rect { fill: #1b8a7a; } .c2 rect { fill: #b4571b; } .c3 rect { fill: #8546a8; } .c4 rect { fill: #b83a5e; } .c5 rect { fill: #6b7f1d; }
        @media (prefers-color-scheme: dark) { text { fill: #e6eaf0; } .q { fill: #a3afbe; } .paper { fill: #161b22; } .day { stroke: #3a4452; } }
        """
}

/// The measures of a picture, in its units.
private enum PictureMeasure {
    static let (column, line, heading, top) = (160, 17, 22, 54)
    static let (mostLines, leastHeight) = (8, 90)
}
