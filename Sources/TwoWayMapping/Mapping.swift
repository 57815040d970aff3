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
    /// The position of the first row of each name.
    @usableFromInline let positions: [String: Int]

    /// A mapping from its rows; `included` rows of another mapping come first.
    public init(_ name: String, including included: Mapping<Row>..., rows: [Row]) {
        self.name = name
        let all = included.flatMap(\.rows) + rows
        self.rows = all
        positions = Dictionary(
            all.enumerated().map { ($0.element.name, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The position of the row of that name.
    @inlinable public func index(of name: String) -> Int? { positions[name] }

    /// Names that more than one row claims; empty in a sound mapping.
    public var ambiguousNames: [String] {
        var seen: Set<String> = []
        return rows.map(\.name).filter { !seen.insert($0).inserted }
    }
}
