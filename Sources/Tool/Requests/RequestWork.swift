/// What can be asked for in a request; the names are part of the interface.
package enum RequestWork: String, Sendable, CaseIterable {
    /// One calendar in another format.
    case convert
    /// The findings about one calendar.
    case validate
    /// The occurrences of one calendar in a window of time.
    case expand
    /// What two calendars do not both mean.
    case diff
    /// The series behind the single occurrences of one calendar.
    case restore
    /// The formats that are known; without a calendar.
    case formats

    /// How many calendars it takes.
    package var inputCount: Int {
        switch self {
        case .formats: 0
        case .convert, .validate, .expand, .restore: 1
        case .diff: 2
        }
    }
}
