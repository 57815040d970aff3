internal import Bytes
internal import CXML
internal import CalendarDiagnostics

/// Makes acceptable to a parser what known writers get wrong, while the bytes stream by.
///
/// White space before the XML declaration is moved after it, `<?XML` is lower-cased, bytes that are not UTF-8 are read
/// as ISO-8859-1, and characters that XML 1.0 forbids are dropped. Documents in other encodings pass untouched.
struct XMLInputRepair {
    private enum State {
        /// The XML declaration is not complete yet; contains what was read so far.
        case prologue([UInt8])
        case utf8
        case otherEncoding
    }

    private var state = State.prologue([])
    /// The beginning of a UTF-8 sequence that the last chunk cut off.
    private var cutOff: [UInt8] = []
    /// Bytes of the document that were checked.
    private var offset = 0
    private var hasForeignBytes = false

    /// What is to be parsed instead of a chunk.
    enum Output {
        case chunk
        case repaired([UInt8])
    }

    /// Looks at the next chunk of a document.
    ///
    /// - Parameter line: the parser's current line, evaluated only where something is to be reported.
    mutating func repair(
        _ chunk: Span<UInt8>,
        isLast: Bool,
        line: () -> Int,
        _ diagnostics: inout Diagnostics
    ) -> Output {
        switch state {
        case .otherEncoding:
            return .chunk
        case .utf8:
            return repairText(chunk, isLast: isLast, line: line, &diagnostics)
        case .prologue(let held):
            if held.isEmpty { return begin(chunk, isLast: isLast, &diagnostics) ?? .repaired([]) }
            var head = held
            head.append(contentsOf: chunk)
            switch begin(head.span, isLast: isLast, &diagnostics) {
            case .none: return .repaired([])
            case .chunk: return .repaired(head)
            case .repaired(let bytes): return .repaired(bytes)
            }
        }
    }
}

extension XMLInputRepair {
    /// Decides by the first bytes what the document is; nil, with the bytes held, while they are too few.
    private mutating func begin(_ head: Span<UInt8>, isLast: Bool, _ diagnostics: inout Diagnostics) -> Output? {
        switch XMLPrologue.inspect(head, isLast: isLast) {
        case .tooShort:
            var held: [UInt8] = []
            held.append(contentsOf: head)
            state = .prologue(held)
            return nil
        case .wide:
            state = .otherEncoding
            return .chunk
        case .narrow(let prologue):
            return begin(head, after: prologue, isLast: isLast, &diagnostics)
        }
    }

    private mutating func begin(
        _ head: Span<UInt8>,
        after prologue: XMLPrologue,
        isLast: Bool,
        _ diagnostics: inout Diagnostics
    ) -> Output {
        state = prologue.isUTF8 ? .utf8 : .otherEncoding
        guard prologue.needsRewriting else {
            return prologue.isUTF8 ? repairText(head, isLast: isLast, line: { 1 }, &diagnostics) : .chunk
        }
        prologue.report(to: &diagnostics)
        let rewritten = prologue.rewritten(head)
        if prologue.isUTF8 {
            let output = repairText(rewritten.span, isLast: isLast, line: { 1 }, &diagnostics)
            if case .repaired = output { return output }
        }
        return .repaired(rewritten)
    }

    private mutating func repairText(
        _ chunk: Span<UInt8>,
        isLast: Bool,
        line: () -> Int,
        _ diagnostics: inout Diagnostics
    ) -> Output {
        if cutOff.isEmpty, chunk.cleanPrefix() == chunk.count {
            offset += chunk.count
            return .chunk
        }
        var input = cutOff
        input.append(contentsOf: chunk)
        cutOff.removeAll(keepingCapacity: true)
        return .repaired(repairBytes(input.span, isLast: isLast, line: line(), &diagnostics))
    }

    private mutating func repairBytes(
        _ input: Span<UInt8>,
        isLast: Bool,
        line: Int,
        _ diagnostics: inout Diagnostics
    ) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(input.count + input.count / 16)
        var place = SourceLocation(line: line, offset: offset)
        var index = 0
        while index < input.count {
            let rest = input.extracting(index...)
            let clean = rest.extracting(first: rest.cleanPrefix())
            output.append(contentsOf: clean)
            place.pass(clean)
            index += clean.count
            guard index < input.count else { break }
            let bad = input.extracting(index...)
            let (verdict, length) = bad.classifyFirst()
            if verdict == CXML_INCOMPLETE, !isLast {
                cutOff.append(contentsOf: bad)
                break
            }
            if verdict == CXML_FORBIDDEN {
                reportForbidden(bad.extracting(first: length), at: place, &diagnostics)
            } else {
                appendLatin1(bad[0], to: &output, at: place, &diagnostics)
            }
            place.offset += length
            index += length
        }
        offset = place.offset
        return output
    }
}

extension XMLInputRepair {
    private func reportForbidden(
        _ bytes: Span<UInt8>,
        at place: SourceLocation,
        _ diagnostics: inout Diagnostics
    ) {
        let digits = bytes.indices.map { "0x" + bytes[$0].hexDigits(width: 2, uppercase: true) }.joined(separator: " ")
        let message = "a character that XML 1.0 forbids (\(digits)); dropped"
        diagnostics.report("xml-forbidden-character", .warning, message, at: place, losing: .dropped)
    }

    private mutating func appendLatin1(
        _ byte: UInt8,
        to output: inout [UInt8],
        at place: SourceLocation,
        _ diagnostics: inout Diagnostics
    ) {
        output.append(0xC0 | byte >> 6)
        output.append(0x80 | byte & 0x3F)
        guard !hasForeignBytes else { return }
        hasForeignBytes = true
        let message =
            "byte 0x\(byte.hexDigits(width: 2, uppercase: true)) is not UTF-8; it and all such bytes are read as ISO-8859-1"
        diagnostics.report("xml-invalid-utf8", .warning, message, at: place, losing: .altered)
    }
}

extension SourceLocation {
    /// Moves past bytes that need no repair.
    fileprivate mutating func pass(_ bytes: Span<UInt8>) {
        for index in bytes.indices where bytes[index] == .lineFeed { line += 1 }
        offset += bytes.count
    }
}
