internal import CalendarModel
package import ICalendar

/// By what a calendar is divided into several.
public enum Division: String, Sendable, CaseIterable {
    /// Each component by itself, overrides too.
    case item
    /// All components of one UID together.
    case uid
    /// The month in which a series begins.
    case month
    /// The year in which a series begins.
    case year
    /// The first category of a series.
    case category
    /// The calendar that an item is in.
    case calendar
}

/// The components that come together into one part.
package struct DividedPart {
    /// What the part is called, which another part of another input may be called too.
    package var name: String
    /// The components, in their order.
    package var components: [Component]
}

extension Division {
    /// The parts of the components that are directly in a calendar, or outside of any.
    ///
    /// - Parameter calendarName: what the calendar is called.
    package func parts(of components: [Component], calendarName: String) -> [DividedPart] {
        var parts: [DividedPart] = []
        var places: [ExactText: Int] = [:]
        for group in ItemGroup.all(among: components) {
            for members in self == .item ? group.components.map({ [$0] }) : [group.components] {
                let name = name(of: members, calendarName)
                if self != .item, let place = places[ExactText(name)] {
                    parts[place].components += members
                } else {
                    places[ExactText(name)] = parts.count
                    parts.append(DividedPart(name: name, components: members))
                }
            }
        }
        for index in parts.indices { parts[index].components.sort { $0.index < $1.index } }
        return parts
    }

    private func name(of components: [Component], _ calendarName: String) -> String {
        guard let first = components.first(where: { $0.first(.recurrenceID) == nil }) ?? components.first else {
            return ""
        }
        switch self {
        case .item:
            let id = first.first(.recurrenceID).map { "_\($0.rawValue)" } ?? ""
            return (first.first(.uid)?.text ?? "") + id
        case .uid: return first.first(.uid)?.text ?? ""
        case .month, .year:
            let start = first.first(.dateTimeStart) ?? first.first(.dateTimeDue) ?? first.first(.recurrenceID)
            guard let date = start?.eventTime?.date.description else { return "undated" }
            return String(date.dropLast(self == .month ? 3 : 6))
        case .category: return first.first(.categories)?.texts.first { !$0.isEmpty } ?? "uncategorized"
        case .calendar: return calendarName
        }
    }
}

extension Component {
    /// What a calendar is called (RFC 7986 §5.1, X-WR-CALNAME); nil if it does not say.
    package var calendarName: String? {
        let named = ["NAME", "X-WR-CALNAME"].compactMap { name in properties.first { $0.nameText == name }?.text }
        return named.first { !$0.isEmpty }
    }
}
