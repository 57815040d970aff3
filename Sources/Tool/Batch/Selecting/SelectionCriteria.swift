internal import ICalendar
package import Kalends
internal import Reports
package import Selecting
internal import Validation

/// What items are selected by, as options state it: several values of one option are alternatives, several options all hold.
package struct SelectionCriteria: Sendable {
    /// The first day on which something occurs; nil for no bound.
    package var from: CivilDate?
    /// The day after the last.
    package var until: CivilDate?
    /// Whether series are cut to these days.
    package var cutsSeries = false
    /// Conditions in the language of `ItemQuery`.
    package var conditions: [String] = []
    /// UIDs.
    package var uids: [String] = []
    /// Names of components.
    package var components: [String] = []
    /// Parts of the name or the address of an organizer.
    package var organizers: [String] = []
    /// Parts of the name or the address of an attendee.
    package var attendees: [String] = []
    /// Categories.
    package var categories: [String] = []
    /// Statuses.
    package var statuses: [String] = []
    /// Patterns of the names of properties and components that are removed.
    package var dropped: [String] = []

    /// Everything is selected.
    package init() {}

    /// The names of components.
    package static var componentNames: [String] { Vocabulary.componentNames }

    /// The names of components and properties.
    package static var names: [String] { componentNames + Vocabulary.propertyNames }

    /// The selection.
    ///
    /// - Throws: ``ExitStatusError`` if a condition cannot be understood, or a name is misspelt.
    package func selection() throws(ExitStatusError) -> ItemSelection {
        try Self.checkSpelling(of: components, among: Self.componentNames, option: "--component")
        try Self.checkSpelling(of: statuses, among: PropertyWords.of("STATUS"), option: "--status")
        try Self.checkSpelling(of: dropped.filter { !$0.contains("*") }, among: Self.names, option: "--drop")
        let today = Day.today
        var queries: [ItemQuery] = []
        for condition in conditions { queries.append(try query(condition, today)) }
        for (name, values) in [
            ("uid", uids), ("component", components), ("category", categories), ("status", statuses),
        ]
        where !values.isEmpty {
            queries.append(.property(name, isOneOf: values, today: today))
        }
        for (name, values) in [("organizer", organizers), ("attendee", attendees)] where !values.isEmpty {
            queries.append(.property(name, containsOneOf: values, today: today))
        }
        var selection = ItemSelection()
        selection.query = queries.isEmpty ? nil : .all(queries)
        if from != nil || until != nil { selection.window = DayWindow(from: from, until: until) }
        selection.cutsSeries = cutsSeries
        selection.dropped = dropped.map { NamePattern($0) }
        return selection
    }

    /// A name that no standard has may be somebody's own; one that is spelt almost like a known one is a mistake.
    private static func checkSpelling(
        of names: [String],
        among known: [String],
        option: String
    ) throws(ExitStatusError) {
        for name in names where !known.contains(name.uppercased()) && !name.uppercased().hasPrefix("X-") {
            let near = Suggestion.nearest(to: name, among: known)
            if near.isEmpty { continue }
            throw ExitStatusError(
                status: .usage,
                "\(option): nothing is called \(name); perhaps \(near.joined(separator: ", "))"
            )
        }
    }

    private func query(_ text: String, _ today: CivilDate) throws(ExitStatusError) -> ItemQuery {
        let query: ItemQuery
        do throws(ItemQueryError) {
            query = try ItemQuery(text, today: today)
        } catch {
            var message = error.message
            if case .unsuitable(let value, let wanted) = error, wanted != .number {
                message +=
                    "; "
                    + Suggestion.hint(
                        for: value,
                        among: Day.words,
                        otherwise: "days are written as \(Day.forms)"
                    )
            }
            if case .unknownField(let name) = error {
                let names = ItemQuery.fieldNames
                message +=
                    "; "
                    + Suggestion.hint(for: name.lowercased(), among: names, otherwise: "names are those of RFC 5545")
            }
            throw ExitStatusError(status: .usage, "--where: \(message)")
        }
        for (field, word) in query.words {
            let known = field == "COMPONENT" ? Vocabulary.componentNames : PropertyWords.of(field)
            try Self.checkSpelling(of: [word], among: known, option: "--where")
        }
        return query
    }
}

extension DocumentEditing {
    /// Only what is selected is written.
    package static func selecting(_ selection: ItemSelection) -> DocumentEditing {
        var editing = DocumentEditing()
        editing.selection = selection
        editing.ofInput = { converter, documents, report in
            converter.select(selection, from: documents, report: &report)
        }
        return editing
    }

    /// The time zones of what is written are changed.
    package static func changingZones(_ changes: ZoneChanges) -> DocumentEditing {
        var editing = DocumentEditing()
        if changes.isEmpty { return editing }
        editing.ofInput = { converter, documents, report in
            converter.changeZones(changes, in: documents, report: &report)
        }
        return editing
    }

    /// The items are divided into files.
    package static func dividing(by division: Division) -> DocumentEditing {
        var editing = DocumentEditing()
        editing.division = division
        return editing
    }

    /// Of several versions of an item those are written that a policy keeps.
    package static func resolvingVersions(by policy: DuplicatePolicy) -> DocumentEditing {
        var editing = DocumentEditing()
        editing.ofAll = { converter, documents, report in
            converter.resolveVersions(in: documents, by: policy, report: &report)
        }
        return editing
    }
}
