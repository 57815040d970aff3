internal import CalendarModel
internal import ICalendar
internal import TimeZones
internal import XMLSupport

/// Writes a schedule in the XML of Pentabarf, with the elements that frab and its readers know. Days and times are those of the
/// conference's zone.
struct PentabarfWriter {
    private let conference: Conference
    private let zone: ZoneRules?

    init(_ conference: Conference, zones: ZoneDirectory) {
        self.conference = conference
        zone = conference.timeZone.isEmpty ? nil : zones.rules(for: conference.timeZone)
    }

    /// A session with its place in time.
    private struct Placed {
        let session: Conference.Session
        let start: CivilDateTime
        let seconds: Int
        let offset: Int?
    }

    /// The document. Sessions without a time or a length are not part of it.
    func write() -> [UInt8] {
        let placed = conference.sessions.compactMap(placed).sorted {
            ($0.start, $0.session.room, $0.session.id) < ($1.start, $1.session.room, $1.session.id)
        }
        let days = Dictionary(grouping: placed) { $0.start.date }
        let dates = days.keys.sorted { $0.dayNumber < $1.dayNumber }
        var xml = XMLWriter(indentation: 2)
        xml.declaration()
        xml.start("schedule")
        write(dates, &xml)
        for (index, date) in dates.enumerated() {
            xml.start("day")
            xml.attribute("index", String(index + 1))
            xml.attribute("date", "\(date)")
            let sessions = days[date] ?? []
            for room in Self.unique(sessions.map(\.session.room)) {
                xml.start("room")
                xml.attribute("name", room)
                for session in sessions where session.session.room == room { write(session, &xml) }
                xml.end()
            }
            xml.end()
        }
        xml.end()
        return xml.bytes
    }

    private static func unique(_ names: [String]) -> [String] {
        names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private func placed(_ session: Conference.Session) -> Placed? {
        guard let start = session.start, let end = session.end, end.seconds >= start.seconds else { return nil }
        let (local, offset) = local(start)
        return Placed(session: session, start: local, seconds: end.seconds - start.seconds, offset: offset)
    }

    private func local(_ time: ConferenceTime) -> (CivilDateTime, offset: Int?) {
        guard time.isInstant else { return (CivilDateTime(secondsSinceEpoch: time.seconds), nil) }
        let offset = zone?.offset(at: time.seconds) ?? 0
        return (CivilDateTime(secondsSinceEpoch: time.seconds + offset), offset)
    }

    private func write(_ dates: [CivilDate], _ xml: inout XMLWriter) {
        xml.start("conference")
        Self.write("acronym", conference.identifier, &xml)
        xml.element("title", text: conference.name)
        Self.write("subtitle", conference.subtitle, &xml)
        Self.write("venue", conference.venue, &xml)
        Self.write("city", conference.city, &xml)
        Self.write("start", bound(conference.start, dates.first), &xml)
        Self.write("end", bound(conference.end, dates.last), &xml)
        xml.element("days", text: String(dates.count))
        xml.element("day_change", text: "00:00")
        xml.element("timeslot_duration", text: "00:05")
        Self.write("base_url", conference.url, &xml)
        Self.write("time_zone_name", conference.timeZone, &xml)
        xml.end()
    }

    /// A bound of the conference; the day of a session where it is unknown.
    private func bound(_ time: ConferenceTime?, _ day: CivilDate?) -> String {
        if let time { return Self.text(local(time)) }
        return day?.description ?? ""
    }

    private func write(_ placed: Placed, _ xml: inout XMLWriter) {
        let session = placed.session
        xml.start("event")
        xml.attribute("id", session.id)
        xml.element("date", text: Self.text((placed.start, placed.offset)))
        xml.element("start", text: String(placed.start.time.description.prefix(5)))
        xml.element("duration", text: Self.length(placed.seconds))
        let texts: [(String, String)] = [
            ("room", session.room), ("slug", session.slug), ("url", session.url), ("title", session.title),
            ("subtitle", session.subtitle), ("track", session.track), ("type", session.kind),
            ("language", session.language),
            ("abstract", session.abstract), ("description", session.description),
        ]
        for (name, text) in texts { xml.element(name, text: text) }
        xml.start("persons")
        for speaker in session.speakers {
            xml.start("person")
            if !speaker.id.isEmpty { xml.attribute("id", speaker.id) }
            xml.text(speaker.name)
            xml.end()
        }
        xml.end()
        xml.element("links", text: "")
        xml.end()
    }

    private static func write(_ name: String, _ text: String, _ xml: inout XMLWriter) {
        if !text.isEmpty { xml.element(name, text: text) }
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    /// `01:30`
    private static func length(_ seconds: Int) -> String { "\(two(seconds / 3600)):\(two(seconds / 60 % 60))" }

    /// ISO 8601 with the offset, where there is one.
    private static func text(_ time: (CivilDateTime, offset: Int?)) -> String {
        guard let offset = time.offset else { return "\(time.0)" }
        let size = abs(offset)
        return "\(time.0)\(offset < 0 ? "-" : "+")\(two(size / 3600)):\(two(size / 60 % 60))"
    }
}
