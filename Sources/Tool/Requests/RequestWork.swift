/// What can be asked for in a request; the numbers are part of the interface.
package enum RequestWork: Int32, Sendable, CaseIterable {
    /// One calendar in another format.
    case convert = 0
    /// The findings about one calendar.
    case validate = 1
    /// The occurrences of one calendar in a window of time.
    case expand = 2
    /// The series behind the single occurrences of one calendar.
    case restore = 3
    /// What two calendars do not both mean.
    case diff = 4
    /// The formats that are known; without a calendar.
    case formats = 5
    /// One calendar without anything personal.
    case anonymize = 6
    /// One calendar as several, one for each UID.
    case split = 7
    /// Several calendars as one.
    case merge = 8

    /// How many calendars it takes.
    package var inputCount: ClosedRange<Int> {
        switch self {
        case .formats: 0...0
        case .convert, .validate, .expand, .restore, .anonymize, .split: 1...1
        case .diff: 2...2
        case .merge: 1...Int.max
        }
    }

    /// Whether it is done on each of many calendars.
    package var isOfOneInput: Bool { inputCount == 1...1 }

    /// Whether it has to be told a format to write.
    var needsTarget: Bool { self == .convert || self == .restore }
}
