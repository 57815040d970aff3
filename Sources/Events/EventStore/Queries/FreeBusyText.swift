internal import CalendarModel
internal import ICalendar

extension EventStore {
    /// When a user is busy in a period, as VFREEBUSY (RFC 5545 §3.6.4): BUSY, and BUSY-TENTATIVE for what is tentative or not
    /// answered. Times are in UTC.
    ///
    /// - Parameter method: METHOD, where the text is a message; `PUBLISH`, or `REPLY` (RFC 5546 §3.3).
    public func freeBusyText(of user: String, in period: Period, method: String? = nil) throws -> [UInt8] {
        guard period.start != nil, period.end != nil else { throw StoreError.endlessPeriod }
        let (person, spans) = try read { state in
            let person = try state.attendees.user(user)
            return (person, try state.busySpans(of: state.addressKeys(of: [user]), in: period.widened()))
        }
        var firm: [Range<Int>] = []
        var tentative: [Range<Int>] = []
        for span in spans {
            let instants = span.span.instants(in: configuration.rules(of: person.timeZone)).clamped(to: period.instants)
            if span.isTentative || span.status != .accepted {
                tentative.append(instants)
            } else {
                firm.append(instants)
            }
        }
        firm = SpanSet.union(firm)
        // What is busy for certain is not tentative as well.
        tentative = SpanSet.union(SpanSet.union(tentative).flatMap { SpanSet.complement(of: firm, in: $0) })
        var builder = ComponentTreeBuilder(capacity: 512)
        builder.begin(.vcalendar)
        builder.property(.version, raw: "2.0")
        builder.property(.productIdentifier, text: EventText.productIdentifier)
        if let method { builder.property(.method, raw: method) }
        builder.begin(builder.name("VFREEBUSY"))
        builder.property(.uid, text: configuration.makeUID())
        builder.property(.dateTimeStamp, raw: EventTime.utc(configuration.nowUTC).description)
        builder.property(.dateTimeStart, raw: Self.text(period.instants.lowerBound))
        builder.property(.dateTimeEnd, raw: Self.text(period.instants.upperBound))
        builder.property(.organizer, raw: Person.calendarAddress(person.address))
        for (kind, ranges) in [("BUSY", firm), ("BUSY-TENTATIVE", tentative)] where !ranges.isEmpty {
            let values = ranges.map { "\(Self.text($0.lowerBound))/\(Self.text($0.upperBound))" }
            let type = builder.name("FBTYPE")
            builder.property(builder.name("FREEBUSY"), [(type, [kind])], raw: values.joined(separator: ","))
        }
        return ICalendarWriter().write(builder.finish())
    }

    private static func text(_ instant: Int) -> String {
        EventTime.utc(CivilDateTime(secondsSinceEpoch: instant)).description
    }
}

extension Person {
    /// The CAL-ADDRESS of an address (RFC 5545 §3.3.3).
    static func calendarAddress(_ address: String) -> String { address.contains(":") ? address : "mailto:\(address)" }
}
