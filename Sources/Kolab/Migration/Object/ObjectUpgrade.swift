internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Kolab
internal import KolabMail
public import TimeZones
internal import XMLSupport

/// A zone whose rules are known.
public struct KnownZone: Sendable {
    /// The name in the tz database, which `tz` attributes hold.
    public let name: String
    let rules: ZoneRules

    /// The zone that `name` means in any spelling; nil if unknown.
    public init?(_ name: String, in directory: ZoneDirectory) {
        // A guess is not enough.
        guard let found = directory.resolve(name), found.resolution.method != .guess,
            case .named(let id) = found.resolution.zone
        else { return nil }
        self.name = id
        rules = found.rules
    }
}

/// The changes that make a 2.0 object a 2.1 object, and the findings about them.
struct ObjectUpgrade {
    private(set) var edits: [ByteEdit] = []
    private(set) var findings: [Diagnostic] = []
    /// The zone in which the start is local afterwards; nil if it stays in UTC.
    private(set) var startZone: String?
    /// Whether a time gained a `tz` attribute.
    private(set) var gainsZone = false
    /// Whether the object names a zone whose rules are not known, so that it stays unchanged.
    private(set) var isRefused = false
    /// How many subevents were added.
    private(set) var gainedSubevents = 0

    private let text: ObjectText

    /// - Parameters:
    ///   - item: the object's content, read without a zone.
    ///   - zone: the zone that its times were meant in; nil leaves them unchanged.
    ///   - directory: where the zones are found that the object itself hints at.
    init(_ text: ObjectText, saying item: CalendarItem, zone: KnownZone?, directory: ZoneDirectory) {
        self.text = text
        addZones(item, zone, directory)
    }

    /// The version of the root: 1.1 for what holds content of 2.1, unless the administrator decided otherwise.
    mutating func setVersion(_ version: String) {
        guard gainsZone || gainedSubevents > 0 else { return }
        let attribute = text.outline.attribute("version", of: text.outline.root)
        // A higher version that is already there stays.
        if let attribute, !["1.0", ""].contains(text.outline.text(attribute.value)) { return }
        if let edit = text.settingVersion(version) { edits.append(edit) }
    }

    /// Puts a subevent into the exclusion of its day, or next to the others where the day is not excluded.
    ///
    /// - Parameter stray: the day of an exclusion that is removed, because it was for the exception's new day.
    mutating func add(_ subevent: [UInt8], onDay day: String, insteadOf stray: String?) -> Bool {
        let exclusions = text.exclusions
        if let stray, let element = exclusions.first(where: { $0.day == stray })?.element {
            edits.append(ByteEdit(element.range, []))
        }
        if let element = exclusions.first(where: { $0.day == day })?.element {
            guard text.outline.children(of: element, named: "subevent").isEmpty else { return false }
            edits.append(ByteEdit(element.content.upperBound..<element.content.upperBound, subevent))
        } else if let recurrence = text.element("recurrence"), !recurrence.isEmptyTag {
            let place = exclusions.last?.element.range.upperBound ?? recurrence.content.upperBound
            edits.append(
                ByteEdit(place..<place, Array("<exclusion>\(day)".utf8) + subevent + Array("</exclusion>".utf8))
            )
        } else {
            return false
        }
        gainedSubevents += 1
        return true
    }
}

extension ObjectUpgrade {
    /// Adds elements directly below the root; always true.
    mutating func add(_ elements: [UInt8]) -> Bool {
        let place = text.outline.root.content.upperBound
        if !elements.isEmpty { edits.append(ByteEdit(place..<place, elements)) }
        return true
    }

    private mutating func addZones(_ item: CalendarItem, _ zone: KnownZone?, _ directory: ZoneDirectory) {
        var changes: [(element: XMLOutline.Element, instant: Int, zone: KnownZone)] = []
        for (element, value) in text.zonedTimes(of: item) {
            if let attribute = text.outline.attribute("tz", of: element), !attribute.value.isEmpty { continue }
            switch value {
            case .utc(let time):
                guard let zone else { continue }
                changes.append((element, time.secondsSinceEpoch, zone))
            case .zoned(let local, let name):
                // The object itself hints at its zone, as the drafts of KEP 2 did.
                guard let hinted = KnownZone(name, in: directory), let instant = hinted.rules.instant(of: local) else {
                    findings.append(Diagnostic("zone-not-in-database", name))
                    isRefused = true
                    return
                }
                changes.append((element, instant, hinted))
            case .date, .floating, nil: continue
            }
        }
        guard let first = changes.first else { return }
        if let contradiction = ScheduleCheck(item, in: first.zone, startingAt: first.instant)?.contradiction {
            findings.append(contradiction)
            return
        }
        for change in changes { add(change.zone, to: change.element, at: change.instant) }
        if startZone != nil, let check = ScheduleCheck(item, in: first.zone, startingAt: first.instant) {
            findings += check.findings(against: "occurrences-move-against-utc")
        }
    }

    private mutating func add(_ zone: KnownZone, to element: XMLOutline.Element, at instant: Int) {
        let local = zone.rules.local(at: instant)
        let isStart = text.outline.localName(of: element) == "start-date" || text.element("start-date") == nil
        gainsZone = true
        let name: String
        if case .overlap = zone.rules.resolve(local) {
            findings.append(
                Diagnostic("ambiguous-local-time", "\(text.outline.localName(of: element)) \(local) \(zone.name)")
            )
            name = "UTC"
        } else {
            name = zone.name
            if isStart { startZone = zone.name }
        }
        if let attribute = text.outline.attribute("tz", of: element) {
            edits.append(ByteEdit(attribute.value, name))
        } else {
            edits.append(ByteEdit(text.attributePlace(of: element), " tz=\"\(name)\""))
        }
        guard let local = CivilDateTime(writable: local.secondsSinceEpoch) else {
            findings.append(
                Diagnostic("time-not-writable", "\(text.outline.localName(of: element)) in \(zone.name)")
            )
            isRefused = true
            return
        }
        let written = name == "UTC" ? "\(CivilDateTime(secondsSinceEpoch: instant))Z" : "\(local)"
        let place = text.outline.firstText(of: element)
        if text.outline.text(place) != written { edits.append(ByteEdit(place, written)) }
    }
}
