/// A table that is built once and lives as long as the process.
///
/// Copies of it cost nothing: an `Array` would count references to its storage, and cores that share the counter wait for one
/// another.
@safe struct ImmortalArray<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    private let elements: UnsafeBufferPointer<Element>

    init(_ content: some Collection<Element>) {
        let storage = UnsafeMutableBufferPointer<Element>.allocate(capacity: content.count)
        _ = unsafe storage.initialize(fromContentsOf: content)
        unsafe elements = UnsafeBufferPointer(storage)
    }

    var count: Int { unsafe elements.count }

    @inline(__always)
    subscript(index: Int) -> Element {
        precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "index out of range")
        return unsafe elements[index]
    }
}

extension ImmortalArray where Element == UInt8 {
    /// Appends some of the bytes.
    @inline(__always)
    func append(_ range: Range<Int>, to output: inout [UInt8]) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "range out of bounds")
        unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: elements[range]))
    }
}
