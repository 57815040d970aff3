internal import ICalendar

extension String? {
    /// Whether another text has the same bytes, or neither is there.
    func isExactly(_ other: String?) -> Bool {
        guard let self, let other else { return self == nil && other == nil }
        return self.isExactly(other)
    }
}

extension [String] {
    /// Whether other texts have the same bytes in the same order.
    package func isExactly(_ other: [String]) -> Bool {
        count == other.count && zip(self, other).allSatisfy { $0.isExactly($1) }
    }
}

extension RawRepresentable where Self: CaseIterable, RawValue == String {
    /// The case of a word of the grammar in any case; nil for another word.
    init?(ignoringCaseOf text: Span<UInt8>) {
        for word in Self.allCases where text.isWord(word.rawValue) {
            self = word
            return
        }
        return nil
    }
}
