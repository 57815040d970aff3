internal import Bytes

/// A date or date-time in any form that can mean one thing only, as it is written.
///
/// Dialects of other formats read their times here, and take of the deviations those that are theirs.
package struct WrittenTime: Sendable {
    /// What follows the time of day.
    package enum Suffix: Hashable, Sendable {
        case none
        /// `Z`, `UTC` or `GMT`.
        case zulu
        /// Seconds east of Greenwich.
        case offset(Int)
    }

    /// The day.
    package private(set) var date: CivilDate
    /// The time of day, its hour 0 to 24; midnight for a date.
    package private(set) var time = CivilTime(hour: 0, minute: 0, second: 0)
    /// Whether it is a whole day.
    package private(set) var isDate = false
    package private(set) var suffix = Suffix.none
    /// What is not as RFC 5545 has it.
    package private(set) var deviations: Set<TimeText.Deviation> = []
    /// Whether there are hours only.
    package private(set) var lacksMinutes = false
    /// Whether fractions of seconds other than zero are cut off.
    package private(set) var hasFraction = false

    /// Reads a text; nil for days and times that do not exist, and for what can mean nothing or several things.
    package init?(_ text: Span<UInt8>) {
        let bytes = text.indices.map { text[$0] }
        var reader = Reader(scanner: DigitScanner(bytes), end: bytes.count)
        guard let date = reader.date() else { return nil }
        self.date = date
        guard reader.rest(of: &self) else { return nil }
        deviations = reader.deviations
    }

    /// The day and time in UTC, or on the clock that it names none of: hour 24 is the next day, a leap second the second before
    /// it; nil outside of what can be written.
    package var moment: CivilDateTime? {
        let offset = if case .offset(let seconds) = suffix { seconds } else { 0 }
        let seconds = time.hour * 3600 + time.minute * 60 + min(time.second, 59)
        return CivilDateTime(date, CivilTime(hour: 0, minute: 0, second: 0)).adding(seconds: seconds - offset)
    }
}

extension WrittenTime {
    /// Walks once over the text of a time.
    private struct Reader {
        var scanner: DigitScanner
        let end: Int
        var deviations: Set<TimeText.Deviation> = []

        init(scanner: DigitScanner, end: Int) { (self.scanner, self.end) = (scanner, end) }

        mutating func date() -> CivilDate? {
            skipBlanks()
            guard let year = scanner.number(4) else { return nil }
            let isExtended = scanner.skip("-")
            guard let month = scanner.number(2), scanner.skip("-") == isExtended, let day = scanner.number(2) else {
                return nil
            }
            if isExtended { deviations.insert(.extendedForm) }
            let date = CivilDate(year: year, month: month, day: day)
            return date.isValid ? date : nil
        }

        /// Reads what follows the date; false if it can mean nothing.
        mutating func rest(of time: inout WrittenTime) -> Bool {
            let dateEnd = scanner.index
            skipBlanks()
            if scanner.index == end - 1, scanner.skip("Z") || scanner.skip("z") { deviations.insert(.zoneOfDate) }
            if scanner.isAtEnd {
                time.isDate = true
                return true
            }
            if scanner.skip("T") {
                skipBlanks()
            } else if scanner.skip("t") {
                deviations.insert(.letters)
                skipBlanks()
            } else if scanner.index == dateEnd {
                // Without any mark only a whole time of day is one.
                guard !deviations.contains(.extendedForm), end >= scanner.index + 6 else { return false }
                deviations.insert(.noSeparator)
            }
            guard timeOfDay(&time) else { return false }
            skipBlanks()
            guard let suffix = suffix() else { return false }
            time.suffix = suffix
            return scanner.isAtEnd
        }

        private mutating func timeOfDay(_ time: inout WrittenTime) -> Bool {
            guard let hour = scanner.number(2), hour <= 24 else { return false }
            time.time.hour = hour
            let isExtended = scanner.skip(":")
            if isExtended { deviations.insert(.extendedForm) }
            if isExtended || scanner.isAtDigit {
                guard let minute = scanner.number(2), minute < 60 else { return false }
                time.time.minute = minute
                if isExtended ? scanner.skip(":") : scanner.isAtDigit {
                    guard let second = scanner.number(2), second <= 60, fraction(&time) else { return false }
                    time.time.second = second
                } else {
                    deviations.insert(.noSeconds)
                }
            } else {
                time.lacksMinutes = true
                deviations.insert(.noSeconds)
            }
            guard hour == 24 else { return true }
            deviations.insert(.endOfDay)
            return time.time.minute == 0 && time.time.second == 0
        }

        private mutating func fraction(_ time: inout WrittenTime) -> Bool {
            guard scanner.isAt(".") || scanner.isAt(",") else { return true }
            guard let digits = scanner.skipFraction() else { return false }
            deviations.insert(.fraction)
            time.hasFraction = digits.contains { $0 != UInt8(ascii: "0") }
            return true
        }

        /// `Z`, `UTC`, an offset or nothing.
        private mutating func suffix() -> Suffix? {
            if scanner.isAtEnd { return Suffix.none }
            if scanner.skip("Z") {
                skipBlanks()
                return .zulu
            }
            if scanner.isAt("+") || scanner.isAt("-") {
                guard let seconds = scanner.offset() else { return nil }
                skipBlanks()
                deviations.insert(.offset)
                return .offset(seconds)
            }
            for word in ["Z", "UTC", "GMT"] where scanner.skip(wordInAnyCase: word) {
                deviations.insert(.letters)
                // Blanks behind a word are none of the format's own.
                while scanner.skip(" ") || scanner.skip("\t") {}
                return .zulu
            }
            return nil
        }

        private mutating func skipBlanks() {
            while scanner.skip(" ") || scanner.skip("\t") { deviations.insert(.blank) }
        }
    }
}
