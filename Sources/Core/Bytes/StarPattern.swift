/// A text in which `*` matches any characters.
package struct StarPattern: Sendable {
    private let parts: [String]

    /// A pattern from its text.
    package init(_ text: String) {
        parts = text.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    }

    /// Whether it has no star.
    package var isLiteral: Bool { parts.count == 1 }

    /// Whether all of a text fits.
    package func matches(_ text: String) -> Bool {
        guard let head = parts.first, let tail = parts.last, !isLiteral else { return text == parts.first }
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
