internal import Reports

/// What ArgumentParser says, made fit for a reader.
enum ParserText {
    /// An error as all are reported, with the value that was probably meant where the parser lists all that there are.
    static func error(_ text: String) -> String {
        let mark = "Error: "
        guard text.hasPrefix(mark) else { return text }
        return "kalends: error: "
            + suggesting(naming(missingValueIn: String(text.dropFirst(mark.count))))
    }

    /// An option that was taken for the value of the one before it, whose value is missing.
    private static func naming(missingValueIn text: String) -> String {
        let (beginning, middle) = ("The value '--", "' is invalid for '")
        guard text.hasPrefix(beginning), let before = text.firstRange(of: middle) else { return text }
        let rest = text[before.upperBound...]
        guard let end = rest.firstIndex(of: "'") else { return text }
        let help = rest.firstRange(of: "\nHelp:").map { rest[$0.lowerBound...] } ?? ""
        return "Missing value for '\(rest[..<end])'\(help)"
    }

    private static func suggesting(_ text: String) -> String {
        let beginning = "The value '"
        guard text.hasPrefix(beginning), let list = text.firstRange(of: "Please provide one of") else { return text }
        let value = text.dropFirst(beginning.count).prefix { $0 != "'" }
        let end = text[list.upperBound...].firstRange(of: "\nHelp:")?.lowerBound ?? text.endIndex
        let parts = text[list.upperBound..<end].split(separator: "'", omittingEmptySubsequences: false)
        var known: [String] = []
        // One after the other between quotation marks, or one in a line.
        for (index, part) in parts.enumerated() where index % 2 == 1 { known.append(String(part)) }
        for line in text[list.upperBound..<end].split(separator: "\n") where line.hasPrefix("  - ") {
            known.append(String(line.dropFirst(4)))
        }
        let near = Suggestion.nearest(to: String(value), among: known)
        if near.isEmpty { return text }
        return "\(text[..<list.lowerBound])Perhaps \(near.joined(separator: ", ")). \(text[list.lowerBound...])"
    }

    /// A help text in lines of at most `width` characters; what continues a line begins where its text does.
    ///
    /// - Parameter text: the help in lines of any length.
    static func wrapped(_ text: String, to width: Int) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { wrap($0, width) }.joined(separator: "\n")
    }

    /// Where the parser begins the texts of options.
    private static let column = 26

    private static func wrap(_ line: Substring, _ width: Int) -> String {
        guard line.count > width else { return String(line) }
        let indent = String(repeating: " ", count: min(continuation(of: line), width / 2))
        var lines: [Substring] = []
        var rest = line
        var room = width
        while rest.count > room {
            let head = rest.prefix(room + 1)
            // A word longer than a line has the line for itself.
            let blank = head.lastIndex(of: " ").flatMap { rest[..<$0].allSatisfy { $0 == " " } ? nil : $0 }
            guard let end = blank ?? rest.dropFirst(room).firstIndex(of: " ") else { break }
            lines.append(rest[..<end])
            rest = rest[end...].drop { $0 == " " }
            room = width - indent.count
        }
        lines.append(rest)
        return lines.enumerated().map { $0.offset == 0 ? String($0.element) : indent + $0.element }.joined(
            separator: "\n"
        )
    }

    /// Where the text of a line begins that is not its label.
    private static func continuation(of line: Substring) -> Int {
        let lead = line.prefix { $0 == " " }.count
        if line.hasPrefix("USAGE: ") || lead == 2 && line.dropFirst(2).hasPrefix("kalends") { return lead + 6 }
        if lead == 2, "-<".contains(line[line.index(line.startIndex, offsetBy: 2)]) { return column }
        // A row of a table: the text after the first gap.
        if lead > 0, let gap = line.dropFirst(lead).firstRange(of: "  ") {
            let text = line[gap.lowerBound...].drop { $0 == " " }
            return line.count - text.count
        }
        return lead
    }
}
