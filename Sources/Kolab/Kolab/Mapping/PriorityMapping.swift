internal import CalendarModel
internal import XMLSupport

/// Priorities of tasks: Kolab has 1 to 5, RFC 5545 §3.8.1.9 has 0 to 9 (tables of KDE, kolab.md 1.7).
enum KolabPriority {
    /// Kolab's priority for each of iCalendar's, from 0.
    static let ofCalendar = [3, 1, 1, 2, 2, 3, 3, 4, 4, 5]
    /// iCalendar's priority for each of Kolab's, from 1.
    static let ofKolab = [1, 3, 5, 7, 9]

    /// The priority of iCalendar for a task's `priority`; 0 and 6 to 9 can only be meant in the newer range (KEP 8).
    static func calendar(_ kolab: Int) -> Int { (1...5).contains(kolab) ? ofKolab[kolab - 1] : kolab }
}

extension KolabRow {
    /// `priority` of a task.
    static let taskPriority = KolabRow.group(
        "priority",
        read: { element, item, reading in
            guard let number = Int(element.trimmedText), (0...9).contains(number) else {
                reading.reportInvalidNumber(element)
                return element.trimmedText.isEmpty && element.isPlain ? .exact : .unreadable
            }
            item.priority = KolabPriority.calendar(number)
            return element.isPlain && (1...5).contains(number) ? .exact : .inexact
        },
        isWritten: { item, _ in item.priority != nil },
        write: { item, writing in
            guard let priority = item.priority, (0...9).contains(priority) else { return }
            writing.text("priority", String(KolabPriority.ofCalendar[priority]))
        },
        say: { item, statement in
            statement.item.priority = item.priority.flatMap { priority in
                (0...9).contains(priority) ? KolabPriority.calendar(KolabPriority.ofCalendar[priority]) : nil
            }
        },
        clear: { $0.priority = nil },
        isSame: { $0.priority == $1.priority }
    )

    /// `x-kcal-priority` of KDE, written where `priority` alone would be read back as another number.
    static let exactPriority = KolabRow.group(
        "x-kcal-priority",
        read: { element, _, reading in
            guard let number = Int(element.trimmedText), (0...9).contains(number) else {
                reading.reportInvalidNumber(element)
                return .unreadable
            }
            reading.exactPriority = number
            return element.isPlain ? .exact : .inexact
        },
        isWritten: { item, _ in
            guard let priority = item.priority, (0...9).contains(priority) else { return false }
            return KolabPriority.calendar(KolabPriority.ofCalendar[priority]) != priority
        },
        write: { item, writing in writing.text("x-kcal-priority", String(item.priority ?? 0)) },
        say: { item, statement in
            guard let priority = item.priority, (0...9).contains(priority) else { return }
            let isExact = KolabPriority.calendar(KolabPriority.ofCalendar[priority]) == priority
            statement.exactPriority = isExact ? nil : priority
        },
        clear: { _ in },
        isSame: { $0.priority == $1.priority }
    )
}

extension CalendarItem {
    /// Lets `x-kcal-priority` count where it agrees with `priority`.
    mutating func refinePriority(_ exact: Int?) {
        guard let exact else { return }
        guard let priority else {
            self.priority = exact
            return
        }
        if KolabPriority.ofCalendar[exact] == KolabPriority.ofCalendar[priority] { self.priority = exact }
    }
}
