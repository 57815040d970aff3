/// Which component may contain which, looked up by the numbers of names (RFC 5545 §3.6).
public struct ComponentNesting: Sendable {
    /// The one table.
    public static let shared = ComponentNesting()

    /// The number of each known name among the components, -1 for other names.
    private let numbers: ImmortalArray<Int8>
    /// The components that may contain each one, as bits by their numbers.
    private let parents: ImmortalArray<UInt64>
    /// Whether the table lists the contents of a component.
    private let hasContents: ImmortalArray<Bool>

    private init() {
        let rows = ComponentTable.rows
        var numbers = [Int8](repeating: -1, count: NameTable.texts.count)
        var indices: [String: Int] = [:]
        for (index, row) in rows.enumerated() {
            indices[row.name] = index
            if let name = Name(known: row.name) { numbers[Int(name.id)] = Int8(index) }
        }
        self.numbers = ImmortalArray(numbers)
        parents = ImmortalArray(
            rows.map { row in
                row.parents.reduce(0) { bits, name in bits | (indices[name].map { 1 << UInt64($0) } ?? 0) }
            }
        )
        hasContents = ImmortalArray(rows.map(\.hasContents))
    }

    @inline(__always)
    private func number(of name: Name) -> Int {
        Int(name.id) < numbers.count ? Int(numbers[Int(name.id)]) : -1
    }

    /// Whether the table has a row for a component.
    public func isComponent(_ name: Name) -> Bool { number(of: name) >= 0 }

    /// Whether the table lists the contents of a component.
    public func knowsContents(of component: Name) -> Bool {
        let number = number(of: component)
        return number >= 0 && hasContents[number]
    }

    /// Whether a component is allowed in another.
    ///
    /// A component that no table knows is allowed anywhere, and one whose contents no table lists may contain anything
    /// except a calendar, which nothing may contain.
    public func mayStand(_ component: Name, in parent: Name) -> Bool {
        let child = number(of: component)
        if child < 0 { return true }
        let holder = number(of: parent)
        if holder < 0 || !hasContents[holder] { return parents[child] != 0 || holder < 0 }
        return parents[child] >> UInt64(holder) & 1 != 0
    }
}
