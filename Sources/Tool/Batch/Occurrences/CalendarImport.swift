internal import Kalends

/// A program that imports events from CSV by the names of columns.
enum CalendarImport: String, CaseIterable, Sendable {
    /// Google Calendar: “Create or edit a CSV file” of its help.
    case google
    /// Outlook for Windows: the fields of its import of comma separated values.
    case outlook
}

extension CalendarImport {
    /// Whether an occurrence is imported: both programs would take a to-do for an event, and one that was cancelled for one
    /// that takes place.
    func takes(_ shown: ShownOccurrence) -> Bool { shown.item.kind == .event && shown.item.status != .cancelled }

    // swift-format-ignore
    var columns: [OccurrenceColumn] {
        switch self {
        case .google: [
            column("Subject")       { $0.item.summary },
            column("Start Date")    { $0.start.date.american },
            column("Start Time")    { $0.isWholeDay ? nil : $0.start.time.american() },
            column("End Date")      { $0.lastDay.american },
            column("End Time")      { $0.isWholeDay ? nil : ($0.end ?? $0.start).time.american() },
            column("All Day Event") { $0.isWholeDay ? "True" : "False" },
            column("Description")   { $0.item.description },
            column("Location")      { $0.item.location },
            column("Private")       { $0.isPrivate ? "True" : "False" },
        ]
        case .outlook: [
            column("Subject")       { $0.item.summary },
            column("Start Date")    { $0.start.date.american },
            column("Start Time")    { $0.start.time.american(hasSeconds: true) },
            // A whole day ends for Outlook at the midnight after it.
            column("End Date")      { $0.finish.date.american },
            column("End Time")      { $0.finish.time.american(hasSeconds: true) },
            column("All day event") { $0.isWholeDay ? "True" : "False" },
            column("Categories")    { $0.item.categories.joined(separator: ";") },
            column("Description")   { $0.item.description },
            column("Location")      { $0.item.location },
            column("Private")       { $0.isPrivate ? "True" : "False" },
        ]
        }
    }

    private func column(_ name: String, _ text: @escaping @Sendable (ShownOccurrence) -> String?) -> OccurrenceColumn {
        OccurrenceColumn(name, name.uppercased()) { shown, _ in .text(text(shown)) }
    }
}

extension ShownOccurrence {
    fileprivate var isPrivate: Bool { [.private, .confidential].contains(item.classification) }

    /// When it is over: the midnight after a whole day that states no end, the start of what takes no time.
    fileprivate var finish: CivilDateTime {
        end ?? (isWholeDay ? CivilDateTime(start.date.addingDays(1), start.time) : start)
    }

    /// The day on which it ends; of whole days the last.
    fileprivate var lastDay: CivilDate {
        isWholeDay ? max(start.date, finish.date.addingDays(-1)) : finish.date
    }
}

extension CivilDate {
    /// `03/30/2026`
    fileprivate var american: String { "\(padded(month))/\(padded(day))/\(year)" }
}

extension CivilTime {
    /// `02:15 PM`, or `2:15:00 PM`.
    fileprivate func american(hasSeconds: Bool = false) -> String {
        let half = hour % 12 == 0 ? 12 : hour % 12
        let suffix = hour < 12 ? "AM" : "PM"
        return hasSeconds
            ? "\(half):\(padded(minute)):\(padded(second)) \(suffix)" : "\(padded(half)):\(padded(minute)) \(suffix)"
    }
}

private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
