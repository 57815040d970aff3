internal import Bytes

/// FLOAT: digits with a point between them, a number in JSON (RFC 5545 §3.3.7).
package enum FloatForm: ValueForm {
    package static var rendering: ValueRendering { .number }

    package static func matches(_ text: Span<UInt8>) -> Bool {
        var index = text.count > 0 && UTCOffsetForm.isSign(text[0]) ? 1 : 0
        var digits = 0
        while index < text.count, text[index].isDigit { (index, digits) = (index + 1, digits + 1) }
        guard digits > 0 else { return false }
        guard index < text.count else { return true }
        guard text[index] == .period else { return false }
        let start = index + 1
        index = start
        while index < text.count, text[index].isDigit { index += 1 }
        return index > start && index == text.count
    }

    package static func canonical(_ raw: String, hasWords: Bool) -> String {
        guard let value = Double(raw), value.isFinite else { return raw }
        return value == 0 ? "0.0" : value.description
    }
}

/// Numbers as XML Schema (`xsd:float`) and JSON have them, written in the form of FLOAT (RFC 5545 §3.3.7).
public enum PlainNumber {
    /// How far an exponent may move the decimal point: as far as any double-precision number needs.
    public static let longestExponent = 400

    /// A number without its exponent, with a digit on each side of its point: `-5.0e-5` is `-0.000050`, `.5` is `0.5`.
    ///
    /// - Returns: nil for what FLOAT has already, for what is not a number, and where the exponent is beyond
    ///   ``longestExponent``.
    public static func text(_ number: Span<UInt8>) -> [UInt8]? {
        var index = 0
        var sign: [UInt8] = []
        if index < number.count, number[index] == .hyphen || number[index] == UInt8(ascii: "+") {
            if number[index] == .hyphen { sign = [.hyphen] }
            index += 1
        }
        var digits: [UInt8] = []
        func skipDigits() -> Int {
            let start = index
            while index < number.count, number[index].isDigit {
                digits.append(number[index])
                index += 1
            }
            return index - start
        }
        let whole = skipDigits()
        var fraction: Int?
        if index < number.count, number[index] == UInt8(ascii: ".") {
            index += 1
            fraction = skipDigits()
        }
        guard !digits.isEmpty else { return nil }
        var exponent: Int?
        if index < number.count, number[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            guard let read = readExponent(number, &index) else { return nil }
            exponent = read
        }
        guard index == number.count, exponent != nil || whole == 0 || fraction == 0 else { return nil }
        return sign + text(digits, pointAfter: whole + (exponent ?? 0))
    }

    private static func readExponent(_ number: Span<UInt8>, _ index: inout Int) -> Int? {
        var isNegative = false
        if index < number.count, number[index] == .hyphen || number[index] == UInt8(ascii: "+") {
            isNegative = number[index] == .hyphen
            index += 1
        }
        let start = index
        var value = 0
        while index < number.count, number[index].isDigit {
            value = value * 10 + Int(number[index] - 0x30)
            guard value <= longestExponent else { return nil }
            index += 1
        }
        return index > start ? (isNegative ? -value : value) : nil
    }

    private static func text(_ digits: [UInt8], pointAfter place: Int) -> [UInt8] {
        let zero = UInt8(ascii: "0"), point = UInt8(ascii: ".")
        if place <= 0 { return [zero, point] + [UInt8](repeating: zero, count: -place) + digits }
        if place >= digits.count { return digits + [UInt8](repeating: zero, count: place - digits.count) }
        return digits[..<place] + [point] + digits[place...]
    }
}
