internal import Bytes

/// A parameter of a property (RFC 5545 §3.2).
public struct Parameter: Sendable {
    /// The tree it belongs to.
    public let tree: ComponentTree
    /// Its record among the tree's parameters.
    public let index: Int

    /// A view of the parameter at record `index`.
    public init(tree: ComponentTree, index: Int) {
        self.tree = tree
        self.index = index
    }

    /// The record that the view shows.
    public var record: ParameterRecord { tree.parameters[index] }
    /// Its name.
    public var name: Name { record.name }
    /// Its name's letters in upper case.
    public var nameText: String { tree.text(of: name) }

    /// Whether it is a name without `=`, as vCalendar 1.0 writes them; such a one has no values.
    public var isBare: Bool { record.flags.contains(.isBare) }

    /// Its value, or its first one: without quotes, caret escapes resolved (RFC 6868).
    public var value: String {
        let record = record
        if record.flags.isEmpty {
            return String(decoding: tree.bytes[Int(record.valueStart)..<Int(record.valueEnd)], as: UTF8.self)
        }
        return values.first ?? ""
    }

    /// Calls `body` with the bytes of its value, or of its first one, decoded like ``value``.
    public func withValue<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        let record = record
        let bytes = tree.bytes
        let range = Int(record.valueStart)..<Int(record.valueEnd)
        switch record.flags {
        case []: return body(bytes.span.extracting(range))
        case .isFolded where bytes[range.lowerBound] != .quote:
            var logical: [UInt8] = []
            ComponentTree.appendLogical(bytes.span, range.lowerBound, range.upperBound, isLatin1: false, to: &logical)
            return body(logical.span)
        default:
            let first = logicalValues.first ?? []
            return body(first.span)
        }
    }

    /// Its values, divided at commas outside quotes.
    public var values: [String] { logicalValues.map { String(decoding: $0, as: UTF8.self) } }

    /// Its values' bytes, decoded.
    public var logicalValues: [[UInt8]] {
        let record = record
        if record.flags.isEmpty { return [Array(tree.bytes[Int(record.valueStart)..<Int(record.valueEnd)])] }
        var found: [[UInt8]] = []
        let bytes = tree.bytes
        appendValues(from: bytes.span, to: &found)
        return found
    }

    private func appendValues(from bytes: Span<UInt8>, to found: inout [[UInt8]]) {
        let record = record
        guard !record.flags.contains(.isBare) else { return }
        var logical: [UInt8] = []
        ComponentTree.appendLogical(
            bytes,
            Int(record.valueStart),
            Int(record.valueEnd),
            isLatin1: record.flags.contains(.isLatin1),
            to: &logical
        )
        var value: [UInt8] = []
        var isInQuotes = false
        // Once no quote ends a value, none further on does either.
        var mayBeQuoted = true
        var index = 0
        func finish() {
            var decoded: [UInt8] = []
            TextEscapes.appendUncareted(value.span, to: &decoded)
            found.append(decoded)
            value = []
        }
        while index < logical.count {
            let byte = logical[index]
            switch byte {
            case .quote where !isInQuotes && value.isEmpty && mayBeQuoted:
                mayBeQuoted = closes(logical, from: index + 1)
                isInQuotes = mayBeQuoted
                if !isInQuotes { value.append(byte) }
            case .quote where isInQuotes && (index + 1 == logical.count || logical[index + 1] == .comma):
                isInQuotes = false
            case .comma where !isInQuotes: finish()
            default: value.append(byte)
            }
            index += 1
        }
        finish()
    }

    /// Whether a quote that ends a value is at or after `start`.
    private func closes(_ text: [UInt8], from start: Int) -> Bool {
        var index = start
        while index < text.count {
            if text[index] == .quote, index + 1 == text.count || text[index + 1] == .comma { return true }
            index += 1
        }
        return false
    }
}
