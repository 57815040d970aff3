/// One spelling for every recurrence rule that means the same (RFC 5545 §3.3.10, RFC 7529 §4.1).
package enum CanonicalRule {
    /// Parts that a rule has by default.
    private static let assumed: Set<String> = ["INTERVAL=1", "WKST=MO", "RSCALE=GREGORIAN", "SKIP=OMIT"]

    /// Parts in alphabetical order, their lists as sets of numbers and words; blanks and empty parts have no meaning.
    static func text(_ raw: String) -> String {
        let bytes = raw.uppercased().utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        return bytes.split(separator: UInt8(ascii: ";")).map(part).filter { !assumed.contains($0) }.sorted()
            .joined(separator: ";")
    }

    private static func part(_ part: ArraySlice<UInt8>) -> String {
        guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { return String(decoding: part, as: UTF8.self) }
        let values = part[(equals + 1)...].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map(
            value
        )
        let list = values.count == 1 ? values[0] : Set(values).sorted().joined(separator: ",")
        return String(decoding: part[...equals], as: UTF8.self) + list
    }

    /// An item of a list: digits, perhaps with a sign before and letters after them, as a number.
    private static func value(_ text: ArraySlice<UInt8>) -> String {
        let letters = text.drop { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
        let number = text[..<letters.startIndex]
        let suffix = String(decoding: letters, as: UTF8.self)
        guard isNumber(number), let value = Int(String(decoding: number, as: UTF8.self)), suffix.allSatisfy(\.isLetter)
        else { return String(decoding: text, as: UTF8.self) }
        return "\(value)\(suffix)"
    }

    /// Whether digits, perhaps with a sign, are a number of a rule, whose leading zeros have no meaning: longer ones are a date.
    package static func isNumber(_ digits: ArraySlice<UInt8>) -> Bool { digits.count <= 7 }
}
