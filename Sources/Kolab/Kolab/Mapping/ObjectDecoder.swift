internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import TimeZones
internal import XMLSupport

/// Decodes one object: the context that its rows read in.
struct ObjectDecoder {
    let options: KolabReadingOptions
    /// The bytes of files that the object may name; nil if the message is not available.
    let parts: [KolabDocument.Part]?
    var diagnostics: Diagnostics
    /// When simple alarms go off, counted from the start; SyncKolab writes several.
    var simpleAlarms: [(element: XMLElement, lead: NominalDuration)] = []
    /// The list of advanced alarms, which simple ones only repeat.
    var advancedAlarms: XMLElement?
    /// A task's `x-kcal-priority`.
    var exactPriority: Int?
    /// A zone that is separate from the times it is meant for (drafts of KEP 2).
    var zoneHint: String?
    /// The exclusions of the recurrence, until they are settled.
    var exclusions: [Exclusion] = []
    /// The subevents of the exclusions that count.
    var subevents: [Subevent] = []
    /// The object that is read.
    var root: XMLElement?
    /// The date of the recurrence's range, turned into UNTIL when the start is known.
    var lastDate: CivilDate?

    /// A subevent and the date of the occurrence that it changes.
    struct Subevent {
        var date: CivilDate
        var element: XMLElement
    }

    /// What is done with an element that is read differently from its spelling: it is kept unchanged, if allowed.
    var keptAction: Loss.Action? { options.extensions ? .preserved : nil }

    /// Reports a finding at an element.
    ///
    /// - Parameters:
    ///   - action: what happened to something that the item does not contain unchanged.
    ///   - item: the item that lost it; nil for that of the object that is read.
    ///   - property: what of the item it is; nil for the element.
    mutating func report(
        _ rule: RuleID,
        as severity: Severity = .warning,
        _ message: @autoclosure () -> String,
        at element: XMLElement,
        losing action: Loss.Action? = nil,
        from item: CalendarItem? = nil,
        property: String? = nil
    ) {
        let root = root
        diagnostics.report(
            rule,
            severity,
            message(),
            at: SourceLocation(line: element.line, column: element.column),
            losing: action,
            of: Self.subject(item, property ?? element.localName, of: root)
        )
    }

    private static func subject(_ item: CalendarItem?, _ property: String, of root: XMLElement?) -> LossSubject {
        let kind = item?.kind ?? root.flatMap { KolabDocument.Kind(rawValue: $0.localName.lowercased())?.itemKind }
        let uid = item.map(\.uid) ?? ""
        return LossSubject(
            component: kind?.rawValue ?? "",
            uid: uid.isEmpty ? root?.child("uid")?.trimmedText ?? "" : uid,
            property: property
        )
    }

    /// A reading of a part of the object, with its own findings.
    var apart: ObjectDecoder {
        var decoder = ObjectDecoder(options: options, parts: parts, diagnostics: diagnostics.emptied)
        decoder.root = root
        return decoder
    }

    /// The zone that a name means, as a name of the tz database where that is known.
    func zoneName(_ name: String) -> String {
        options.zones.databaseName(of: name) ?? name
    }
}
