extension Array<UInt8> {
    /// Appends the bytes of a span in one copy.
    @inlinable @inline(__always)
    public mutating func append(copying bytes: Span<UInt8>) {
        // The one unsafe call: the standard library cannot yet append a span as a run.
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
