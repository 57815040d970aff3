internal import CalendarDiagnostics
internal import ICalendar
internal import Kalends

/// The calendar of a conference: an event for each session that has a time, and one for the whole.
struct ConferenceCalendar {
    private static let product = Product.identifier
    /// The address of people of whom only the name is known.
    private static let noAddress = "invalid:nomail"

    /// The lines of a session's event.
    ///
    /// - Parameters:
    ///   - conference: its identifier.
    ///   - stamp: DTSTAMP.
    /// - Returns: nil for a session without start or end.
    static func event(of session: Conference.Session, in conference: Conference, stamp: String) -> [UInt8]? {
        guard let start = session.start, let end = session.end, end.seconds >= start.seconds else { return nil }
        var builder = ComponentTreeBuilder(capacity: 1024)
        builder.begin(.vevent)
        builder.property(.uid, text: session.uid(in: conference.identifier))
        builder.property(.dateTimeStamp, raw: stamp)
        builder.property(.dateTimeStart, raw: start.text)
        builder.property(.dateTimeEnd, raw: end.text)
        builder.property(.summary, text: session.title)
        builder.add("DESCRIPTION", session.abstract.isEmpty ? session.description : session.abstract)
        builder.add("LOCATION", session.room)
        builder.add("CATEGORIES", session.kind)
        builder.add("CLASS", "PUBLIC", isRaw: true)
        builder.add("STATUS", session.isPublished ? "CONFIRMED" : "TENTATIVE", isRaw: true)
        builder.add("URL", uri(session.url), isRaw: true)
        for speaker in session.speakers where !speaker.name.isEmpty {
            let name = builder.name("CN")
            builder.property(.attendee, [(name, [speaker.name])], raw: noAddress)
        }
        builder.end()
        return ICalendarWriter().write(builder.finish())
    }

    /// The lines of the event for the whole conference; nil if it has no time.
    static func event(of conference: Conference, stamp: String) -> [UInt8]? {
        guard let start = conference.start, let end = conference.end, end.seconds >= start.seconds else { return nil }
        var builder = ComponentTreeBuilder(capacity: 1024)
        builder.begin(.vevent)
        builder.property(.uid, text: conference.identifier)
        builder.property(.dateTimeStamp, raw: stamp)
        builder.property(.dateTimeStart, raw: start.text)
        builder.property(.dateTimeEnd, raw: end.text)
        builder.property(.summary, text: conference.name)
        builder.add("DESCRIPTION", conference.description)
        builder.add("LOCATION", conference.venue)
        if let latitude = Double(conference.latitude), let longitude = Double(conference.longitude),
            abs(latitude) <= 90, abs(longitude) <= 180, latitude != 0 || longitude != 0
        {
            builder.add("GEO", "\(conference.latitude);\(conference.longitude)", isRaw: true)
        }
        // The organizer is prose, which ORGANIZER cannot hold.
        builder.add("CONTACT", conference.organizer)
        builder.add("URL", uri(conference.url), isRaw: true)
        builder.end()
        return ICalendarWriter().write(builder.finish())
    }

    /// A URL that a line can hold; empty if it is none.
    static func uri(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        return isPlain && text.contains(":") ? text : ""
    }

    /// A calendar of components that are lines already. It has no METHOD: that of a publication asks for an organizer with an
    /// address (RFC 5546 §3.2.1), which conferences do not have.
    static func calendar(_ components: [UInt8], name: String, caption: String? = nil) -> [UInt8] {
        var builder = ComponentTreeBuilder(capacity: 256)
        builder.begin(.vcalendar)
        builder.property(.version, raw: "2.0")
        builder.property(.productIdentifier, text: product)
        let (title, words) = (builder.name("X-WR-CALNAME"), builder.name("X-WR-CALDESC"))
        if !name.isEmpty { builder.property(title, text: name) }
        if let caption { builder.property(words, text: caption) }
        builder.end()
        let frame = ICalendarWriter().write(builder.finish())
        let tail = Array("END:VCALENDAR\r\n".utf8)
        return Array(frame.dropLast(tail.count)) + components + tail
    }
}

extension ComponentTreeBuilder {
    /// Adds a property, unless its value is empty.
    fileprivate mutating func add(_ name: String, _ text: String, isRaw: Bool = false) {
        guard !text.isEmpty else { return }
        let name = self.name(name)
        if isRaw { property(name, raw: text) } else { property(name, text: text) }
    }
}
