/// A change to the bytes of an input that takes a finding away.
public struct Edit: Hashable, Sendable {
    /// Whether a change adds information that the input did not contain.
    public enum Safety: Hashable, Sendable {
        /// No information changes.
        case safe
        /// A guess at what was meant.
        case unsafe
    }

    /// The bytes that go.
    public var range: Range<Int>
    /// The bytes that replace them.
    public var replacement: [UInt8]
    /// Whether it is a guess.
    public var safety: Safety

    /// A replacement of some bytes.
    public init(_ range: Range<Int>, _ replacement: [UInt8], _ safety: Safety) {
        self.range = range
        self.replacement = replacement
        self.safety = safety
    }

    /// A replacement of some bytes by a text.
    package init(_ range: Range<Int>, _ text: String, _ safety: Safety) {
        self.init(range, Array(text.utf8), safety)
    }
}

extension [Edit] {
    /// Whether they are there, and none of them is a guess.
    package var areSafe: Bool { !isEmpty && allSatisfy { $0.safety == .safe } }
}
