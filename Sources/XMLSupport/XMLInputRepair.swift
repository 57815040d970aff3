internal import CXML
internal import CalendarDiagnostics

/// Makes acceptable to a parser what known writers get wrong, while the bytes stream by.
///
/// White space before the XML declaration moves behind it, `<?XML` is lower-cased, bytes that are no UTF-8 are read as
/// ISO-8859-1, and characters that XML 1.0 forbids are dropped. Documents in other encodings pass untouched.
struct XMLInputRepair {
    private enum State {
        /// The XML declaration is not complete yet; holds what came so far.
        case prologue([UInt8])
        case utf8
        case otherEncoding
    }

    private var state = State.prologue([])
    /// The beginning of a UTF-8 sequence that the last chunk cut off.
    private var cutOff: [UInt8] = []
    private var line = 1
    private var offset = 0
    private var hasForeignBytes = false

    /// What is to be parsed instead of a chunk.
    enum Output {
        case chunk
        case repaired([UInt8])
    }

    /// Looks at the next chunk of a document.
    mutating func repair(_ chunk: Span<UInt8>, isLast: Bool, _ diagnostics: inout Diagnostics) -> Output {
        switch state {
        case .otherEncoding:
            return .chunk
        case .utf8:
            return repairText(chunk, isLast: isLast, &diagnostics)
        case .prologue(let held):
            if held.isEmpty { return begin(chunk, isLast: isLast, &diagnostics) ?? .chunk }
            var head = held
            head.append(contentsOf: chunk)
            guard let output = begin(head.span, isLast: isLast, &diagnostics) else { return .repaired([]) }
            if case .repaired = output { return output }
            return .repaired(head)
        }
    }

    /// Decides by the first bytes what the document is; nil, with the bytes held, while they are too few.
    private mutating func begin(_ head: Span<UInt8>, isLast: Bool, _ diagnostics: inout Diagnostics) -> Output? {
        let prologue: XMLPrologue
        switch XMLPrologue.inspect(head, isLast: isLast) {
        case .tooShort:
            var held: [UInt8] = []
            held.append(contentsOf: head)
            state = .prologue(held)
            return .repaired([])
        case .wide:
            state = .otherEncoding
            return .chunk
        case .narrow(let found):
            prologue = found
        }
        state = prologue.isUTF8 ? .utf8 : .otherEncoding
        guard prologue.needsRewriting else {
            return prologue.isUTF8 ? repairText(head, isLast: isLast, &diagnostics) : .chunk
        }
        prologue.report(to: &diagnostics)
        let rewritten = prologue.rewritten(head)
        if prologue.isUTF8, case .repaired(let output) = repairText(rewritten.span, isLast: isLast, &diagnostics) {
            return .repaired(output)
        }
        return .repaired(rewritten)
    }

    private mutating func repairText(_ chunk: Span<UInt8>, isLast: Bool, _ diagnostics: inout Diagnostics) -> Output {
        if cutOff.isEmpty {
            let clean = chunk.cleanPrefix()
            if clean == chunk.count {
                count(chunk)
                return .chunk
            }
        }
        var input = cutOff
        input.append(contentsOf: chunk)
        cutOff.removeAll(keepingCapacity: true)
        return .repaired(repairBytes(input, isLast: isLast, &diagnostics))
    }

    private mutating func repairBytes(_ input: [UInt8], isLast: Bool, _ diagnostics: inout Diagnostics) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(input.count + input.count / 16)
        var index = 0
        while index < input.count {
            let clean = input.span.extracting(index...).cleanPrefix()
            if clean > 0 {
                output.append(contentsOf: input[index..<index + clean])
                count(input.span.extracting(index..<index + clean))
                index += clean
                continue
            }
            let (verdict, length) = input.span.extracting(index...).classifyFirst()
            if verdict == CXML_INCOMPLETE && !isLast {
                cutOff = Array(input[index...])
                return output
            }
            if verdict == CXML_FORBIDDEN {
                let message = "a character that XML 1.0 forbids (\(hexadecimal(input[index..<index + length]))); dropped"
                diagnostics.report("xml-forbidden-character", .warning, message, at: place)
                offset += length
                index += length
            } else {
                appendLatin1(input[index], to: &output, &diagnostics)
                offset += 1
                index += 1
            }
        }
        return output
    }

    private mutating func appendLatin1(_ byte: UInt8, to output: inout [UInt8], _ diagnostics: inout Diagnostics) {
        output.append(0xC0 | byte >> 6)
        output.append(0x80 | byte & 0x3F)
        guard !hasForeignBytes else { return }
        hasForeignBytes = true
        let message = "byte \(hexadecimal([byte])) is no UTF-8; it and all such bytes are read as ISO-8859-1"
        diagnostics.report("xml-invalid-utf8", .warning, message, at: place)
    }

    private var place: SourceLocation { SourceLocation(line: line, offset: offset) }

    /// Keeps line and offset at the end of bytes that pass.
    private mutating func count(_ bytes: Span<UInt8>) {
        var lines = 0
        for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") { lines &+= 1 }
        line += lines
        offset += bytes.count
    }
}

private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { "0x" + ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined(separator: " ")
}
