internal import Bytes

/// Names of properties and components, in any letter case; `*` matches any characters, or none.
public struct NamePattern: Sendable {
    /// The pattern as written.
    public let text: String
    private let pattern: StarPattern

    /// A pattern.
    public init(_ text: String) {
        self.text = text
        pattern = StarPattern(text.uppercased())
    }

    /// Whether a name in upper case fits.
    public func matches(_ name: String) -> Bool { pattern.matches(name) }
}
