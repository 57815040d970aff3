/// Names of properties and components, in any letter case; `*` stands for any letters.
public struct NamePattern: Sendable {
    /// The pattern as written.
    public let text: String
    private let parts: [String]

    /// A pattern.
    public init(_ text: String) {
        self.text = text
        parts = text.uppercased().split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    }

    /// Whether a name in upper case fits.
    public func matches(_ name: String) -> Bool {
        guard parts.count > 1, let head = parts.first, let tail = parts.last else { return name == parts.first }
        guard name.utf8.count >= head.utf8.count + tail.utf8.count, name.hasPrefix(head), name.hasSuffix(tail) else {
            return false
        }
        var rest = name.dropFirst(head.count).dropLast(tail.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }
}
