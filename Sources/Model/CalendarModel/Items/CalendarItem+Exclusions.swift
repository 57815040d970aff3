internal import ICalendar

extension CalendarItem {
    /// Excludes an occurrence; the lines of the other exclusions stay as they are written.
    package mutating func exclude(_ time: EventTime) {
        if exclusions.contains(time) { return }
        let form = exclusionForm
        exclusions.append(time)
        guard let form else { return }
        preserved.exactForms[form].generated = Self.lines(of: exclusions).flatMap(\.canonicalText)
        preserved.exactForms[form].properties += Self.lines(of: [time]).map { PreservedProperty($0) }
    }

    /// Ends some exclusions; the lines of the others stay as they are written.
    package mutating func endExclusions(where isEnded: (EventTime) -> Bool) {
        let left = exclusions.filter { !isEnded($0) }
        guard left.count < exclusions.count else { return }
        let form = exclusionForm
        exclusions = left
        guard let form else { return }
        preserved.exactForms[form].generated = Self.lines(of: left).flatMap(\.canonicalText)
        preserved.exactForms[form].properties = preserved.exactForms[form].properties.flatMap { kept in
            let times = kept.property.eventTimes ?? []
            let left = times.filter { !isEnded($0) }
            return left.count == times.count ? [kept] : Self.lines(of: left).map { PreservedProperty($0) }
        }
        if left.isEmpty { preserved.exactForms.remove(at: form) }
    }

    /// The form in which the exclusions are written, where it is not that of their field.
    private var exclusionForm: Int? {
        guard preserved.exactForms.contains(where: { $0.isOf(.exceptionDate) }) else { return nil }
        let generated = Self.lines(of: exclusions).flatMap(\.canonicalText)
        return preserved.exactForms.firstIndex { $0.isOf(.exceptionDate) && $0.generated == generated }
    }

    private static func lines(of exclusions: [EventTime]) -> [Property] {
        var builder = ComponentTreeBuilder(capacity: 256)
        builder.begin(.vevent)
        builder.append(.exceptionDate, exclusions)
        return builder.finish().components.flatMap(\.properties)
    }
}
