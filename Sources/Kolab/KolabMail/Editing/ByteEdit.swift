/// A stretch of bytes and what takes its place.
public struct ByteEdit: Hashable, Sendable {
    /// What is replaced; empty for an insertion.
    public var range: Range<Int>
    /// The bytes that replace the range.
    public var replacement: [UInt8]

    /// The replacement of `range`.
    public init(_ range: Range<Int>, _ replacement: some Sequence<UInt8>) {
        self.range = range
        self.replacement = Array(replacement)
    }

    /// The replacement of `range` by text in UTF-8.
    public init(_ range: Range<Int>, _ text: String) { self.init(range, text.utf8) }
}

extension [UInt8] {
    /// The bytes with all `edits` made at once; their ranges do not overlap, and of two insertions at one place the
    /// earlier in the list is first.
    public func applying(_ edits: [ByteEdit]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(edits.reduce(count) { $0 + $1.replacement.count })
        var index = 0
        for edit in edits.inOrder {
            result += self[index..<edit.range.lowerBound]
            result += edit.replacement
            index = edit.range.upperBound
        }
        return result + self[index...]
    }
}

extension [ByteEdit] {
    /// The edits from the first byte to the last.
    var inOrder: [ByteEdit] {
        enumerated().sorted { ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset) }
            .map(\.element)
    }
}
