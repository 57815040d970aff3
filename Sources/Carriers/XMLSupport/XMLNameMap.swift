/// Maps name ids to a consumer's own values, asking once per name instead of once per element.
///
/// ```swift
/// names.update(batch.names) { table[$0] ?? .unknown }
/// for event in batch.events { switch names[event.nameID] { … } }
/// ```
public struct XMLNameMap<Value> {
    @usableFromInline var values: [Value] = []
    private var known: [XMLName] = []

    /// A map that knows no name yet.
    public init() {}

    /// Resolves the names that are new since the last call; all of them if the reader has forgotten its names.
    public mutating func update(_ names: [XMLName], _ resolve: (XMLName) -> Value) {
        guard names != known else { return }
        if !names.starts(with: known) {
            values.removeAll(keepingCapacity: true)
        }
        for name in names[values.count...] { values.append(resolve(name)) }
        known = names
    }

    /// The value of a name id of the array last updated from.
    @inlinable public subscript(id: UInt32) -> Value { values[Int(id)] }
}

extension XMLNameMap: Sendable where Value: Sendable {}
