internal import Bytes

/// Words of the grammar among bytes; RFC 5545 §2 reads them in any case.
extension Span<UInt8> {
    /// Whether these are the letters of `word`, which is in upper case, in any case.
    public func isWord(_ word: String) -> Bool {
        count == word.utf8.count && hasWord(word, at: 0)
    }

    /// Whether the letters of `word`, which is in upper case, are at `start` in any case.
    public func hasWord(_ word: String, at start: Int) -> Bool {
        guard count - start >= word.utf8.count else { return false }
        var index = start
        for letter in word.utf8 {
            guard self[index].uppercasedASCII == letter else { return false }
            index += 1
        }
        return true
    }

    /// The first place of the letters of `word`, which is in upper case, in any case; nil without one.
    public func firstIndex(ofWord word: String) -> Int? {
        indices.first { hasWord(word, at: $0) }
    }
}

/// Some words of the grammar, to be found in any case.
public struct WordSet: Sendable, ExpressibleByArrayLiteral {
    /// The letters of all words, one word after the other, and where each ends.
    private let letters: [UInt8]
    private let ends: [Int]

    /// Words in upper case.
    public init(arrayLiteral words: String...) {
        letters = words.flatMap { Array($0.utf8) }
        ends = words.reduce(into: []) { ends, word in ends.append((ends.last ?? 0) + word.utf8.count) }
    }

    /// The words in upper case, in the order in which they were given.
    public var words: [String] {
        zip([0] + ends, ends).map { String(decoding: letters[$0..<$1], as: UTF8.self) }
    }

    /// Whether these are the letters of one of the words, in any case.
    public func contains(_ text: Span<UInt8>) -> Bool {
        var start = 0
        for end in ends {
            if end - start == text.count {
                var index = 0
                while index < text.count, text[index].uppercasedASCII == letters[start + index] { index += 1 }
                if index == text.count { return true }
            }
            start = end
        }
        return false
    }
}
