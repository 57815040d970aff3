public import CalendarDiagnostics

/// One correspondence with two directions.
///
/// Law: `read(write(value)) == value` for every value that `write` accepts. A conversion that reads more than it writes
/// states what in its doc comment.
package struct Conversion<Written, Value>: Sendable {
    /// Reads what a format holds.
    package let read: @Sendable (Written) throws(ConversionError) -> Value
    /// Writes what ``read`` understands.
    package let write: @Sendable (Value) throws(ConversionError) -> Written

    /// A conversion from its two directions.
    package init(
        read: @escaping @Sendable (Written) throws(ConversionError) -> Value,
        write: @escaping @Sendable (Value) throws(ConversionError) -> Written
    ) {
        self.read = read
        self.write = write
    }
}

extension Conversion {
    /// This conversion, then another on its values.
    package func then<Next>(_ next: Conversion<Value, Next>) -> Conversion<Written, Next> {
        Conversion<Written, Next>(
            read: { written throws(ConversionError) in try next.read(try read(written)) },
            write: { value throws(ConversionError) in try write(try next.write(value)) }
        )
    }
}

// Public, and not `package`: other targets would call the generic code without specializing it.

/// Words of a format paired one to one with the cases of a type, and the cases that have no word of their own.
public struct WordTable<Value: Hashable & Sendable>: Sendable {
    /// A word and the case it means.
    public struct Pair: Sendable {
        /// The word as it is written.
        public let word: String
        /// What it means.
        public let value: Value
    }

    /// A case without a word: the nearest word, and the id of what that loses.
    public struct LossyPair: Sendable {
        /// The case.
        public let value: Value
        /// The word that is written instead.
        public let word: String
        /// What is lost with it.
        public let loss: RuleID
    }

    /// The pairs, in the order of the format's own description.
    public let pairs: [Pair]
    /// The cases that the format cannot express.
    public let lossy: [LossyPair]

    /// A table from its pairs.
    ///
    /// - Parameters:
    ///   - pairs: word and case, one to one; see ``isOneToOne``.
    ///   - lossy: each case without a word, with the word nearest to it and the id of the loss.
    public init(
        _ pairs: KeyValuePairs<String, Value>,
        lossy: KeyValuePairs<Value, (word: String, loss: RuleID)> = [:]
    ) {
        self.pairs = pairs.map { Pair(word: $0.key, value: $0.value) }
        self.lossy = lossy.map { LossyPair(value: $0.key, word: $0.value.word, loss: $0.value.loss) }
    }
}

extension WordTable {
    /// The case that a word means; nil for a word that the table does not know.
    @inlinable public func value(of word: String) -> Value? {
        for pair in pairs where pair.word == word { return pair.value }
        return nil
    }

    /// The case that a word in any letter case means.
    @inlinable public func value(ignoringCaseOf word: String) -> Value? {
        if let value = value(of: word) { return value }
        let lowered = word.lowercased()
        for pair in pairs where pair.word.lowercased() == lowered { return pair.value }
        return nil
    }

    /// The word for a case, or the nearest word; nil if the table has neither.
    @inlinable public func word(for value: Value) -> String? {
        for pair in pairs where pair.value == value { return pair.word }
        for pair in lossy where pair.value == value { return pair.word }
        return nil
    }

    /// The case that the word for a case means: itself, or the nearest with a word; nil if the table has neither.
    @inlinable public func nearest(to value: Value) -> Value? {
        for pair in pairs where pair.value == value { return value }
        for pair in lossy where pair.value == value { return self.value(of: pair.word) }
        return nil
    }

    /// What writing a case loses; nil if it has its own word.
    @inlinable public func loss(of value: Value) -> RuleID? {
        for pair in pairs where pair.value == value { return nil }
        for pair in lossy where pair.value == value { return pair.loss }
        return nil
    }

    /// Whether every word and every case occurs once, and every nearest word is in the table.
    public var isOneToOne: Bool {
        Set(pairs.map(\.word)).count == pairs.count
            && Set(pairs.map(\.value) + lossy.map(\.value)).count == pairs.count + lossy.count
            && lossy.allSatisfy { row in pairs.contains { $0.word == row.word } }
    }
}

extension Conversion where Written == String, Value: Hashable & Sendable {
    /// The words of a table.
    ///
    /// Law: holds for every case with its own word.
    package static func words(_ table: WordTable<Value>) -> Conversion {
        Conversion(
            read: { word throws(ConversionError) in
                guard let value = table.value(of: word) else {
                    throw ConversionError("unknown-word", "\(word) is not a known value")
                }
                return value
            },
            write: { value throws(ConversionError) in
                guard let word = table.word(for: value) else {
                    throw ConversionError("no-word", "no word for \(value)")
                }
                return word
            }
        )
    }
}
