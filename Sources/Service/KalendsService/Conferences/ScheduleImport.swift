internal import CalendarDiagnostics
internal import ICalendar
internal import Kalends
internal import TimeZones
internal import XMLSupport

/// Reads a schedule in the XML of Pentabarf, and of frab and pretalx after it.
///
/// A session has its own `date` with an offset, or only `start` on the day of its `day` element; times before `day_change` are
/// then those of the next day (Pentabarf). Such times are on the clocks of `time_zone_name`, or float where there is none.
struct ScheduleImport {
    private let conferenceElement: XMLElement?
    private let zone: ZoneRules?
    private let dayChange: Int

    /// Reads a conference.
    static func conference(in bytes: [UInt8], zones: ZoneDirectory) throws -> Conference {
        let root = try XMLElement(parsing: bytes.span)
        guard root.localName == "schedule" else {
            throw OpenEventImport.Fault(text: "the root element is \(root.localName), not schedule")
        }
        let conference = root.child("conference")
        let name = conference?.child("time_zone_name")?.trimmedText ?? ""
        let reading = ScheduleImport(
            conferenceElement: conference,
            zone: name.isEmpty ? nil : zones.rules(for: name),
            dayChange: Self.seconds(conference?.child("day_change")?.trimmedText ?? "") ?? 0
        )
        return try reading.conference(root, zone: name)
    }

    private func conference(_ root: XMLElement, zone name: String) throws -> Conference {
        var result = Conference()
        func text(_ name: String) -> String { conferenceElement?.child(name)?.trimmedText ?? "" }
        result.name = text("title")
        result.identifier = text("acronym")
        result.subtitle = text("subtitle")
        result.url = text("base_url")
        result.venue = text("venue")
        result.city = text("city")
        result.timeZone = name
        result.start = time(text("start"))
        result.end = time(text("end"))
        for day in root.children("day") {
            for room in day.children("room") {
                for event in room.children("event") {
                    result.sessions.append(try session(event, room: room.attribute("name") ?? "", day))
                }
            }
        }
        return result
    }

    private func session(_ event: XMLElement, room: String, _ day: XMLElement) throws -> Conference.Session {
        var session = Conference.Session()
        func text(_ name: String) -> String { event.child(name)?.trimmedText ?? "" }
        session.id = event.attribute("id") ?? event.attribute("guid") ?? ""
        guard !session.id.isEmpty else { throw OpenEventImport.Fault(text: "line \(event.line): an event has no id") }
        session.title = text("title")
        session.subtitle = text("subtitle")
        session.abstract = PlainText.of(text("abstract"))
        session.description = PlainText.of(text("description"))
        session.kind = text("type")
        session.track = text("track")
        session.language = text("language")
        session.room = text("room").isEmpty ? room : text("room")
        session.slug = text("slug")
        session.url = text("url").isEmpty ? text("conf_url") : text("url")
        session.start = start(of: event, day)
        if let start = session.start, let length = Self.seconds(text("duration")) {
            session.end = ConferenceTime(seconds: start.seconds + length, isInstant: start.isInstant)
        }
        session.speakers = (event.child("persons")?.children("person") ?? []).map {
            Conference.Speaker(id: $0.attribute("id") ?? "", name: $0.trimmedText)
        }
        return session
    }

    private func start(of event: XMLElement, _ day: XMLElement) -> ConferenceTime? {
        if let time = time(event.child("date")?.trimmedText ?? "") { return time }
        guard let seconds = Self.seconds(event.child("start")?.trimmedText ?? ""), let date = day.attribute("date"),
            let midnight = ConferenceTime("\(date)T00:00:00")
        else { return nil }
        return placed(midnight.seconds + seconds + (seconds < dayChange ? 86_400 : 0))
    }

    private func time(_ text: String) -> ConferenceTime? {
        guard let time = ConferenceTime(text) else { return nil }
        return time.isInstant ? time : placed(time.seconds)
    }

    /// A time on the clocks of the conference.
    private func placed(_ local: Int) -> ConferenceTime {
        guard let zone, let instant = zone.instant(of: CivilDateTime(secondsSinceEpoch: local)) else {
            return ConferenceTime(seconds: local, isInstant: false)
        }
        return ConferenceTime(seconds: instant, isInstant: true)
    }

    /// The seconds of `01:30`, `01:30:00`, of Open Event's `1:30:0000:00` and its `2 days, 0:00:0000:00`.
    static func seconds(_ text: String) -> Int? {
        var (text, days) = (text[...], 0)
        if let comma = text.firstIndex(of: ",") {
            guard let count = Int(text.prefix { $0.isNumber }) else { return nil }
            (days, text) = (count, text[text.index(after: comma)...].trimmingBlanks)
        }
        // Python's text of a length, to which the exporter appends 00:00.
        if text.hasSuffix("00:00"), text.split(separator: ":").count == 4 { text = text.dropLast(5) }
        let parts = text.split(separator: ":").map { Int($0) }
        guard (2...3).contains(parts.count), let hours = parts[0], let minutes = parts[1], (0..<10_000).contains(hours),
            (0..<60).contains(minutes)
        else { return nil }
        let rest = parts.count == 3 ? parts[2] ?? -1 : 0
        guard (0..<60).contains(rest), (0..<10_000).contains(days) else { return nil }
        return days * 86_400 + hours * 3600 + minutes * 60 + rest
    }
}
