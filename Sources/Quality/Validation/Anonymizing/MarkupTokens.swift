internal import Bytes
internal import ICalendar

/// The parts of a well-formed XML document in their order, with the elements that contain them.
///
/// Its encoding has to keep ASCII unchanged, as UTF-8 and the ISO-8859 family do.
struct MarkupTokens {
    enum Kind: Equatable {
        /// Text, or the content of a CDATA section.
        case text
        /// The name of an element, an attribute or an entity, without its prefix.
        case name
        /// A prefix.
        case prefix
        /// The value of an attribute, with its name in lower case.
        case attribute(String, isDeclaration: Bool)
        /// A word of the XML declaration, of another instruction or of a document type, or of markup itself.
        case word
        /// A quoted text of an instruction or a document type.
        case literal
    }

    /// A part.
    struct Token {
        var kind: Kind
        var range: Range<Int>
        /// How many elements are open around it, counting itself for the name and the attributes of a start tag.
        var depth: Int
    }

    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0
    private(set) var tokens: [Token] = []
    /// The local name in lower case of each start tag, by the token of its name.
    private(set) var elements: [Int: String] = [:]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        while index < bytes.count {
            let start = index
            index = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
            if index > start { add(.text, start..<index) }
            if index < bytes.count { readMarkup() }
        }
    }

    private mutating func add(_ kind: Kind, _ range: Range<Int>) {
        if !range.isEmpty { tokens.append(Token(kind: kind, range: range, depth: depth)) }
    }

    private mutating func readMarkup() {
        let open = index
        if begins("<!--") {
            // A comment has no known content: it is skipped, and so replaced.
            index = end(of: "-->", from: open + 4)
        } else if begins("<![CDATA[") {
            add(.word, open..<open + 9)
            index = end(of: "]]>", from: open + 9)
            add(.text, open + 9..<max(index - 3, open + 9))
        } else if begins("<?") {
            index = end(of: "?>", from: open + 2)
            readWords(open + 2..<index)
        } else if begins("<!") {
            readDocumentType()
        } else if begins("</") {
            index += 2
            readName()
            index = end(of: ">", from: index)
            depth = max(depth - 1, 0)
        } else {
            readStartTag()
        }
    }

    private mutating func readStartTag() {
        index += 1
        depth += 1
        let name = readName()
        elements[tokens.count - 1] = name
        while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
            guard isNameByte(bytes[index]) else {
                index += 1
                continue
            }
            let start = tokens.count
            let attribute = readName()
            let isDeclaration =
                attribute == "xmlns" || tokens[start].kind == .prefix && word(tokens[start].range) == "xmlns"
            guard let quote = bytes[index...].firstIndex(where: { $0 == 0x22 || $0 == 0x27 }),
                let end = bytes[(quote + 1)...].firstIndex(of: bytes[quote])
            else { return index = bytes.count }
            add(.attribute(attribute, isDeclaration: isDeclaration), quote + 1..<end)
            index = end + 1
        }
        if index > 0, index < bytes.count, bytes[index - 1] == UInt8(ascii: "/") { depth -= 1 }
        index = min(index + 1, bytes.count)
    }

    /// A name, of which the prefix is a separate token; returned without it in lower case.
    @discardableResult private mutating func readName() -> String {
        let start = index
        while index < bytes.count, isNameByte(bytes[index]) { index += 1 }
        var local = start
        if let colon = bytes[start..<index].firstIndex(of: .colon) {
            add(.prefix, start..<colon)
            local = colon + 1
        }
        add(.name, local..<index)
        return word(local..<index)
    }

    private func word(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self).lowercased() }

    private mutating func readDocumentType() {
        let start = index
        var level = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x22 || byte == 0x27 {
                index = (bytes[(index + 1)...].firstIndex(of: byte) ?? bytes.count - 1) + 1
            } else if begins("<!--") {
                index = end(of: "-->", from: index + 4)
            } else {
                level += byte == UInt8(ascii: "<") ? 1 : byte == UInt8(ascii: ">") ? -1 : 0
                index += 1
                if level == 0 { break }
            }
        }
        readWords(start..<min(index, bytes.count))
    }

    /// The words and the quoted texts of an instruction or a document type; comments are skipped.
    private mutating func readWords(_ range: Range<Int>) {
        var place = range.lowerBound
        while place < range.upperBound {
            let start = place
            if bytes[place...].starts(with: "<!--".utf8) {
                place = end(of: "-->", from: place + 4)
            } else if bytes[place] == 0x22 || bytes[place] == 0x27 {
                let end = bytes[(place + 1)..<range.upperBound].firstIndex(of: bytes[place]) ?? range.upperBound
                add(.literal, start + 1..<max(end, start + 1))
                place = end + 1
            } else if bytes[place].isNameByte || bytes[place] == .colon || bytes[place] == UInt8(ascii: "_")
                || bytes[place] >= 0x80
            {
                while place < range.upperBound,
                    bytes[place].isNameByte || ".:_".utf8.contains(bytes[place]) || bytes[place] >= 0x80
                { place += 1 }
                add(.word, start..<place)
            } else {
                place += 1
            }
        }
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && ![UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "/"), 0x22, 0x27].contains(byte)
    }

    private func begins(_ text: StaticString) -> Bool { bytes[index...].starts(with: "\(text)".utf8) }

    private func end(of mark: String, from start: Int) -> Int {
        bytes[min(start, bytes.count)...].firstRange(of: Array(mark.utf8))?.upperBound ?? bytes.count
    }
}
