package import ArgumentParser
internal import Batch
internal import Reports

/// What shells offer as values; they ask the command for it when it is wanted.
extension CompletionKind {
    /// The names of time zones.
    package static var zones: CompletionKind { .custom { _, _, _ in ZoneReport.now.names } }

    /// The names of time zones, and `local`.
    package static var shownZones: CompletionKind { .custom { _, _, _ in ["local"] + ZoneReport.now.names } }

    /// The ids of rules.
    package static var rules: CompletionKind { .custom { _, _, _ in Catalogue.ruleNames } }

    /// The ids of everything that is reported.
    package static var ids: CompletionKind { .custom { _, _, _ in Catalogue.names } }

    /// The names of the columns of occurrences, and of what columns are chosen for as a whole.
    package static var columns: CompletionKind { .list(OccurrenceColumns.allNames) }

    /// The names of what has a JSON Schema.
    package static var schemas: CompletionKind { .list(OutputSchema.names) }

    /// The names of components.
    package static var components: CompletionKind { .list(SelectionCriteria.componentNames) }

    /// The names of components and properties.
    package static var componentsAndProperties: CompletionKind { .custom { _, _, _ in SelectionCriteria.names } }

    /// The names of limits, each with its sign.
    package static var limits: CompletionKind { .list(LimitSetting.names.map { "\($0)=" }) }
}
