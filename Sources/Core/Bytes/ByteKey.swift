/// Bytes as the key of a table, hashed as one piece.
package struct ByteKey: Hashable, Sendable {
    private let bytes: [UInt8]

    /// A key of bytes.
    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package func hash(into hasher: inout Hasher) {
        unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }
}
