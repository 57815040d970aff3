internal import CXML

extension XMLWriter {
    /// Where a value stands, and so which bytes have to be escaped in it.
    enum EscapingPlace {
        case text, attribute, comment

        var stop: Int {
            switch self {
            case .text: Int(CXML_STOP_IN_TEXT)
            case .attribute: Int(CXML_STOP_IN_ATTRIBUTE)
            case .comment: Int(CXML_STOP_AT_NOTHING_ELSE)
            }
        }
    }

    /// Whether every character of a text can stand in a document; XML 1.0 forbids most control characters (§2.2).
    public static func canWrite(_ text: String) -> Bool {
        var scratch = XMLWriter()
        scratch.escape(text.utf8.span, stoppingAt: .comment)
        return scratch.losses.forbiddenCharacters == 0 && scratch.losses.invalidBytes == 0
    }

    /// Appends a text, copying runs and looking closer only at what stops them.
    mutating func escape(_ text: Span<UInt8>, stoppingAt place: EscapingPlace) {
        var index = 0
        while index < text.count {
            let run = text.extracting(index...).cleanPrefix(stoppingAt: place.stop)
            if run > 0 {
                bytes.append(contentsOf: text.extracting(index..<index + run))
                index += run
                guard index < text.count else { return }
            }
            index += escapeOne(text.extracting(index...))
        }
    }

    /// Appends what stands for the first character of `text`; how many bytes that takes.
    private mutating func escapeOne(_ text: Span<UInt8>) -> Int {
        switch text[0] {
        case .ampersand: bytes.append(contentsOf: "&amp;".utf8)
        case .lessThan: bytes.append(contentsOf: "&lt;".utf8)
        case .greaterThan: bytes.append(contentsOf: "&gt;".utf8)
        case .quote: bytes.append(contentsOf: "&quot;".utf8)
        // A parser turns a bare carriage return into a line feed, and in attributes line breaks and tabs into blanks.
        case .carriageReturn: bytes.append(contentsOf: "&#13;".utf8)
        case .lineFeed: bytes.append(contentsOf: "&#10;".utf8)
        case .tab: bytes.append(contentsOf: "&#9;".utf8)
        default: return replaceOne(text)
        }
        return 1
    }

    private mutating func replaceOne(_ text: Span<UInt8>) -> Int {
        let (verdict, length) = text.classifyFirst()
        guard verdict != CXML_FORBIDDEN else {
            losses.forbiddenCharacters += 1
            return length
        }
        losses.invalidBytes += 1
        bytes.append(contentsOf: "\u{FFFD}".utf8)
        return 1
    }

    /// A text without what XML 1.0 forbids, for the places where nothing can be escaped.
    mutating func cleaned(_ text: String) -> [UInt8] {
        var scratch = XMLWriter()
        scratch.escape(text.utf8.span, stoppingAt: .comment)
        losses.forbiddenCharacters += scratch.losses.forbiddenCharacters
        losses.invalidBytes += scratch.losses.invalidBytes
        return scratch.bytes
    }
}

extension UInt8 {
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let quote = UInt8(ascii: "\"")
    static let ampersand = UInt8(ascii: "&")
    static let slash = UInt8(ascii: "/")
    static let hyphen = UInt8(ascii: "-")
    static let lessThan = UInt8(ascii: "<")
    static let greaterThan = UInt8(ascii: ">")
}
