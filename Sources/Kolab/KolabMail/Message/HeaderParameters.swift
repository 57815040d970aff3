internal import Bytes

/// A structured field value: a first word and the parameters after it (RFC 2045 §5.1, RFC 2183 §2).
///
/// Missing semicolons, blanks around `=`, unclosed quotes and comments are read by their evident meaning.
struct HeaderParameters {
    /// The text before the first parameter, as written.
    let word: [UInt8]
    /// Values by name in small letters; of equal names the first counts.
    let values: [String: String]

    init(reading value: [UInt8]) {
        var reader = Reader(bytes: value)
        word = reader.word()
        var pieces: [String: [Piece]] = [:]
        while let (name, text) = reader.parameter() {
            let piece = Piece(name: name, value: text)
            pieces[piece.base, default: []].append(piece)
        }
        values = pieces.mapValues(Piece.join)
    }
}

extension HeaderParameters {
    private struct Reader {
        let bytes: [UInt8]
        var index = 0

        var next: UInt8? { index < bytes.count ? bytes[index] : nil }

        /// Skips white space and nested comments (RFC 5322 §3.2.2).
        mutating func skipBlanks() {
            var depth = 0
            while let byte = next {
                switch byte {
                case UInt8(ascii: "("): depth += 1
                case UInt8(ascii: ")") where depth > 0: depth -= 1
                case .backslash where depth > 0: index += 1
                default: if depth == 0, !byte.isWhiteSpace { return }
                }
                index += 1
            }
            index = Swift.min(index, bytes.count)
        }

        mutating func word() -> [UInt8] {
            skipBlanks()
            let start = index
            while let byte = next, byte != .semicolon, !byte.isWhiteSpace { index += 1 }
            return Array(bytes[start..<index])
        }

        mutating func parameter() -> (name: [UInt8], value: [UInt8])? {
            while true {
                skipBlanks()
                while next == .semicolon {
                    index += 1
                    skipBlanks()
                }
                guard next != nil else { return nil }
                let start = index
                while let byte = next, byte != .equals, byte != .semicolon, !byte.isWhiteSpace { index += 1 }
                let name = Array(bytes[start..<index])
                skipBlanks()
                // A word without a value has nothing that could be kept.
                guard next == .equals else { continue }
                index += 1
                skipBlanks()
                // Clients leave names like `plan (1).pdf` unquoted; elsewhere a parenthesis begins a comment.
                let isFileName = ["name", "filename"].contains(name.lowercasedText)
                return (name, next == .quote ? quoted() : bare(allowingComments: !isFileName))
            }
        }

        private mutating func quoted() -> [UInt8] {
            var value: [UInt8] = []
            index += 1
            while let byte = next, byte != .quote {
                index += 1
                if byte == .backslash, let escaped = next {
                    value.append(escaped)
                    index += 1
                } else {
                    value.append(byte)
                }
            }
            index += 1
            return value
        }

        /// An unquoted value may hold blanks, against the grammar, as `name=My file.pdf` does.
        private mutating func bare(allowingComments: Bool) -> [UInt8] {
            let start = index
            while let byte = next, byte != .semicolon {
                if byte.isWhiteSpace, parameterFollows(index) || allowingComments && commentFollows(index) { break }
                index += 1
            }
            return Array(bytes[bytes.trimmed(start..<index)])
        }

        /// Whether only comments follow the blanks at `place` up to the next semicolon.
        private func commentFollows(_ place: Int) -> Bool {
            var rest = self
            rest.index = place
            rest.skipBlanks()
            let hasComment = bytes[place..<rest.index].contains(UInt8(ascii: "("))
            return hasComment && (rest.next == nil || rest.next == .semicolon)
        }

        /// Whether a name and `=` follow the blanks at `place`: the semicolon was forgotten.
        private func parameterFollows(_ place: Int) -> Bool {
            var place = place
            while place < bytes.count, bytes[place].isWhiteSpace { place += 1 }
            let start = place
            while place < bytes.count, bytes[place].isTokenByte { place += 1 }
            return place > start && place < bytes.count && bytes[place] == .equals
        }
    }

    /// One written parameter: `name`, `name*`, `name*0` or `name*0*` (RFC 2231 §3 and §4).
    private struct Piece {
        var base: String
        var section: Int?
        var isExtended: Bool
        var value: [UInt8]

        init(name: [UInt8], value: [UInt8]) {
            var parts = name.split(separator: .asterisk, omittingEmptySubsequences: false)
            isExtended = parts.count > 1 && parts.last?.isEmpty == true
            if isExtended { parts.removeLast() }
            section = parts.count == 2 ? Int(String(decoding: parts[1], as: UTF8.self)) : nil
            let isSplit = parts.count == 1 || section != nil
            base = isSplit ? (parts.first ?? []).lowercasedText : name.lowercasedText
            self.value = value
        }

        /// The text of the pieces of one parameter.
        static func join(_ pieces: [Piece]) -> String {
            // The extended form takes precedence over the plain one next to it, which is for old readers.
            let ordered = pieces.filter { $0.isExtended || $0.section != nil }
                .sorted { ($0.section ?? 0) < ($1.section ?? 0) }
            guard let first = ordered.first else { return EncodedWords.decode(pieces[0].value) }
            var charset: Charset?
            var bytes: [UInt8] = []
            for (number, piece) in ordered.enumerated() {
                // A piece is missing or occurs twice: only the pieces before it are used.
                guard (piece.section ?? 0) == number else { break }
                var value = piece.value[...]
                if number == 0, first.isExtended {
                    let fields = value.split(separator: .apostrophe, maxSplits: 2, omittingEmptySubsequences: false)
                    if fields.count == 3 {
                        charset = Charset(named: String(decoding: fields[0], as: UTF8.self))
                        value = fields[2]
                    }
                }
                bytes += piece.isExtended ? percentDecoded(value) : Array(value)
            }
            return charset.map { $0.text(bytes) } ?? Charset.guessedText(bytes)
        }

        private static func percentDecoded(_ value: ArraySlice<UInt8>) -> [UInt8] {
            var decoded: [UInt8] = []
            var index = value.startIndex
            while index < value.endIndex {
                if value[index] == .percent, value.endIndex - index > 2,
                    let high = value[index + 1].hexDigit, let low = value[index + 2].hexDigit
                {
                    decoded.append(high << 4 | low)
                    index += 3
                } else {
                    decoded.append(value[index])
                    index += 1
                }
            }
            return decoded
        }
    }
}
