internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

/// The tokens of a JSON text, whose faults and repairs have a line and a column.
struct JSONScanner {
    private let bytes: [UInt8]
    private let limits: ReadLimits
    private var tokens: JSONTokens
    private var places: SourceLineIndex?
    var diagnostics: Diagnostics

    init(_ bytes: [UInt8], limits: ReadLimits, diagnostics: Diagnostics) {
        self.bytes = bytes
        self.limits = limits
        self.diagnostics = diagnostics
        tokens = JSONTokens(bytes)
    }

    /// The next byte.
    var index: Int { tokens.index }
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
    /// Skips white space.
    mutating func skipBlanks() { tokens.skipBlanks() }

    var isAtEnd: Bool { tokens.isAtEnd }

    /// What comes next.
    mutating func kind() throws(ReadError) -> JSONTokens.Kind {
        do throws(JSONTokens.Fault) { return try tokens.kind() } catch { throw readError(error) }
    }

    /// Skips a mark, or complains.
    mutating func expect(_ mark: Unicode.Scalar, _ role: String) throws(ReadError) {
        do throws(JSONTokens.Fault) { try tokens.expect(mark, role) } catch { throw readError(error) }
    }

    /// Skips a mark if it is next.
    mutating func skip(_ mark: Unicode.Scalar) -> Bool { tokens.skip(mark) }

    /// Advances to the next item of an array or object that is open: false at its end.
    mutating func next(isFirst: inout Bool, end: Unicode.Scalar) throws(ReadError) -> Bool {
        do throws(JSONTokens.Fault) {
            return try tokens.next(isFirst: &isFirst, end: end)
        } catch {
            throw readError(error)
        }
    }

    /// A number as it is written.
    mutating func number() throws(ReadError) -> String {
        do throws(JSONTokens.Fault) { return try tokens.number() } catch { throw readError(error) }
    }

    /// `true`, `false`, or nil for `null`.
    mutating func literal() throws(ReadError) -> Bool? {
        do throws(JSONTokens.Fault) { return try tokens.literal() } catch { throw readError(error) }
    }

    /// A string's bytes, escapes resolved; what was replaced is reported.
    mutating func string() throws(ReadError) -> [UInt8] {
        tokens.skipBlanks()
        let start = tokens.index
        let output: [UInt8]
        do throws(JSONTokens.Fault) {
            output = try tokens.string()
        } catch {
            reportRepairs()
            throw readError(error)
        }
        reportRepairs()
        if output.count > limits.lineLength {
            throw ReadError(.limitExceeded(name: "line-length", limit: limits.lineLength), at: place(start))
        }
        return output
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
                let isArray = tokens.skip("[")
                if !isArray { try expect("{", "of an object") }
                open.append(isArray ? "]" : "}")
                isFirst = true
            }
        } while !open.isEmpty
    }

    private mutating func readError(_ fault: JSONTokens.Fault) -> ReadError { error(fault.message, at: fault.offset) }

    private mutating func reportRepairs() {
        for repair in tokens.takeRepairs() {
            switch repair {
            case .invalidUTF8(let offset):
                report(
                    "invalid-utf8",
                    .warning,
                    "bytes that are not UTF-8; replaced by U+FFFD",
                    at: offset,
                    losing: .altered
                )
            case .loneSurrogate(let offset):
                report(
                    "lone-surrogate",
                    .warning,
                    "half of a surrogate pair; replaced by U+FFFD",
                    at: offset,
                    losing: .altered
                )
            }
        }
    }
}
