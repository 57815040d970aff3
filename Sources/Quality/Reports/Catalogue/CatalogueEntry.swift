package import CalendarDiagnostics

/// What there is to know of an id that the tool prints.
package struct CatalogueEntry: Sendable {
    /// What prints an id.
    package enum Kind: String, Sendable, CaseIterable {
        /// A rule of validation; readers report under it as well.
        case rule
        /// A reader, about something that no rule checks.
        case reading
        /// A conversion, about something that is not converted unchanged.
        case conversion
        /// The computation of occurrences.
        case occurrences
        /// A migration of a mail store.
        case migration
        /// A command, of a file, a process or a stylesheet.
        case command
        /// A report, as what became of a value or a message.
        case action
    }

    /// The id.
    package let id: RuleID
    /// What prints it.
    package let kind: Kind
    /// How much findings matter, in words; nil where it depends on the place, and for losses.
    package let severity: String?
    /// What it means, one line.
    package let meaning: String
    /// Why it is reported, and what happened to the data.
    package let explanation: String
    /// An input that causes it, or a message that contains it. If there is a ``command``, these are the texts of the files that
    /// it names, with an empty line between two of them: whole documents, or what a calendar or an event in one contains.
    package let example: String
    /// The command that reports it for the example, without its name.
    package let command: String?
    /// What can be done about it.
    package let fix: String
    /// The document with its section that defines it.
    package let source: String
}

extension CatalogueEntry {
    /// An entry with an explanation, an example, a fix and a source.
    static func row(
        _ id: RuleID,
        _ kind: Kind,
        severity: String? = nil,
        _ meaning: String,
        _ explanation: String,
        example: String,
        with command: String? = nil,
        fix: String,
        _ source: String
    ) -> CatalogueEntry {
        CatalogueEntry(
            id: id,
            kind: kind,
            severity: severity,
            meaning: meaning,
            explanation: explanation,
            example: example,
            command: command,
            fix: fix,
            source: source
        )
    }
}
