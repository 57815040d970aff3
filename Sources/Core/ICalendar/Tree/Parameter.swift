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
    @inlinable public var record: ParameterRecord { tree.parameters[index] }
    /// Its name.
    public var name: Name { record.name }
    /// Its name's letters in upper case.
    public var nameText: String { tree.text(of: name) }

    /// Whether it is a name without `=`, as vCalendar 1.0 writes them; such a one has no values.
    public var isBare: Bool { record.flags.contains(.isBare) }

    /// Its value, or its first one: without quotes, caret escapes resolved (RFC 6868).
    public var value: String {
        if let range = soleValueRange { return String(decoding: tree.bytes[range], as: UTF8.self) }
        if let unfolded { return String(decoding: unfolded, as: UTF8.self) }
        return values.first ?? ""
    }

    /// Calls `body` with the bytes of its value, or of its first one, decoded like ``value``.
    @inlinable public func withValue<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        if let range = soleValueRange {
            let bytes = tree.bytes
            return body(bytes.span.extracting(range))
        }
        let first = decodedValue
        return body(first.span)
    }

    /// Its value, or its first one, where it needs decoding.
    @usableFromInline var decodedValue: ArraySlice<UInt8> { unfolded ?? logicalValues.first?[...] ?? [] }

    /// The range of its only value, without quotes; nil if there are several, or if it needs decoding.
    @usableFromInline var soleValueRange: Range<Int>? {
        let record = record
        // A fold in the name changes nothing of the value.
        switch record.flags.subtracting(.nameFolded) {
        case []: return Int(record.valueStart)..<Int(record.valueEnd)
        case .isQuoted where record.valueEnd - record.valueStart > 1 && tree.bytes[Int(record.valueEnd) - 1] == .quote:
            return Int(record.valueStart) + 1..<Int(record.valueEnd) - 1
        default: return nil
        }
    }

    /// Its only value, where a fold is all that has to be decoded.
    private var unfolded: ArraySlice<UInt8>? {
        let record = record
        let flags = record.flags.subtracting(.nameFolded)
        guard flags == .isFolded || flags == [.isFolded, .isQuoted] else { return nil }
        var logical: [UInt8] = []
        logical.reserveCapacity(Int(record.valueEnd - record.valueStart))
        let bytes = tree.bytes
        ComponentTree.appendLogical(
            bytes.span,
            Int(record.valueStart),
            Int(record.valueEnd),
            isLatin1: false,
            to: &logical
        )
        guard logical.first == .quote else { return flags == .isFolded ? logical[...] : nil }
        guard flags.contains(.isQuoted), logical.count > 1, logical.last == .quote else { return nil }
        return logical[1..<logical.count - 1]
    }

    /// Its values, divided at commas outside quotes.
    public var values: [String] { logicalValues.map { String(decoding: $0, as: UTF8.self) } }

    /// Its values' bytes, decoded.
    public var logicalValues: [[UInt8]] {
        if let range = soleValueRange { return [Array(tree.bytes[range])] }
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
            case .backslash where !isInQuotes && record.flags.contains(.hasEscape) && index + 1 < logical.count:
                index += 1
                switch logical[index] {
                case .comma, .semicolon, .colon, .backslash: value.append(logical[index])
                case UInt8(ascii: "n"), UInt8(ascii: "N"): value.append(.lineFeed)
                default: value += [byte, logical[index]]
                }
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
