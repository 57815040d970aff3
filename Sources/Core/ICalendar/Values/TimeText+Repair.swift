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
            case .letters: "has letters other than T and Z"
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
        guard text.count <= 48, let written = WrittenTime(text), !written.deviations.isEmpty,
            let civil = written.moment, (1...9999).contains(civil.date.year)
        else { return nil }
        let time = TimeText(civil, isDate: written.isDate, isUTC: written.suffix != .none)
        return (time, Deviation.allCases.filter(written.deviations.contains))
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
