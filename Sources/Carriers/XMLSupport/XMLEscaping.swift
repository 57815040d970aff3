internal import Bytes
internal import CXML

extension XMLWriter {
    /// The place of a value, which determines the bytes to escape in it.
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

    /// Whether every character of a text is allowed in a document; XML 1.0 forbids most control characters (§2.2).
    public static func canWrite(_ text: String) -> Bool {
        let bytes = text.utf8.span
        if bytes.cleanPrefix(stoppingAt: EscapingPlace.comment.stop) == bytes.count { return true }
        var scratch = XMLWriter()
        scratch.escape(text.utf8.span, stoppingAt: .comment)
        return scratch.losses.forbiddenCharacters == 0 && scratch.losses.invalidBytes == 0
    }

    /// A text without the characters that are not allowed in a document: what reading it back gives.
    public static func writable(_ text: String) -> String {
        var scratch = XMLWriter()
        scratch.escape(text.utf8.span, stoppingAt: .comment)
        return String(decoding: scratch.bytes, as: UTF8.self)
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

    /// Appends the escape of the first character of `text`; returns how many bytes the character takes.
    private mutating func escapeOne(_ text: Span<UInt8>) -> Int {
        guard let reference = text[0].xmlReference else { return replaceOne(text) }
        bytes.append(reference)
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
