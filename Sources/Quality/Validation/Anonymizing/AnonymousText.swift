internal import Bytes
internal import ICalendar

/// A file whose parts are decided in their order: what is known to be harmless is kept, and everything else is
/// replaced, including what was skipped.
struct AnonymousText {
    private(set) var bytes: [UInt8]
    /// Everything before it is decided.
    private var position = 0
    private let coding: TextCoding
    private let hasFolds: Bool
    private var words: AnonymousWords

    /// Begins with the bytes of a file.
    ///
    /// - Parameters:
    ///   - coding: how characters may be written wherever nothing else is stated.
    ///   - hasFolds: whether a line break with a blank after it is not part of the text.
    init(
        _ bytes: [UInt8],
        _ coding: TextCoding,
        hasFolds: Bool = false,
        words: consuming AnonymousWords = AnonymousWords()
    ) {
        self.bytes = bytes
        self.coding = coding
        self.hasFolds = hasFolds
        self.words = words
    }

    /// The file, with what is left of it replaced; and the words, for a text inside or around it.
    consuming func finish() -> (bytes: [UInt8], words: AnonymousWords) {
        pass(to: bytes.count)
        return (bytes, words)
    }
}

extension AnonymousText {
    /// Keeps a part.
    mutating func keep(_ range: Range<Int>) {
        pass(to: range.lowerBound)
        position = max(position, range.upperBound)
    }

    /// Replaces a part except what is harmless in it.
    ///
    /// - Parameters:
    ///   - coding: how characters may be written in it besides what holds for the whole file.
    ///   - harmless: the ranges to be kept, in order, of the part's bytes without folds.
    mutating func replace(
        _ range: Range<Int>,
        _ coding: TextCoding = [],
        keeping harmless: (_ text: [UInt8]) -> [Range<Int>] = { _ in [] }
    ) {
        pass(to: range.lowerBound)
        guard range.upperBound > position else { return }
        let places = logicalPlaces(max(range.lowerBound, position)..<range.upperBound)
        position = range.upperBound
        let text = places.map { bytes[$0] }
        var start = 0
        for kept in harmless(text) + [text.count..<text.count] {
            replace(text, start..<max(kept.lowerBound, start), places, coding)
            start = max(kept.upperBound, start)
        }
    }

    /// Writes one digit for every digit of a number or a position; what is neither is replaced as text.
    mutating func replaceDigits(_ range: Range<Int>, by digit: UInt8) {
        let isNumeric = bytes[range].allSatisfy { $0.isDigit || "+-.;,eE\\ \r\n\t".utf8.contains($0) }
        guard isNumeric, range.lowerBound >= position else { return replace(range) }
        keep(range)
        for index in range where bytes[index].isDigit { bytes[index] = digit }
    }

    /// Replaces a part by the result of another reader of its text.
    mutating func replace(_ range: Range<Int>, by make: (_ text: [UInt8], inout AnonymousWords) -> [UInt8]) {
        pass(to: range.lowerBound)
        let result = make(Array(bytes[range]), &words)
        if result.count == range.count { bytes.replaceSubrange(range, with: result) }
        position = max(position, range.upperBound)
    }

    private mutating func replace(_ text: [UInt8], _ range: Range<Int>, _ places: [Int], _ coding: TextCoding) {
        guard !range.isEmpty else { return }
        let word = words.replaced(Array(text[range]), self.coding.union(coding))
        for (place, byte) in zip(places[range], word) { bytes[place] = byte }
    }

    private mutating func pass(to end: Int) {
        guard position < end else { return }
        let start = position
        position = end
        let places = logicalPlaces(start..<end)
        replace(places.map { bytes[$0] }, 0..<places.count, places, [])
    }

    /// The places of a range without folds.
    private func logicalPlaces(_ range: Range<Int>) -> [Int] {
        guard hasFolds else { return Array(range) }
        var places: [Int] = []
        places.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == .carriageReturn || bytes[index] == .lineFeed {
                while index < range.upperBound, bytes[index] == .carriageReturn || bytes[index] == .lineFeed {
                    index += 1
                }
                if index < range.upperBound, bytes[index].isBlank { index += 1 }
                continue
            }
            places.append(index)
            index += 1
        }
        return places
    }
}
