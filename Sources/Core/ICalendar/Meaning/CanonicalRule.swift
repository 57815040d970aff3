/// One spelling for every recurrence rule that means the same (RFC 5545 §3.3.10, RFC 7529 §4.1).
enum CanonicalRule {
    /// Parts that a rule has by default.
    private static let assumed: Set<String> = ["INTERVAL=1", "WKST=MO", "RSCALE=GREGORIAN", "SKIP=OMIT"]

    /// Parts in alphabetical order, their lists as sets of numbers and words; blanks and empty parts have no meaning.
    static func text(_ raw: String) -> String {
        raw.uppercased().filter { $0 != " " && $0 != "\t" }.split(separator: ";").map { part in
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { return String(part) }
            let values = Set(pair[1].split(separator: ",", omittingEmptySubsequences: false).map(value))
            return "\(pair[0])=\(values.sorted().joined(separator: ","))"
        }
        .filter { !assumed.contains($0) }.sorted().joined(separator: ";")
    }

    /// An item of a list: digits, perhaps with a sign before and letters after them, as a number.
    private static func value(_ text: Substring) -> String {
        let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "+" || $0 == "-" }
        let letters = text[number.endIndex...]
        // Longer digits are not a number of a rule but a date.
        guard number.utf8.count <= 7, let value = Int(number), letters.allSatisfy(\.isLetter) else {
            return String(text)
        }
        return "\(value)\(letters)"
    }
}
