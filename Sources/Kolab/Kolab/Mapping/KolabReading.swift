internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import TimeZones
internal import XMLSupport

/// What reading one object knows beside its item.
struct KolabReading {
    let options: KolabReadingOptions
    /// The bytes of files that the object may name; nil if the message is not at hand.
    let parts: [KolabDocument.Part]?
    var diagnostics: Diagnostics
    /// When simple alarms go off, counted from the start; SyncKolab writes several.
    var simpleAlarms: [(element: XMLElement, lead: NominalDuration)] = []
    /// The list of advanced alarms, which simple ones only repeat.
    var advancedAlarms: XMLElement?
    /// A task's `x-kcal-priority`.
    var exactPriority: Int?
    /// A zone that stands apart from the times it is meant for (drafts of KEP 2).
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

    /// What becomes of an element that is read otherwise than it stands: it goes along as it is, if it may.
    var keptAction: Loss.Action? { options.extensions ? .preserved : nil }

    /// Reports a finding at an element.
    ///
    /// - Parameters:
    ///   - action: what became of something that the item does not hold as it stood.
    ///   - item: the item that lost it; nil for that of the object that is read.
    mutating func report(
        _ rule: RuleID,
        as severity: Severity = .warning,
        _ message: @autoclosure () -> String,
        at element: XMLElement,
        losing action: Loss.Action? = nil,
        from item: CalendarItem? = nil
    ) {
        let root = root
        diagnostics.report(
            rule,
            severity,
            message(),
            at: SourceLocation(line: element.line, column: element.column),
            losing: action,
            of: Self.subject(item, element, of: root)
        )
    }

    private static func subject(_ item: CalendarItem?, _ element: XMLElement, of root: XMLElement?) -> LossSubject {
        let kind = item?.kind ?? root.flatMap { KolabDocument.Kind(rawValue: $0.localName.lowercased())?.itemKind }
        let uid = item.map(\.uid) ?? ""
        return LossSubject(
            component: kind?.rawValue ?? "",
            uid: uid.isEmpty ? root?.child("uid")?.trimmedText ?? "" : uid,
            property: element.localName
        )
    }

    /// A reading of a part of the object, with findings of its own.
    var apart: KolabReading {
        var reading = KolabReading(options: options, parts: parts, diagnostics: diagnostics.emptied)
        reading.root = root
        return reading
    }

    /// The zone that a name means, as a name of the tz database where that is known.
    func zoneName(_ name: String) -> String {
        options.zones.databaseName(of: name) ?? name
    }
}

/// What writing one object knows beside its item.
struct KolabWriting {
    let version: KolabVersion
    let options: KolabWritingOptions
    /// Where the rules of the series' zones are found.
    let zones: CalendarZones
    var xml: XMLWriter
    /// The series' overrides, for subevents.
    var subevents: [KolabObject.Subevent] = []
    /// The pattern that stands for the item's rules, found before writing.
    var pattern: KolabRecurrence?
    /// Days on which the pattern has an occurrence that is none, or is another event.
    var exclusions: [CivilDate] = []
    /// Files named by the object.
    var parts: [KolabDocument.Part] = []
    /// The days of the subevents written, and which rows each of them has.
    var subeventDays: [CivilDate] = []
    var subeventRows: [SubeventRows] = []
    /// How the version says times.
    let clock: KolabClock

    init(version: KolabVersion, options: KolabWritingOptions, zones: CalendarZones) {
        self.version = version
        self.options = options
        self.zones = zones
        clock = KolabClock(version: version, zones: zones, timeZone: options.timeZone)
        xml = XMLWriter(indentation: 1, reservingCapacity: 2048)
    }
}
