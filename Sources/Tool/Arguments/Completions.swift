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

    /// The names of limits, each with its sign.
    package static var limits: CompletionKind { .list(LimitSetting.names.map { "\($0)=" }) }
}
