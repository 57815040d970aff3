internal import ICalendar

/// Properties in the usual form, which their fields represent without loss. What is not quickly known to be of that
/// form is compared line by line.
extension Property {
    private var hasNoParameters: Bool {
        line.parameterCount == 0 && line.flags.isDisjoint(with: [.hasControl, .isLatin1])
    }

    /// Whether it is a TEXT without parameters.
    var isPlainText: Bool {
        guard hasNoParameters else { return false }
        if let row = Vocabulary.shared.property(name), row.types.first == .text, row.shape == .single { return true }
        return withValue { text in text.count > 0 && text.firstTextMark(in: 0..<text.count) == nil }
    }

    /// Whether it is a number without sign and leading zeros.
    var isPlainNumber: Bool {
        hasNoParameters
            && withValue { text in
                (1...9).contains(text.count) && text.indices.allSatisfy { text[$0] &- 0x30 < 10 }
                    && (text.count == 1 || text[0] != 0x30)
            }
    }

    /// Whether it is a word in upper case.
    func isPlainWord<Word: RawRepresentable & CaseIterable>(of: Word.Type) -> Bool where Word.RawValue == String {
        hasNoParameters && withValue { text in Word.allCases.contains { text.isEqual(to: $0.rawValue.utf8.span) } }
    }

    /// Whether it is a date that VALUE declares one, or a date-time with no parameter but TZID.
    var isPlainTime: Bool {
        guard line.flags.isDisjoint(with: [.hasControl, .isLatin1]), line.parameterCount < 2,
            let time = withValue({ TimeText.namesLeapSecond($0) ? nil : TimeText(basic: $0) })
        else { return false }
        guard let parameter = parameterRecords.first else { return !time.isDate }
        switch parameter.name {
        case .value: return time.isDate && Parameter(tree: tree, index: Int(line.link)).withValue { $0.isWord("DATE") }
        case .timeZoneIdentifier:
            return !time.isDate && !time.isUTC && parameter.flags.isSubset(of: .isQuoted)
                && parameter.valueEnd > parameter.valueStart + 2
        default: return false
        }
    }

    /// Whether it is a list of TEXT without parameters and escapes.
    var isPlainList: Bool {
        hasNoParameters && !line.flags.contains(.hasBackslash)
            && withValue { text in text.firstIndex(of: UInt8(ascii: ";"), in: 0..<text.count) == nil }
    }

    /// Whether it is an ATTENDEE with parameters that the model knows, each once, and a mail address.
    var isPlainAttendee: Bool { isPlainAddress(with: Attendee.plainPlace) }

    /// Whether it is an ORGANIZER with no parameter but a name, and a mail address.
    var isPlainOrganizer: Bool { isPlainAddress { name, _ in name == .commonName ? 0 : nil } }

    /// Whether it is a mail address with parameters that have a place each.
    private func isPlainAddress(with place: (Name, Span<UInt8>) -> UInt64?) -> Bool {
        guard line.flags.isDisjoint(with: [.hasControl, .isLatin1]) else { return false }
        var seen: UInt64 = 0
        let records = parameterRecords
        for index in records.indices {
            let record = records[index]
            guard record.flags.isSubset(of: [.isQuoted, .isFolded, .nameFolded]),
                let place = Parameter(tree: tree, index: index).withValue({ place(record.name, $0) }),
                seen & 1 << place == 0
            else { return false }
            seen |= 1 << place
        }
        return withValue { text in
            text.count > 7 && text.extracting(first: 7).isWord("MAILTO:")
                && text.firstIndex(of: UInt8(ascii: ":"), in: 7..<text.count) == nil
        }
    }
}

extension Attendee {
    /// The place of a parameter among those that the model knows; nil for another, or one with a value that it does not know.
    fileprivate static func plainPlace(_ name: Name, _ text: Span<UInt8>) -> UInt64? {
        switch name {
        case .commonName: 0
        case .role: Role(ignoringCaseOf: text) == nil ? nil : 1
        case .participationStatus: Status(ignoringCaseOf: text) == nil ? nil : 2
        case .userType: UserType(ignoringCaseOf: text) == nil ? nil : 3
        case .rsvp: text.isWord("TRUE") || text.isWord("FALSE") ? 4 : nil
        default: nil
        }
    }
}
