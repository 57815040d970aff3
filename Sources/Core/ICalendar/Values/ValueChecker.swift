internal import CalendarDiagnostics

/// Reads every value of a tree as its type and reports those that are not of it (RFC 5545 §3.2.20, §3.3).
struct ValueChecker {
    private let tree: ComponentTree
    /// The default type and shape of each known name, by number.
    private let rows: [(type: ValueType, shape: ValueShape)?]
    private var lines: SourceLineIndex?

    init(_ tree: ComponentTree) {
        self.tree = tree
        rows = NameTable.texts.indices.map { index in
            Vocabulary.shared.property(Name(id: UInt16(index))).map { ($0.types.first ?? .unknown, $0.shape) }
        }
    }

    /// Checks every property.
    mutating func check(_ diagnostics: inout Diagnostics) {
        let bytes = tree.bytes
        let span = bytes.span
        let lines = tree.lines
        var scratch: [UInt8] = []
        for index in lines.indices where lines[index].kind == .property {
            let line = lines[index]
            guard Int(line.name.id) < rows.count, let row = rows[Int(line.name.id)] else { continue }
            let property = Property(tree: tree, index: index)
            let type = line.parameterCount == 0 ? row.type : property.valueType
            if type == .text || type == .unknown { continue }
            let isValid: Bool
            if line.hasPlainValue {
                isValid = ValueGrammar.matches(
                    span.extracting(Int(line.valueStart)..<Int(line.valueEnd)),
                    type,
                    row.shape
                )
            } else {
                scratch.removeAll(keepingCapacity: true)
                property.appendLogicalValue(to: &scratch)
                isValid = ValueGrammar.matches(scratch.span, type, row.shape)
            }
            if !isValid { report(property, type, &diagnostics) }
        }
    }

    private mutating func report(_ property: Property, _ type: ValueType, _ diagnostics: inout Diagnostics) {
        let lines = lines ?? SourceLineIndex(tree.bytes)
        self.lines = lines
        diagnostics.report(
            type.form.fault,
            .error,
            "\(property.nameText) is not a valid \(type.rawValue): \(property.rawValue.prefix(60)); kept as it is",
            at: lines.location(of: Int(property.line.valueStart))
        )
    }
}
