/// Reads the tokens of TOML 1.0 that ``TOMLSubset`` is made of.
struct TOMLScanner {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    /// The line that is read, from 1.
    package private(set) var line = 1

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    var isAtEnd: Bool { index == scalars.count }

    private var next: Unicode.Scalar? { isAtEnd ? nil : scalars[index] }

    private mutating func advance() {
        if scalars[index] == "\n" { line += 1 }
        index += 1
    }

    private func mistake(_ text: String) -> TOMLSubset.Mistake { .init(line: line, text: text) }
}

// MARK: - Between tokens

extension TOMLScanner {
    private mutating func skipBlanks() {
        while let scalar = next, scalar == " " || scalar == "\t" { advance() }
    }

    private mutating func skipComment() {
        guard next == "#" else { return }
        while !isAtEnd, next != "\n" { advance() }
    }

    /// Whether a line ends here; a carriage return belongs to the line feed after it.
    private var isAtLineEnd: Bool {
        next == "\n" || next == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
    }

    /// Passes over blanks, comments and line ends.
    mutating func skipEmptyLines() {
        repeat {
            skipBlanks()
            skipComment()
            guard isAtLineEnd else { return }
            while next == "\r" { advance() }
            advance()
        } while !isAtEnd
    }

    /// Skips what may follow a value or heading.
    mutating func endLine() throws(TOMLSubset.Mistake) {
        skipBlanks()
        skipComment()
        if !isAtEnd, !isAtLineEnd { throw mistake("more than one value or heading on a line") }
    }

    /// Passes over a mark and the blanks before it, if it is there.
    package mutating func take(_ mark: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard next == mark else { return false }
        advance()
        return true
    }

    mutating func expect(_ mark: Unicode.Scalar, _ words: String) throws(TOMLSubset.Mistake) {
        if !take(mark) { throw mistake(words) }
    }
}

// MARK: - Tokens

extension TOMLScanner {
    /// A key of letters, digits, hyphens and underscores, or in quotes.
    mutating func key() throws(TOMLSubset.Mistake) -> String {
        skipBlanks()
        if next == "\"" || next == "'" { return try string() }
        let key = word()
        if key.isEmpty || key.contains("+") { throw mistake("neither [table] nor key = value") }
        skipBlanks()
        if next == "." { throw mistake("keys with dots are not supported; write a table, or quotes") }
        return key
    }

    private mutating func word() -> String {
        var word = String.UnicodeScalarView()
        while let scalar = next, scalar.isASCII {
            guard
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "-_+".unicodeScalars.contains(scalar)
            else { break }
            word.append(scalar)
            advance()
        }
        return String(word)
    }

    /// Reads what follows an equals sign.
    package mutating func value() throws(TOMLSubset.Mistake) -> TOMLSubset.Value {
        skipBlanks()
        switch next {
        case "\"", "'": return .text(try string())
        case "[": return .list(try list())
        default: break
        }
        let start = line
        let word = word()
        if word == "true" || word == "false" { return .truth(word == "true") }
        let digits = word.split(separator: "_", omittingEmptySubsequences: false)
        let isNumber =
            digits.allSatisfy { !$0.isEmpty } && digits.dropFirst().allSatisfy { $0.first != "-" && $0.first != "+" }
        let plain = digits.joined()
        let hasLeadingZero =
            plain.drop { $0 == "-" || $0 == "+" }.hasPrefix("0") && plain.drop { $0 == "-" || $0 == "+" }.count > 1
        guard isNumber, !hasLeadingZero, let number = Int(plain), next != ".", next != ":" else {
            throw .init(line: start, text: "not a text in quotes, a whole number, true, false or a list of texts")
        }
        return .number(number)
    }

    /// Strings between brackets, over any number of lines.
    private mutating func list() throws(TOMLSubset.Mistake) -> [String] {
        let start = line
        advance()
        var items: [String] = []
        while true {
            skipEmptyLines()
            if take("]") { return items }
            guard next == "\"" || next == "'" else {
                throw .init(
                    line: isAtEnd ? start : line,
                    text: isAtEnd ? "a list without ]" : "a list must contain only texts in quotes"
                )
            }
            items.append(try string())
            skipEmptyLines()
            if take(",") { continue }
            if take("]") { return items }
            throw .init(
                line: isAtEnd ? start : line,
                text: isAtEnd ? "a list without ]" : "no comma between two texts of a list"
            )
        }
    }

    private mutating func string() throws(TOMLSubset.Mistake) -> String {
        let quote = scalars[index]
        if index + 2 < scalars.count, scalars[index + 1] == quote, scalars[index + 2] == quote {
            throw mistake("texts of several lines are not supported")
        }
        advance()
        var text = String.UnicodeScalarView()
        while let scalar = next, scalar != "\n" {
            advance()
            if scalar == quote { return String(text) }
            text.append(scalar == "\\" && quote == "\"" ? try escaped() : scalar)
        }
        throw mistake("a text without a closing quote")
    }

    /// Reads what follows a backslash.
    private mutating func escaped() throws(TOMLSubset.Mistake) -> Unicode.Scalar {
        let simple: [Unicode.Scalar: Unicode.Scalar] = [
            "b": "\u{8}", "t": "\t", "n": "\n", "f": "\u{C}", "r": "\r", "\"": "\"", "\\": "\\",
        ]
        guard let mark = next else { throw mistake("a text without a closing quote") }
        advance()
        if let scalar = simple[mark] { return scalar }
        guard let length = ["u": 4, "U": 8][mark] else { throw mistake("the escape \\\(mark) is not understood") }
        var digits = ""
        while digits.count < length, let scalar = next, scalar.properties.isASCIIHexDigit {
            digits.unicodeScalars.append(scalar)
            advance()
        }
        guard digits.count == length, let number = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(number) else {
            throw mistake("\\\(mark)\(digits) is not a character")
        }
        return scalar
    }
}
