internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import TimeZones
internal import XMLSupport

/// Encodes one object: the context that its rows write in.
struct ObjectEncoder {
    let version: KolabVersion
    let options: KolabWritingOptions
    /// Where the rules of the series' zones are found.
    let zones: CalendarZones
    var xml: XMLWriter
    /// The series' overrides, for subevents.
    var subevents: [KolabObject.Subevent] = []
    /// The pattern that represents the item's rules, found before writing.
    var pattern: KolabRecurrence?
    /// Days on which the pattern has an occurrence that is none, or is another event.
    var exclusions: [CivilDate] = []
    /// Files named by the object.
    var parts: [KolabDocument.Part] = []
    /// The days of the subevents written, and which rows each of them has.
    var subeventDays: [CivilDate] = []
    var subeventRows: [SubeventRows] = []
    /// How the version writes times.
    let clock: KolabClock

    init(version: KolabVersion, options: KolabWritingOptions, zones: CalendarZones) {
        self.version = version
        self.options = options
        self.zones = zones
        clock = KolabClock(version: version, zones: zones, timeZone: options.timeZone)
        xml = XMLWriter(indentation: 1, reservingCapacity: 2048)
    }
}
