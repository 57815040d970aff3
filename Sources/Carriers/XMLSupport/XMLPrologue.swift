internal import Bytes
internal import CalendarDiagnostics

/// The beginning of a document: byte order mark, white space, XML declaration.
struct XMLPrologue {
    /// What the first bytes contain.
    enum Finding {
        /// More bytes are needed.
        case tooShort
        /// UTF-16 or UTF-32 by its mark or its zero bytes: for the parser to convert.
        case wide
        /// Bytes in which ASCII is ASCII.
        case narrow(XMLPrologue)
    }

    /// White space before the declaration, and a byte order mark before that.
    private let mark: Int
    private let blanks: Range<Int>
    /// From `<?xml` to the end of `?>`.
    private let declaration: Range<Int>?
    private let isLowerCase: Bool
    /// The encoding that the declaration names, in upper case; nil for none and for UTF-8.
    private let encoding: String?

    /// Whether the document is UTF-8 or claims to be, or names an encoding that its bytes disprove.
    var isUTF8: Bool {
        guard let encoding else { return true }
        return ["UTF8", "US-ASCII", "ASCII"].contains(encoding) || isMislabelled
    }

    /// Whether a declaration names what the bytes are not: UTF-16, as programs do that convert a text's bytes but not its
    /// words, or anything else after the byte order mark of UTF-8.
    private var isMislabelled: Bool {
        guard let encoding else { return false }
        return mark > 0 || ["UTF-16", "UTF-32", "UCS-2", "UCS-4", "ISO-10646"].contains { encoding.hasPrefix($0) }
    }

    /// Whether anything is where a parser would refuse it.
    var needsRewriting: Bool { declaration != nil && (!blanks.isEmpty || !isLowerCase || isMislabelled) }
}

extension XMLPrologue {
    /// Bytes of white space and declaration that are waited for.
    private static let longest = 1024

    /// Looks at the first bytes of a document.
    static func inspect(_ head: Span<UInt8>, isLast: Bool) -> Finding {
        let isAll = isLast || head.count > longest
        guard head.count >= 4 || isAll else { return .tooShort }
        if isWide(head) { return .wide }
        let mark = head.count >= 3 && head[0] == 0xEF && head[1] == 0xBB && head[2] == 0xBF ? 3 : 0
        var start = mark
        while start < head.count, head[start].isWhiteSpace { start += 1 }
        guard head.count - start >= 6 || isAll else { return .tooShort }
        guard let isLowerCase = declarationCase(head, at: start) else {
            return .narrow(
                XMLPrologue(mark: mark, blanks: mark..<start, declaration: nil, isLowerCase: true, encoding: nil)
            )
        }
        let end = endOfDeclaration(head, from: start)
        guard end != nil || isAll else { return .tooShort }
        let declaration = start..<(end ?? head.count)
        return .narrow(
            XMLPrologue(
                mark: mark,
                blanks: mark..<start,
                declaration: declaration,
                isLowerCase: isLowerCase,
                encoding: encodingName(of: head.extracting(declaration))
            )
        )
    }

    private static func isWide(_ head: Span<UInt8>) -> Bool {
        guard head.count >= 2 else { return false }
        switch (head[0], head[1]) {
        case (0, _), (_, 0), (0xFF, 0xFE), (0xFE, 0xFF): return true
        default: return false
        }
    }

    /// Whether `<?xml` is at `start` in lower case; nil if it is not there in any case.
    private static func declarationCase(_ head: Span<UInt8>, at start: Int) -> Bool? {
        guard head.count - start >= 6, head[start + 5].isWhiteSpace else { return nil }
        let opening = head.extracting(start..<start + 5)
        guard opening.starts(with: "<?xml", at: 0, ignoringCase: true) else { return nil }
        return opening.starts(with: "<?xml", at: 0)
    }

    private static func endOfDeclaration(_ head: Span<UInt8>, from start: Int) -> Int? {
        var index = start + 5
        while index + 1 < head.count, index - start < longest {
            if head[index] == UInt8(ascii: "?"), head[index + 1] == UInt8(ascii: ">") { return index + 2 }
            index += 1
        }
        return nil
    }

    /// The value of `encoding="…"` in upper case; nil for none and for UTF-8.
    private static func encodingName(of declaration: Span<UInt8>) -> String? {
        guard let label = declaration.firstIndex(of: "encoding", ignoringCase: true) else { return nil }
        var start = label + 8
        while start < declaration.count, !isEncodingByte(declaration[start]) { start += 1 }
        var end = start
        while end < declaration.count, isEncodingByte(declaration[end]) { end += 1 }
        let value = declaration.extracting(start..<end)
        if value.count == 5, value.firstIndex(of: "utf-8", ignoringCase: true) != nil { return nil }
        var bytes: [UInt8] = []
        bytes.append(contentsOf: value)
        return String(decoding: bytes, as: UTF8.self).uppercased()
    }

    private static func isEncodingByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default:
            false
        }
    }
}

extension XMLPrologue {
    /// The bytes with the declaration first and the white space after it, which leaves later line numbers as they were.
    func rewritten(_ head: Span<UInt8>) -> [UInt8] {
        guard let declaration else { return [] }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(head.count)
        if isMislabelled {
            bytes.append(contentsOf: #"<?xml version="1.0"?>"#.utf8)
        } else {
            bytes.append(contentsOf: "<?xml".utf8)
            bytes.append(contentsOf: head.extracting(declaration.dropFirst(5)))
        }
        bytes.append(contentsOf: head.extracting(blanks))
        bytes.append(contentsOf: head.extracting(declaration.upperBound...))
        return bytes
    }

    /// Reports what ``rewritten(_:)`` changes.
    func report(to diagnostics: inout Diagnostics) {
        let place = SourceLocation(line: 1, column: 1, offset: mark)
        if !blanks.isEmpty {
            let message = "white space before the XML declaration; moved after it"
            diagnostics.report("xml-blank-before-declaration", .warning, message, at: place)
        }
        if !isLowerCase {
            let message = "the XML declaration is not in lower case; read as <?xml"
            diagnostics.report("xml-declaration-case", .warning, message, at: place)
        }
        if isMislabelled, let encoding {
            let message = "the XML declaration names \(encoding), but the document is not in that encoding; read as UTF-8"
            diagnostics.report("xml-encoding-mislabelled", .warning, message, at: place)
        }
    }
}
