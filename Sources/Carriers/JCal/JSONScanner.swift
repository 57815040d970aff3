internal import CalendarDiagnostics
internal import ICalendar

/// Reads JSON (RFC 8259) from bytes, one token after the other, and knows its place.
///
/// Nothing is built that is not requested. Every finding and error has a line and a column.
struct JSONScanner {
    /// What begins at a place.
    enum Kind {
        case array, object, string, number, literal
    }

    private let bytes: [UInt8]
    private let limits: ReadLimits
    private(set) var index = 0
    private var places: SourceLineIndex?
    var diagnostics: Diagnostics

    init(_ bytes: [UInt8], limits: ReadLimits, diagnostics: Diagnostics) {
        self.bytes = bytes
        self.limits = limits
        self.diagnostics = diagnostics
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }
}

// MARK: - Places

extension JSONScanner {
    /// The place of a byte.
    mutating func place(_ offset: Int) -> SourceLocation {
        let places = places ?? SourceLineIndex(bytes)
        self.places = places
        var place = places.location(of: max(0, min(offset, bytes.count - 1)))
        place.file = diagnostics.file
        return place
    }

    mutating func error(_ message: String, at offset: Int? = nil) -> ReadError {
        ReadError(.invalid(message), at: place(offset ?? index))
    }

    /// Reports a finding.
    ///
    /// - Parameter action: what happened to something that the tree does not contain unchanged.
    mutating func report(
        _ rule: RuleID,
        _ severity: Severity,
        _ message: String,
        at offset: Int,
        losing action: Loss.Action? = nil,
        of subject: LossSubject = LossSubject()
    ) {
        // The place takes a search; what is only counted needs none.
        let isCountedOnly =
            diagnostics.count(ofKind: rule) >= diagnostics.limitPerRule
            && (action == nil || !diagnostics.losses.keepsRows)
        diagnostics.report(
            rule,
            severity,
            message,
            at: isCountedOnly ? SourceLocation() : place(offset),
            losing: action,
            of: subject
        )
    }
}

// MARK: - Tokens

extension JSONScanner {
    /// Passes over white space (RFC 8259 §2).
    mutating func skipBlanks() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    var isAtEnd: Bool { index == bytes.count }

    /// The kind of the next value.
    mutating func kind() throws(ReadError) -> Kind {
        skipBlanks()
        guard index < bytes.count else { throw error("the JSON text ends too early") }
        switch bytes[index] {
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): return .literal
        default: throw error("no JSON value begins here")
        }
    }

    /// Passes over a mark, or complains.
    mutating func expect(_ mark: Unicode.Scalar, _ role: String) throws(ReadError) {
        guard skip(mark) else { throw error("expected \(mark) \(role)") }
    }

    /// Passes over a mark if it is next.
    mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard index < bytes.count, bytes[index] == UInt8(ascii: mark) else { return false }
        index += 1
        return true
    }

    /// Advances to the next item of an array or object that is open: false at its end.
    mutating func next(isFirst: inout Bool, end: Unicode.Scalar) throws(ReadError) -> Bool {
        if isFirst {
            isFirst = false
            return !skip(end)
        }
        if skip(end) { return false }
        guard skip(",") else { throw error("expected , or \(end)") }
        skipBlanks()
        if index < bytes.count, bytes[index] == UInt8(ascii: end) { throw error("a comma before \(end)") }
        return true
    }

    /// A number as it is written (RFC 8259 §6).
    mutating func number() throws(ReadError) -> String {
        skipBlanks()
        let start = index
        _ = skipByte("-")
        guard skipDigits() else { throw error("a number without digits") }
        let first = bytes[start] == UInt8(ascii: "-") ? start + 1 : start
        if bytes[first] == UInt8(ascii: "0"), index > first + 1 {
            throw error("a number with a leading zero", at: start)
        }
        if skipByte("."), !skipDigits() { throw error("a number without digits after its point") }
        if skipByte("e") || skipByte("E") {
            if !skipByte("-") { _ = skipByte("+") }
            guard skipDigits() else { throw error("a number without digits in its exponent") }
        }
        guard index - start <= 400 else { throw error("a number of more than 400 characters", at: start) }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func skipByte(_ mark: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: mark) else { return false }
        index += 1
        return true
    }

    private mutating func skipDigits() -> Bool {
        let start = index
        while index < bytes.count, bytes[index] &- 0x30 < 10 { index += 1 }
        return index > start
    }

    /// `true`, `false`, or nil for `null`.
    mutating func literal() throws(ReadError) -> Bool? {
        skipBlanks()
        for (word, value) in [("true", true), ("false", false), ("null", nil)] as [(String, Bool?)]
        where bytes[index...].starts(with: word.utf8) {
            index += word.utf8.count
            return value
        }
        throw error("no word of JSON")
    }

    /// Passes over a value, whatever it is.
    mutating func skipValue() throws(ReadError) {
        var open: [Unicode.Scalar] = []
        var isFirst = true
        repeat {
            if let end = open.last {
                guard try next(isFirst: &isFirst, end: end) else {
                    open.removeLast()
                    isFirst = false
                    continue
                }
                if end == "}" {
                    _ = try string()
                    try expect(":", "after a key")
                }
            }
            switch try kind() {
            case .string: _ = try string()
            case .number: _ = try number()
            case .literal: _ = try literal()
            case .array, .object:
                if open.count >= limits.depth {
                    throw ReadError(.limitExceeded(name: "depth", limit: limits.depth), at: place(index))
                }
                open.append(bytes[index] == UInt8(ascii: "[") ? "]" : "}")
                index += 1
                isFirst = true
            }
        } while !open.isEmpty
    }
}

// MARK: - Strings

extension JSONScanner {
    /// A string's bytes, escapes resolved (RFC 8259 §7).
    ///
    /// Bytes that are not UTF-8 and surrogates without a partner become U+FFFD and are reported.
    mutating func string() throws(ReadError) -> [UInt8] {
        skipBlanks()
        let start = index
        guard skipByte("\"") else { throw error("expected a string") }
        var output: [UInt8] = []
        var run = index
        var hasNonASCII = false
        while true {
            guard index < bytes.count else { throw error("a string without an end", at: start) }
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                output.append(contentsOf: bytes[run..<index])
                try appendEscape(to: &output)
                run = index
                continue
            }
            if byte < 0x20 { throw error("a control character in a string") }
            if byte >= 0x80 { hasNonASCII = true }
            index += 1
        }
        output.append(contentsOf: bytes[run..<index])
        index += 1
        if output.count > limits.lineLength {
            throw ReadError(.limitExceeded(name: "line-length", limit: limits.lineLength), at: place(start))
        }
        if hasNonASCII, String(validating: output, as: UTF8.self) == nil {
            report("invalid-utf8", .warning, "bytes that are not UTF-8; replaced by U+FFFD", at: start, losing: .altered)
            return Array(String(decoding: output, as: UTF8.self).utf8)
        }
        return output
    }

    private mutating func appendEscape(to output: inout [UInt8]) throws(ReadError) {
        let start = index
        index += 1
        guard index < bytes.count else { throw error("a string without an end") }
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
        default: throw error("an escape that JSON does not have", at: start)
        }
    }

    private mutating func appendCodeUnit(at start: Int, to output: inout [UInt8]) throws(ReadError) {
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
            report(
                "lone-surrogate",
                .warning,
                "half of a surrogate pair; replaced by U+FFFD",
                at: start,
                losing: .altered
            )
            output.append(contentsOf: "\u{FFFD}".utf8)
            return
        }
        output.append(contentsOf: String(scalar).utf8)
    }

    private mutating func codeUnit() throws(ReadError) -> UInt16 {
        guard index + 4 <= bytes.count, bytes[index..<index + 4].allSatisfy({ isHexDigit($0) }),
            let unit = UInt16(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { throw error("an escape without four hexadecimal digits") }
        index += 4
        return unit
    }

    private func isHexDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6 }
}
