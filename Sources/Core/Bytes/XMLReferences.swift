/// The references by which XML text and attributes carry what would be markup, or would not survive a parser (XML 1.0 §2.4,
/// §2.11, §3.3.3).
extension UInt8 {
    /// The reference to this character; nil for one that never needs a reference.
    ///
    /// Which of them a place needs differs: text needs `&`, `<`, `>` and CR, an attribute the quote, LF and TAB as well.
    @inlinable package var xmlReference: StaticString? {
        switch self {
        case .ampersand: "&amp;"
        case .lessThan: "&lt;"
        case .greaterThan: "&gt;"
        case .quote: "&quot;"
        case .apostrophe: "&apos;"
        // A parser turns a CR into an LF, and line breaks and tabs of an attribute into spaces.
        case .carriageReturn: "&#13;"
        case .lineFeed: "&#10;"
        case .tab: "&#9;"
        default: nil
        }
    }
}

extension UInt8 {
    /// The character that a named reference represents (XML 1.0 §4.6); nil for any other text.
    ///
    /// - Parameter reference: with its `&` and its semicolon.
    package init?(xmlReference reference: some Sequence<UInt8>) {
        let named: [UInt8] = [.ampersand, .lessThan, .greaterThan, .quote, .apostrophe]
        let found = named.first { reference.elementsEqual(($0.xmlReference?.description ?? "").utf8) }
        guard let found else { return nil }
        self = found
    }
}

extension String {
    /// This text for the text of an element, where line breaks and quotes need no reference.
    package var escapedForXMLText: String {
        escapedForXML { $0 == .ampersand || $0 == .lessThan || $0 == .greaterThan || $0 == .carriageReturn }
    }

    /// This text for an attribute in double quotes.
    package var escapedForXMLAttribute: String { escapedForXML { $0 != .apostrophe } }

    /// This text with its references, named and numeric, replaced by their characters; an unknown one stays.
    package var resolvingXMLReferences: String {
        var result: [UInt8] = []
        var rest = Array(utf8)[...]
        while let start = rest.firstIndex(of: .ampersand) {
            result += rest[..<start]
            rest = rest[start...]
            // The longest valid reference has ten bytes.
            guard let end = rest.prefix(10).firstIndex(of: .semicolon) else {
                result.append(rest.removeFirst())
                continue
            }
            let reference = rest[...end]
            if let byte = UInt8(xmlReference: reference) {
                result.append(byte)
            } else if let scalar = Self.scalar(ofNumericReference: reference) {
                result += Array(String(scalar).utf8)
            } else {
                result += reference
            }
            rest = rest[(end + 1)...]
        }
        return String(decoding: result + rest, as: UTF8.self)
    }

    private static func scalar(ofNumericReference reference: ArraySlice<UInt8>) -> Unicode.Scalar? {
        let text = String(decoding: reference, as: UTF8.self)
        let isHexadecimal = text.hasPrefix("&#x")
        guard isHexadecimal || text.hasPrefix("&#") else { return nil }
        let digits = text.dropFirst(isHexadecimal ? 3 : 2).dropLast()
        return UInt32(digits, radix: isHexadecimal ? 16 : 10).flatMap(Unicode.Scalar.init)
    }

    private func escapedForXML(where isEscaped: (UInt8) -> Bool) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        for byte in utf8 {
            if isEscaped(byte), let reference = byte.xmlReference {
                bytes.append(reference)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Array<UInt8> {
    /// Appends the bytes of a literal.
    @inlinable package mutating func append(_ literal: StaticString) {
        unsafe append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }
}
