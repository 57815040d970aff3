/// Reads JSON (RFC 8259) from bytes, one token after the other, and knows where it is.
///
/// Nothing is built of what nobody asks for.
package struct JSONTokens: Sendable {
    /// The characters that a number may have.
    package static let longestNumber = 400

    /// What begins at a place.
    package enum Kind: Sendable {
        case array, object, string, number, literal
    }

    /// What makes the bytes no JSON.
    package struct Fault: Error, Hashable, Sendable {
        /// A lower-case fragment.
        package let message: String
        /// The byte where it is.
        package let offset: Int
    }

    /// What was replaced by U+FFFD in a string.
    package enum Repair: Hashable, Sendable {
        /// Bytes that are not UTF-8, in the string that begins at the byte.
        case invalidUTF8(Int)
        /// Half of a surrogate pair, in the escape that begins at the byte.
        case loneSurrogate(Int)
    }

    private let bytes: [UInt8]
    /// The next byte.
    package private(set) var index = 0
    private var repairs: [Repair] = []

    /// The tokens of a text; a byte order mark is skipped.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    /// Gives out what was replaced since the last time.
    package mutating func takeRepairs() -> [Repair] {
        guard !repairs.isEmpty else { return [] }
        defer { repairs = [] }
        return repairs
    }

    private func fault(_ message: String, at offset: Int? = nil) -> Fault {
        Fault(message: message, offset: offset ?? index)
    }
}

// MARK: - Marks

extension JSONTokens {
    /// Skips white space (RFC 8259 §2).
    package mutating func skipBlanks() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    package var isAtEnd: Bool { index == bytes.count }

    /// What comes next.
    package mutating func kind() throws(Fault) -> Kind {
        skipBlanks()
        guard index < bytes.count else { throw fault("the JSON text ends too early") }
        switch bytes[index] {
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): return .literal
        default: throw fault("no JSON value begins here")
        }
    }

    /// Skips a mark.
    ///
    /// - Throws: ``Fault`` if something else is next.
    package mutating func expect(_ mark: Unicode.Scalar, _ role: String) throws(Fault) {
        guard skip(mark) else { throw fault("expected \(mark) \(role)") }
    }

    /// Skips a mark if it is next.
    package mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        skipBlanks()
        return skipByte(mark)
    }

    /// Goes on to the next item of an array or object that is open: false at its end.
    package mutating func next(isFirst: inout Bool, end: Unicode.Scalar) throws(Fault) -> Bool {
        if isFirst {
            isFirst = false
            return !skip(end)
        }
        if skip(end) { return false }
        guard skip(",") else { throw fault("expected , or \(end)") }
        skipBlanks()
        if index < bytes.count, bytes[index] == UInt8(ascii: end) { throw fault("a comma before \(end)") }
        return true
    }

    private mutating func skipByte(_ mark: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: mark) else { return false }
        index += 1
        return true
    }
}

// MARK: - Numbers and words

extension JSONTokens {
    /// A number as it is written (RFC 8259 §6).
    package mutating func number() throws(Fault) -> String {
        String(decoding: bytes[try numberRange()], as: UTF8.self)
    }

    /// The bytes of a number.
    package mutating func numberRange() throws(Fault) -> Range<Int> {
        skipBlanks()
        let start = index
        _ = skipByte("-")
        guard skipDigits() else { throw fault("a number without digits") }
        let first = bytes[start] == UInt8(ascii: "-") ? start + 1 : start
        if bytes[first] == UInt8(ascii: "0"), index > first + 1 {
            throw fault("a number with a leading zero", at: start)
        }
        if skipByte("."), !skipDigits() { throw fault("a number without digits after its point") }
        if skipByte("e") || skipByte("E") {
            if !skipByte("-") { _ = skipByte("+") }
            guard skipDigits() else { throw fault("a number without digits in its exponent") }
        }
        guard index - start <= Self.longestNumber else {
            throw fault("a number of more than \(Self.longestNumber) characters", at: start)
        }
        return start..<index
    }

    private mutating func skipDigits() -> Bool {
        let start = index
        while index < bytes.count, bytes[index].isDigit { index += 1 }
        return index > start
    }

    /// `true`, `false`, or nil for `null`.
    package mutating func literal() throws(Fault) -> Bool? {
        skipBlanks()
        for (word, value) in [("true", true), ("false", false), ("null", nil)] as [(String, Bool?)]
        where bytes[index...].starts(with: word.utf8) {
            index += word.utf8.count
            return value
        }
        throw fault("not a JSON value")
    }
}

// MARK: - Strings

extension JSONTokens {
    /// A string's bytes, escapes resolved (RFC 8259 §7).
    ///
    /// Bytes that are not UTF-8 and surrogates without a partner become U+FFFD; see ``takeRepairs()``.
    package mutating func string() throws(Fault) -> [UInt8] {
        skipBlanks()
        let start = index
        guard skipByte("\"") else { throw fault("expected a string") }
        var output: [UInt8] = []
        var run = index
        var hasNonASCII = false
        while true {
            guard index < bytes.count else { throw fault("a string without an end", at: start) }
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                output.append(contentsOf: bytes[run..<index])
                try appendEscape(to: &output)
                run = index
                continue
            }
            if byte < 0x20 { throw fault("a control character in a string") }
            if byte >= 0x80 { hasNonASCII = true }
            index += 1
        }
        output.append(contentsOf: bytes[run..<index])
        index += 1
        if hasNonASCII, String(validating: output, as: UTF8.self) == nil {
            repairs.append(.invalidUTF8(start))
            return Array(String(decoding: output, as: UTF8.self).utf8)
        }
        return output
    }

    /// The bytes of a string between its quotes, escapes as they are.
    package mutating func stringRange() throws(Fault) -> Range<Int> {
        skipBlanks()
        let start = index + 1
        _ = try string()
        return start..<index - 1
    }

    private mutating func appendEscape(to output: inout [UInt8]) throws(Fault) {
        let start = index
        index += 1
        guard index < bytes.count else { throw fault("a string without an end") }
        let letter = bytes[index]
        index += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): output.append(letter)
        case UInt8(ascii: "b"): output.append(0x08)
        case UInt8(ascii: "f"): output.append(0x0C)
        case UInt8(ascii: "n"): output.append(0x0A)
        case UInt8(ascii: "r"): output.append(0x0D)
        case UInt8(ascii: "t"): output.append(0x09)
        case UInt8(ascii: "u"): try appendCodeUnit(at: start, to: &output)
        default: throw fault("an escape that JSON does not have", at: start)
        }
    }

    private mutating func appendCodeUnit(at start: Int, to output: inout [UInt8]) throws(Fault) {
        let unit = try codeUnit()
        if UTF16.isLeadSurrogate(unit), index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        {
            let behind = index
            index += 2
            let second = try codeUnit()
            if UTF16.isTrailSurrogate(second) {
                let value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
                if let scalar = Unicode.Scalar(value) { output.append(contentsOf: String(scalar).utf8) }
                return
            }
            index = behind
        }
        guard let scalar = Unicode.Scalar(UInt32(unit)) else {
            repairs.append(.loneSurrogate(start))
            output.append(contentsOf: "\u{FFFD}".utf8)
            return
        }
        output.append(contentsOf: String(scalar).utf8)
    }

    private mutating func codeUnit() throws(Fault) -> UInt16 {
        guard index + 4 <= bytes.count, bytes[index..<index + 4].allSatisfy({ $0.hexDigit != nil }),
            let unit = UInt16(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { throw fault("an escape without four hexadecimal digits") }
        index += 4
        return unit
    }
}
