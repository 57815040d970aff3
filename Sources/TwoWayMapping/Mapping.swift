/// A row of a mapping: one correspondence, read and written by the same line.
public protocol MappingRow: Sendable {
    /// The element or property that the row stands for.
    var name: String { get }
}

/// The rows of one correspondence, in the order in which they are written.
public struct Mapping<Row: MappingRow>: Sendable {
    /// What the mapping is of, such as `event`.
    public let name: String
    /// The rows.
    public let rows: [Row]

    /// A mapping from its rows; `included` rows of another mapping come first.
    public init(_ name: String, including included: Mapping<Row>..., rows: [Row]) {
        self.name = name
        self.rows = included.flatMap(\.rows) + rows
    }

    /// The position of the row of that name.
    public func index(of name: String) -> Int? { rows.firstIndex { $0.name == name } }

    /// Names that more than one row claims; empty in a sound mapping.
    public var ambiguousNames: [String] {
        var seen: Set<String> = []
        return rows.map(\.name).filter { !seen.insert($0).inserted }
    }
}
