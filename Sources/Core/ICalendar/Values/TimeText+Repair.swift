extension TimeText {
    /// How a date or date-time differs from the form of RFC 5545 and still has one meaning only.
    public enum Deviation: Hashable, Sendable, CaseIterable {
        /// An offset from UTC, as `+01:00`.
        case offset
        /// Hyphens or colons, as ISO 8601's extended form has them.
        case extendedForm
        /// A blank, at either end or within.
        case blank
        /// `t`, `z`, or `UTC` in the place of `Z`.
        case letters
        /// No `T` between date and time.
        case noSeparator
        /// No seconds, or neither minutes nor seconds.
        case noSeconds
        /// A fraction of a second, which is cut off.
        case fraction
        /// `24:00`, midnight at the end of the day.
        case endOfDay
        /// A `Z` after a whole day, which is in no zone.
        case zoneOfDate
        /// A member of a list that is empty, as after a comma at the end.
        case emptyMember

        /// What a finding reports of the value.
        public var words: String {
            switch self {
            case .offset: "has an offset"
            case .extendedForm: "is in the extended form of ISO 8601"
            case .blank: "contains a blank"
            case .letters: "has other letters than T and Z"
            case .noSeparator: "has no T"
            case .noSeconds: "has no seconds"
            case .fraction: "has a fraction of a second"
            case .endOfDay: "names the hour 24"
            case .zoneOfDate: "is a date with a Z"
            case .emptyMember: "has an empty member"
            }
        }
    }

    /// Reads what is not in the form of RFC 5545 but can mean one thing only.
    ///
    /// Accepted beyond that form: blanks, ISO 8601's extended form, an offset (read in UTC), lower-case letters, a blank or
    /// nothing in the place of `T`, a time without seconds or minutes, a fraction (cut off), the hour 24, and a whole day
    /// with a `Z`.
    /// - Returns: the time, and what is unusual about its form, the most important first; nil for what is in the form of
    ///   RFC 5545 already, for days and times that do not exist, and for everything else.
    public static func repairing(_ text: Span<UInt8>) -> (time: TimeText, deviations: [Deviation])? {
        guard text.count <= 48 else { return nil }
        var reader = TimeRepair(text)
        guard let time = reader.read(), !reader.deviations.isEmpty, (1...9999).contains(time.civil.date.year) else {
            return nil
        }
        return (time, Deviation.allCases.filter(reader.deviations.contains))
    }

    /// Reads a time in the form of RFC 5545, or in another form that can mean one thing only.
    public init?(lenient text: Span<UInt8>) {
        if let time = TimeText(basic: text) {
            self = time
        } else if let repaired = TimeText.repairing(text) {
            self = repaired.time
        } else {
            return nil
        }
    }
}

/// Walks once over the text of a time.
private struct TimeRepair {
    private let text: [UInt8]
    private var index = 0
    private(set) var deviations: Set<TimeText.Deviation> = []

    init(_ text: Span<UInt8>) { self.text = text.indices.map { text[$0] } }

    mutating func read() -> TimeText? {
        skipBlanks()
        guard let year = number(digits: 4) else { return nil }
        let isExtended = take(UInt8(ascii: "-"))
        guard let month = number(digits: 2), take(UInt8(ascii: "-")) == isExtended, let day = number(digits: 2) else {
            return nil
        }
        if isExtended { deviations.insert(.extendedForm) }
        let date = CivilDate(year: year, month: month, day: day)
        guard date.isValid else { return nil }
        let dateEnd = index
        skipBlanks()
        if isZoneAtEnd {
            deviations.insert(.zoneOfDate)
            index = text.count
        }
        if index == text.count {
            return TimeText(CivilDateTime(date, CivilTime(hour: 0, minute: 0, second: 0)), isDate: true)
        }
        if take(UInt8(ascii: "T")) {
            skipBlanks()
        } else if take(UInt8(ascii: "t")) {
            deviations.insert(.letters)
            skipBlanks()
        } else if index == dateEnd {
            // Without any mark only a whole time of day is one.
            guard !isExtended, text.count >= index + 6 else { return nil }
            deviations.insert(.noSeparator)
        }
        guard let seconds = timeOfDay() else { return nil }
        skipBlanks()
        guard let offset = zone(), index == text.count else { return nil }
        let midnight = CivilDateTime(date, CivilTime(hour: 0, minute: 0, second: 0))
        guard let civil = midnight.adding(seconds: seconds - (offset.seconds ?? 0)) else { return nil }
        return TimeText(civil, isUTC: offset.isUTC)
    }

    /// The time of day in seconds since midnight.
    private mutating func timeOfDay() -> Int? {
        guard let hour = number(digits: 2), hour <= 24 else { return nil }
        var (minute, second) = (0, 0)
        let isExtended = take(UInt8(ascii: ":"))
        if isExtended { deviations.insert(.extendedForm) }
        if isExtended || isDigit {
            guard let minutes = number(digits: 2), minutes < 60 else { return nil }
            minute = minutes
            if isExtended ? take(UInt8(ascii: ":")) : isDigit {
                guard let seconds = number(digits: 2), seconds <= 60 else { return nil }
                second = min(seconds, 59)
                if take(UInt8(ascii: ".")) || take(UInt8(ascii: ",")) {
                    guard isDigit else { return nil }
                    while isDigit { index += 1 }
                    deviations.insert(.fraction)
                }
            } else {
                deviations.insert(.noSeconds)
            }
        } else {
            deviations.insert(.noSeconds)
        }
        if hour == 24 {
            guard minute == 0, second == 0 else { return nil }
            deviations.insert(.endOfDay)
        }
        return hour * 3600 + minute * 60 + second
    }

    /// `Z`, `UTC`, an offset or nothing.
    private mutating func zone() -> (isUTC: Bool, seconds: Int?)? {
        if index == text.count { return (false, nil) }
        if take(UInt8(ascii: "Z")) {
            skipBlanks()
            return (true, nil)
        }
        let sign = text[index]
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
            let word = String(decoding: text[index...], as: UTF8.self).uppercased().trimmingBlanksAtEnd
            guard ["Z", "UTC", "GMT"].contains(word) else { return nil }
            deviations.insert(.letters)
            index = text.count
            return (true, nil)
        }
        index += 1
        guard let hours = number(digits: 2), hours < 24 else { return nil }
        var minutes = 0
        if take(UInt8(ascii: ":")) || isDigit {
            guard let number = number(digits: 2), number < 60 else { return nil }
            minutes = number
        }
        skipBlanks()
        deviations.insert(.offset)
        let seconds = hours * 3600 + minutes * 60
        return (true, sign == UInt8(ascii: "-") ? -seconds : seconds)
    }

    /// Whether nothing follows but a Z.
    private var isZoneAtEnd: Bool { index == text.count - 1 && text[index] | 0x20 == UInt8(ascii: "z") }

    private var isDigit: Bool { index < text.count && text[index] &- 0x30 < 10 }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < text.count, text[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func number(digits: Int) -> Int? {
        var value = 0
        for _ in 0..<digits {
            guard isDigit else { return nil }
            value = value * 10 + Int(text[index] - 0x30)
            index += 1
        }
        return value
    }

    private mutating func skipBlanks() {
        while index < text.count, text[index] == 0x20 || text[index] == 0x09 {
            deviations.insert(.blank)
            index += 1
        }
    }
}

extension String {
    fileprivate var trimmingBlanksAtEnd: String {
        var text = Substring(self)
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}
