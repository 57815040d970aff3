internal import CalendarDiagnostics

/// The beginning of a document: byte order mark, white space, XML declaration.
struct XMLPrologue {
    /// What the first bytes say.
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
    private let encoding: String?

    /// Whether the document is UTF-8 or claims to be, or names an encoding that its bytes disprove.
    var isUTF8: Bool {
        guard let encoding else { return true }
        return ["UTF-8", "UTF8", "US-ASCII", "ASCII"].contains(encoding) || isMislabelled
    }

    /// Whether a declaration names UTF-16, as programs do that convert a text's bytes but not its words.
    private var isMislabelled: Bool {
        guard let encoding else { return false }
        return ["UTF-16", "UTF-32", "UCS-2", "UCS-4", "ISO-10646"].contains { encoding.hasPrefix($0) }
    }

    /// Whether anything stands where a parser would refuse it.
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
        while start < head.count, head[start].isXMLBlank { start += 1 }
        guard head.count - start >= 6 || isAll else { return .tooShort }
        guard let isLowerCase = declarationCase(head, at: start) else {
            return .narrow(
                XMLPrologue(mark: mark, blanks: mark..<start, declaration: nil, isLowerCase: true, encoding: nil))
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
                encoding: pseudoAttribute("ENCODING", of: head.extracting(declaration))
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

    /// Whether `<?xml` stands at `start` in lower case; nil if it does not stand there in any case.
    private static func declarationCase(_ head: Span<UInt8>, at start: Int) -> Bool? {
        guard head.count - start >= 6, head[start + 5].isXMLBlank else { return nil }
        var isLowerCase = true
        for (index, expected) in "<?xml".utf8.enumerated() {
            let byte = head[start + index]
            if byte == expected { continue }
            guard byte | 0x20 == expected, index > 1 else { return nil }
            isLowerCase = false
        }
        return isLowerCase
    }

    private static func endOfDeclaration(_ head: Span<UInt8>, from start: Int) -> Int? {
        var index = start + 5
        while index + 1 < head.count, index - start < longest {
            if head[index] == UInt8(ascii: "?"), head[index + 1] == UInt8(ascii: ">") { return index + 2 }
            index += 1
        }
        return nil
    }

    /// The value of `encoding="…"`, in upper case.
    private static func pseudoAttribute(_ name: String, of declaration: Span<UInt8>) -> String? {
        var text = ""
        for index in declaration.indices { text.unicodeScalars.append(Unicode.Scalar(declaration[index])) }
        let upperCase = text.uppercased()
        var tokens = upperCase.split { "= \t\r\n?>".contains($0) }[...]
        while let token = tokens.popFirst() {
            guard token == name, let value = tokens.first else { continue }
            return String(value.filter { $0 != "\"" && $0 != "'" })
        }
        return nil
    }

}

extension XMLPrologue {
    /// The bytes with the declaration first and the white space behind it, which leaves later line numbers as they were.
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

    /// Says what ``rewritten(_:)`` changes.
    func report(to diagnostics: inout Diagnostics) {
        let place = SourceLocation(line: 1, column: 1, offset: mark)
        if !blanks.isEmpty {
            let message = "white space before the XML declaration; moved behind it"
            diagnostics.report("xml-blank-before-declaration", .warning, message, at: place)
        }
        if !isLowerCase {
            let message = "the XML declaration is not in lower case; read as <?xml"
            diagnostics.report("xml-declaration-case", .warning, message, at: place)
        }
        if isMislabelled, let encoding {
            let message = "the XML declaration names \(encoding), but the bytes are not; read as UTF-8"
            diagnostics.report("xml-encoding-mislabelled", .warning, message, at: place)
        }
    }
}
