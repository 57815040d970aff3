/// Hexadecimal digits.
extension UInt8 {
    /// The value of this hexadecimal digit, of either case; nil for any other byte.
    @inlinable package var hexDigit: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }

    /// The upper-case digit of a value below 16.
    @inlinable package static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

    /// The two upper-case digits of this byte.
    @inlinable package var hexDigits: [UInt8] { [.hexDigit(self >> 4), .hexDigit(self & 15)] }
}

extension FixedWidthInteger {
    /// The hexadecimal digits of this number, with zeros before it up to `width`.
    package func hexDigits(width: Int, uppercase: Bool = false) -> String {
        let digits = String(self, radix: 16, uppercase: uppercase)
        return String(repeating: "0", count: Swift.max(0, width - digits.utf8.count)) + digits
    }
}
