/// A hash that is the same in every run and on every machine: FNV-1a, 64 bits.
///
/// It names things; nothing relies on it against an attacker.
package struct StableHash {
    /// The hash of what was combined so far.
    package private(set) var value: UInt64

    /// A hash of nothing. Hashes with different seeds differ.
    package init(seed: UInt64 = 0) { value = 0xCBF2_9CE4_8422_2325 ^ seed }

    /// The hash of some bytes.
    package init(of bytes: Span<UInt8>) {
        self.init()
        combine(bytes)
    }

    /// The hash of the bytes of a text.
    package init(of text: String) { self.init(of: text.utf8.span) }

    /// Adds bytes.
    package mutating func combine(_ bytes: Span<UInt8>) {
        for index in bytes.indices { combine(UInt64(bytes[index])) }
    }

    /// Adds bytes and a mark after them, so that ("ab", "c") and ("a", "bc") differ.
    ///
    /// - Parameter mark: a number that is not a byte of the texts.
    package mutating func combine(_ bytes: Span<UInt8>, endedBy mark: UInt64) {
        combine(bytes)
        combine(mark)
    }

    /// Adds the bytes of a text and a mark after them.
    package mutating func combine(_ text: String, endedBy mark: UInt64) { combine(text.utf8.span, endedBy: mark) }

    private mutating func combine(_ number: UInt64) { value = (value ^ number) &* 0x100_0000_01B3 }

    /// Sixteen hexadecimal digits.
    package var digits: String { value.hexDigits(width: 16) }
}
