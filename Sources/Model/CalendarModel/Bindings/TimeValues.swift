public import ICalendar

extension Property {
    /// The value as a date or date-time, with TZID; nil if it cannot be read as one.
    public var eventTime: EventTime? {
        guard let time = withValue({ EventTime(lenient: $0) }) else { return nil }
        return zoned(time)
    }

    /// The members of a list of dates or date-times that can be read; nil if none can.
    ///
    /// The others are ``unreadableMembers``.
    var eventTimes: [EventTime]? {
        var times: [EventTime] = []
        for piece in pieces(dividedBy: UInt8(ascii: ",")) {
            if let time = EventTime(lenient: piece.span) { times.append(zoned(time)) }
        }
        return times.isEmpty ? nil : times
    }

    /// The members of an RDATE that can be read, dates, date-times or periods; nil if none can.
    ///
    /// The others are ``unreadableMembers``.
    var additionalDates: [CalendarItem.AdditionalDate]? {
        let dates = pieces(dividedBy: UInt8(ascii: ",")).compactMap(additionalDate)
        return dates.isEmpty ? nil : dates
    }

    /// The members of an RDATE or EXDATE that cannot be read, as they are written. An empty one is not among them: it names no
    /// date.
    public var unreadableMembers: [String] {
        guard name == .recurrenceDate || name == .exceptionDate else { return [] }
        return pieces(dividedBy: UInt8(ascii: ",")).filter { piece in
            if piece.isEmpty { return false }
            return name == .exceptionDate ? EventTime(lenient: piece.span) == nil : additionalDate(piece) == nil
        }.map { String(decoding: $0, as: UTF8.self) }
    }

    private func additionalDate(_ piece: [UInt8]) -> CalendarItem.AdditionalDate? {
        guard let slash = piece.firstIndex(of: UInt8(ascii: "/")) else {
            return EventTime(lenient: piece.span).map { .time(zoned($0)) }
        }
        let second = piece.span.extracting((slash + 1)...)
        guard let start = EventTime(lenient: piece.span.extracting(..<slash)) else { return nil }
        if let end = EventTime(lenient: second) { return .period(zoned(start), end: zoned(end)) }
        return (try? NominalDuration(reading: second)).map { .duration(zoned(start), $0) }
    }

    /// TZID applies to times without a `Z` (RFC 5545 §3.2.19); a day that VALUE declares a DATE-TIME is its midnight.
    private func zoned(_ time: EventTime) -> EventTime {
        guard line.parameterCount > 0 else { return time }
        if time.isDate, parameter(.value)?.value.uppercased() != "DATE-TIME" { return time }
        if case .utc = time { return time }
        guard let zone = parameter(.timeZoneIdentifier)?.value, !zone.isEmpty else { return .floating(time.civil) }
        return .zoned(time.civil, zone: zone)
    }
}

extension ComponentTreeBuilder {
    /// Adds a property whose value is a date or date-time.
    mutating func append(_ name: Name, _ time: EventTime, parameters: [(Name, String)] = []) {
        beginProperty(name)
        addTimeParameters(of: time)
        for (parameter, value) in parameters { addParameter(parameter, value) }
        beginValue()
        appendTime(time)
        endProperty()
    }

    /// Adds a list of dates or date-times, a property for each run of one form.
    mutating func append(_ name: Name, _ times: [EventTime]) {
        var index = 0
        while index < times.count {
            let first = times[index]
            beginProperty(name)
            addTimeParameters(of: first)
            beginValue()
            appendTime(first)
            index += 1
            while index < times.count, times[index].hasSameForm(as: first) {
                appendRaw(CollectionOfOne(UInt8(ascii: ",")))
                appendTime(times[index])
                index += 1
            }
            endProperty()
        }
    }

    /// Adds RDATEs, a property for each.
    mutating func append(_ name: Name, _ dates: [CalendarItem.AdditionalDate]) {
        var times: [EventTime] = []
        for date in dates {
            if case .time(let time) = date { times.append(time) }
        }
        append(name, times)
        for date in dates {
            if case .time = date { continue }
            beginProperty(name)
            addParameter(.value, ["PERIOD"])
            if let zone = date.start.zone { addParameter(.timeZoneIdentifier, zone) }
            beginValue()
            appendTime(date.start)
            appendRaw(CollectionOfOne(UInt8(ascii: "/")))
            switch date {
            case .period(_, let end): appendTime(end)
            case .duration(_, let duration): withValue { duration.append(to: &$0) }
            case .time: break
            }
            endProperty()
        }
    }

    private mutating func addTimeParameters(of time: EventTime) {
        switch time {
        case .date: addParameter(.value, "DATE")
        case .zoned(_, let zone): addParameter(.timeZoneIdentifier, zone)
        case .floating, .utc: break
        }
    }

    private mutating func appendTime(_ time: EventTime) {
        withValue { bytes in
            switch time {
            case .date(let date): bytes.appendBasic(date)
            case .floating(let civil), .zoned(let civil, _): bytes.appendBasic(civil)
            case .utc(let civil):
                bytes.appendBasic(civil)
                bytes.append(UInt8(ascii: "Z"))
            }
        }
    }
}

extension EventTime {
    /// Whether both can be in one list.
    fileprivate func hasSameForm(as other: EventTime) -> Bool {
        switch (self, other) {
        case (.date, .date), (.floating, .floating), (.utc, .utc): true
        case (.zoned(_, let left), .zoned(_, let right)): left == right
        default: false
        }
    }
}
