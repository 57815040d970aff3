internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

// MARK: - Sessions

extension ScheduleWriter {
    /// Writes an event by the rows of the profile.
    mutating func writeEvent(_ event: Component) {
        guard let startProperty = event.first(.dateTimeStart), let start = time(of: startProperty) else {
            return losses.add(
                "event-without-start",
                .dropped,
                "no DTSTART; skipped",
                line: event.index,
                in: event.index
            )
        }
        var taken: Set<Int> = [startProperty.index]
        let end = self.end(of: event, from: start, &taken)
        output.begin("vevent")
        for row in writer.profile.event { write(row, event, start, end, &taken) }
        output.end("vevent")
        for property in event.properties where !taken.contains(property.index) {
            lose("property-not-in-profile", .dropped, property)
        }
        for inner in event.components { loseComponent(inner) }
    }

    private mutating func write(
        _ row: ConferenceProfile.Row,
        _ event: Component,
        _ start: ScheduleTime,
        _ end: ScheduleTime,
        _ taken: inout Set<Int>
    ) {
        switch row.source {
        case .fixed(let text): output.element(row.element, text)
        case .text(let name, let otherwise):
            let property = event.first(name)
            if let property { taken.insert(property.index) }
            output.element(row.element, property?.text ?? otherwise)
        case .start: output.element(row.element, start.text(writer.profile.times))
        case .end: output.element(row.element, end.text(writer.profile.times))
        case .duration:
            let seconds = end.seconds - start.seconds
            let isQuirky = writer.hasQuirks && seconds >= 0
            output.element(
                row.element,
                isQuirky ? writer.profile.quirkyDuration(seconds) : LegacyDuration.text(seconds: seconds)
            )
        case .categories, .eachCategory:
            let all = event.all(.categories)
            taken.formUnion(all.map(\.index))
            let texts = all.flatMap(\.texts)
            if case .eachCategory = row.source, texts.count > 1 {
                for text in texts { output.element(row.element, text) }
            } else {
                output.element(row.element, texts.joined(separator: ","))
            }
        case .speakers:
            for attendee in event.all(.attendee) {
                taken.insert(attendee.index)
                output.element(row.element, speaker(attendee))
            }
        case .kept(let other): writeKept(row.element, other, event, &taken)
        case .calendarName: break
        }
    }

    /// A speaker's name; the address is lost with it, unless there never was one.
    private mutating func speaker(_ attendee: Property) -> String {
        let address = attendee.rawValue
        guard let name = attendee.parameter(.commonName)?.value, !name.isEmpty else {
            return address.lowercased().hasPrefix("mailto:") ? String(address.dropFirst(7)) : address
        }
        if address != LegacyAddress.missing || attendee.parameters.count > 1 {
            lose("attendee-address-lost", .altered, attendee, "\(name) is written without \(address)")
        }
        return name
    }

    private mutating func writeKept(
        _ name: String,
        _ other: ConferenceProfile.OtherSource,
        _ event: Component,
        _ taken: inout Set<Int>
    ) {
        let parts = name.split(separator: ":")
        let namespace = parts.first.flatMap { writer.profile.namespace(of: String($0)) }
        for property in event.all(.xml) where !taken.contains(property.index) {
            let text = Array(property.text.utf8)
            guard let element = try? XMLElement(parsing: text.span), element.name.namespace == namespace,
                element.localName == parts.last.map(String.init)
            else { continue }
            taken.insert(property.index)
            return output.element(name, element.text)
        }
        let text: String
        switch other {
        case .nothing: text = ""
        case .summary: text = event.first(.summary)?.text ?? ""
        case .language: text = event.first(.summary)?.parameters.first { $0.nameText == "LANGUAGE" }?.value ?? ""
        }
        output.element(name, text)
    }
}

// MARK: - Times

/// When a session begins or ends.
struct ScheduleTime {
    /// Seconds since 1970 in UTC, or on the wall clock where no zone is known.
    var seconds: Int
    var isInstant: Bool
    /// The local time as it was written.
    var local: CivilDateTime
    var isUTC: Bool
    var isDate: Bool
    /// The zone that it was written with.
    var zone: String?

    func text(_ form: ConferenceProfile.TimeForm) -> String {
        switch form {
        case .isoWithOffset: CivilDateTime(secondsSinceEpoch: seconds).description + (isInstant ? "+00:00" : "")
        case .basicLocal: local.basicText + (isUTC ? "Z" : "")
        }
    }
}

extension ScheduleWriter {
    /// Items in the order of their starts, where the software keeps them so.
    func ordered(_ items: [Component]) -> [Component] {
        guard writer.profile.isOrderedByStart else { return items }
        let starts = items.map { $0.first(.dateTimeStart).flatMap(read)?.seconds ?? .min }
        return items.indices.sorted { (starts[$0], $0) < (starts[$1], $1) }.map { items[$0] }
    }

    private func read(_ property: Property) -> ScheduleTime? {
        guard let time = LegacyTime(Array(property.rawValue.utf8).trimmed) else { return nil }
        let local = time.moment
        let isUTC = time.text.hasSuffix("Z")
        let zone = isUTC || time.type == .date ? nil : property.parameter(.timeZoneIdentifier)?.value
        let instant = isUTC ? local.secondsSinceEpoch : zone.flatMap { writer.instant(local, $0) }
        return ScheduleTime(
            seconds: instant ?? local.secondsSinceEpoch,
            isInstant: instant != nil,
            local: local,
            isUTC: isUTC,
            isDate: time.type == .date,
            zone: zone
        )
    }

    private mutating func time(of property: Property) -> ScheduleTime? {
        guard let time = read(property) else { return nil }
        if time.isDate { lose("date-became-time", .altered, property, "a whole day is written as midnight") }
        if let zone = time.zone {
            let rest = time.isInstant ? "" : ", which is unknown"
            lose("zone-lost", .altered, property, "the profile has no time zones; \(zone) is not written\(rest)")
        }
        return time
    }

    /// DTEND, else DTSTART and DURATION, else the end by RFC 5545 §3.6.1 of an event without one.
    private mutating func end(of event: Component, from start: ScheduleTime, _ taken: inout Set<Int>) -> ScheduleTime {
        if let property = event.first(.dateTimeEnd), let end = time(of: property) {
            taken.insert(property.index)
            return end
        }
        var length = event.first(.dateTimeStart)?.rawValue.utf8.count == 8 ? 86_400 : 0
        if let property = event.first(.duration), let seconds = property.withValue({ DurationText($0)?.signedSeconds })
        {
            taken.insert(property.index)
            length = seconds
        }
        var end = start
        end.seconds += length
        end.local = start.local.addingSeconds(length)
        return end
    }
}
