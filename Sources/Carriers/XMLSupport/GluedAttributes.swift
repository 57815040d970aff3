internal import CalendarDiagnostics

/// Attributes with no white space between them, as an old SyncKolab wrote them.
enum GluedAttributes {
    private enum Place {
        case text, tag, comment, section, instruction
    }

    /// The document with a blank wherever a quoted value runs into the next name.
    static func separated(_ document: Span<UInt8>, reporting diagnostics: inout Diagnostics) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(document.count + 64)
        var place = Place.text
        var quote: UInt8?
        var line = 1
        for index in document.indices {
            let byte = document[index]
            output.append(byte)
            if byte == UInt8(ascii: "\n") { line += 1 }
            switch place {
            case .text:
                if byte == UInt8(ascii: "<") { place = opened(document, at: index) }
            case .comment:
                if document.ends(with: "-->", at: index) { place = .text }
            case .section:
                if document.ends(with: "]]>", at: index) { place = .text }
            case .instruction:
                if document.ends(with: "?>", at: index) { place = .text }
            case .tag:
                if let open = quote {
                    guard byte == open else { continue }
                    quote = nil
                    guard index + 1 < document.count, isNameByte(document[index + 1]) else { continue }
                    output.append(UInt8(ascii: " "))
                    let message = "attributes without white space between them; separated"
                    let location = SourceLocation(line: line, offset: index + 1)
                    diagnostics.report("xml-attributes-glued", .warning, message, at: location)
                } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    quote = byte
                } else if byte == UInt8(ascii: ">") {
                    place = .text
                }
            }
        }
        return output
    }

    /// What a `<` opens.
    private static func opened(_ document: Span<UInt8>, at index: Int) -> Place {
        if document.starts(with: "<!--", at: index) { return .comment }
        if document.starts(with: "<![CDATA[", at: index) { return .section }
        if document.starts(with: "<?", at: index) { return .instruction }
        return .tag
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"),
            0x80...0xFF:
            true
        default:
            false
        }
    }
}

extension Span<UInt8> {
    /// Whether the last byte of `word` is at `index`.
    fileprivate func ends(with word: StaticString, at index: Int) -> Bool {
        starts(with: word, at: index - word.utf8CodeUnitCount + 1)
    }
}
