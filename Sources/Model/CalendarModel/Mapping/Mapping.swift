/// A row of a mapping: one correspondence, read and written by the same line.
public protocol MappingRow: Sendable {
    /// The element or property of the row.
    var name: String { get }
}

/// The rows of one correspondence, in the order in which they are written.
public struct Mapping<Row: MappingRow>: Sendable {
    /// What the mapping is of, such as `event`.
    public let name: String
    /// The rows.
    public let rows: [Row]
    /// The positions of the first row of each name, by ``slot(of:)``: names are few and short, and hashing one costs more
    /// than comparing it.
    @usableFromInline let positions: [[Int]]

    /// A mapping from its rows; `included` rows of another mapping are first.
    public init(_ name: String, including included: Mapping<Row>..., rows: [Row]) {
        self.name = name
        let all = included.flatMap(\.rows) + rows
        self.rows = all
        var positions = [[Int]](repeating: [], count: Self.slotCount)
        for (position, row) in all.enumerated() {
            let slot = Self.slot(of: row.name)
            if !positions[slot].contains(where: { all[$0].name == row.name }) { positions[slot].append(position) }
        }
        self.positions = positions
    }

    /// The position of the row of that name.
    @inlinable public func index(of name: String) -> Int? {
        for position in positions[Self.slot(of: name)] where rows[position].name == name { return position }
        return nil
    }

    @usableFromInline static var slotCount: Int { 64 }

    /// A number from a name's length and outer letters.
    @inlinable static func slot(of name: String) -> Int {
        let letters = name.utf8
        guard let first = letters.first, let last = letters.last else { return 0 }
        return (letters.count &* 5 ^ Int(first) &* 3 ^ Int(last)) & (slotCount - 1)
    }

    /// Names that more than one row claims; empty in a sound mapping.
    public var ambiguousNames: [String] {
        var seen: Set<String> = []
        return rows.map(\.name).filter { !seen.insert($0).inserted }
    }
}
