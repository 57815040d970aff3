internal import Bytes
package import CalendarDiagnostics

/// INTEGER: 32 bits with a sign, a number in JSON (RFC 5545 §3.3.8).
package enum IntegerForm: ValueForm {
    package static var rendering: ValueRendering { .number }
    package static var fault: RuleID { "value-integer" }

    package static func matches(_ text: Span<UInt8>) -> Bool {
        let start = text.count > 0 && UTCOffsetForm.isSign(text[0]) ? 1 : 0
        guard text.count > start, text.count - start <= 10 else { return false }
        var value = 0
        for index in start..<text.count {
            guard text[index].isDigit else { return false }
            value = value * 10 + Int(text[index] - 0x30)
        }
        return value <= Int(Int32.max) + (start == 1 && text[0] == .hyphen ? 1 : 0)
    }

    /// Without plus sign and leading zeros; anything else as it is.
    package static func canonical(_ raw: String, hasWords: Bool) -> String {
        let sign = raw.utf8.first.map(UTCOffsetForm.isSign) == true ? raw.first : nil
        let digits = raw.utf8.dropFirst(sign == nil ? 0 : 1)
        guard !digits.isEmpty, digits.allSatisfy(\.isDigit) else { return raw }
        let number = String(Substring(digits.drop { $0 == UInt8(ascii: "0") }))
        return number.isEmpty ? "0" : (sign == "-" ? "-" : "") + number
    }
}
