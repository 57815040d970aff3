internal import ICalendar

extension Agenda {
    /// The agenda as lines of text, a block for each day that has entries.
    ///
    /// - Parameter width: the columns that a line may take; nil for any number.
    package func table(width: Int?) -> String {
        let rows = days.map { parts in
            parts.map { part in
                [part.time, part.entry.summary, part.entry.location, part.notes.joined(separator: ", ")]
            }
        }
        let lines = TextTable(rows.flatMap { $0 }.map { ["  " + $0[0]] + $0.dropFirst() }).text(aligningTo: 72)
            .split(separator: "\n", omittingEmptySubsequences: false)
        var text = ""
        var next = 0
        for (day, parts) in days.enumerated() where !parts.isEmpty {
            text += "\(text.isEmpty ? "" : "\n")\(date(day).weekday.name), \(date(day).words)\n"
            for line in lines[next..<next + parts.count] { text += TerminalText.fitting(String(line), width) + "\n" }
            next += parts.count
        }
        return text
    }
}

extension TerminalText {
    /// The beginning of a printable line that fits into some columns, with an ellipsis where it was cut.
    static func fitting(_ line: String, _ width: Int?) -> String {
        guard let width, columns(line.unicodeScalars) > width else { return line }
        var (text, taken) = ("", 0)
        for character in line {
            taken += columns(character.unicodeScalars)
            if taken >= width { break }
            text.append(character)
        }
        return text + "…"
    }
}
