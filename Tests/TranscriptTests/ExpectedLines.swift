/// Lines in which `[..]` matches any text and a line `...` for any number of lines.
struct ExpectedLines {
    private let lines: [String]

    init(_ lines: [String]) { self.lines = lines }

    /// Whether the whole output fits.
    func match(_ output: [String]) -> Bool { Self.match(lines[...], output[...]) }

    private static func match(_ lines: ArraySlice<String>, _ output: ArraySlice<String>) -> Bool {
        guard let line = lines.first else { return output.isEmpty }
        let rest = lines.dropFirst()
        if line == "..." {
            return (output.startIndex...output.endIndex).contains { match(rest, output[$0...]) }
        }
        guard let first = output.first, fits(line, first) else { return false }
        return match(rest, output.dropFirst())
    }

    /// Whether `text` contains the fixed parts of `line` in their order, the outer ones at its ends.
    private static func fits(_ line: String, _ text: String) -> Bool {
        let parts = line.split(separator: "[..]", omittingEmptySubsequences: false)
        guard parts.count > 1, let head = parts.first, let tail = parts.last else { return line == text }
        guard text.utf8.count >= head.utf8.count + tail.utf8.count, text.hasPrefix(head), text.hasSuffix(tail) else {
            return false
        }
        var rest = text.dropFirst(head.count).dropLast(tail.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }
}
