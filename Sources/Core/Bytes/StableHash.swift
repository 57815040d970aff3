/// A hash that is the same in every run and on every machine: FNV-1a, 64 bits.
///
/// It names things; nothing relies on it against an attacker.
package struct StableHash {
    /// The hash of what was combined so far.
    @inlinable package var value: UInt64 { state }

    @usableFromInline var state: UInt64

    /// A hash of nothing. Hashes with different seeds differ.
    @inlinable package init(seed: UInt64 = 0) { state = 0xCBF2_9CE4_8422_2325 ^ seed }

    /// The hash of one text.
    @inlinable package init(of bytes: some Sequence<UInt8>) {
        self.init()
        combine(bytes)
    }

    /// Adds bytes.
    @inlinable package mutating func combine(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { combine(UInt64(byte)) }
    }

    /// Adds bytes and a mark after them, so that ("ab", "c") and ("a", "bc") differ.
    ///
    /// - Parameter mark: a number that is not a byte of the texts.
    @inlinable package mutating func combine(_ bytes: some Sequence<UInt8>, endedBy mark: UInt64) {
        combine(bytes)
        combine(mark)
    }

    /// Adds the bytes of a text and a mark after them.
    package mutating func combine(_ text: String, endedBy mark: UInt64) {
        let bytes = text.utf8.span
        for index in bytes.indices { combine(UInt64(bytes[index])) }
        combine(mark)
    }

    @inlinable mutating func combine(_ number: UInt64) { state = (state ^ number) &* 0x100_0000_01B3 }

    /// Sixteen hexadecimal digits.
    package var digits: String { value.hexDigits(width: 16) }
}
