internal import CalendarDiagnostics
internal import ICalendar

extension Translation {
    /// An alarm in one line: when, how long to snooze, how often to repeat, then what (vCalendar 1.0 §2.3.2).
    ///
    /// It keeps its distance from the start, which for a single event is the same and in a series the only way to be heard before
    /// each occurrence.
    mutating func writeAlarm(_ property: Property) {
        guard case .alarm(let action)? = PropertyRow.named(property.nameText)?.meaning else { return }
        let value = RawValue(property, &self)
        let fields = value.parts.map { String($0[...].trimmed) }
        func field(_ index: Int) -> String { index < fields.count ? fields[index] : "" }
        guard let trigger = trigger(VCalendarTime(field(0)[...]), field(0)) else { return }
        begin("VALARM")
        write("ACTION", raw: action)
        write("TRIGGER", trigger.parameters, raw: trigger.value)
        writeRepetition(snooze: field(1), count: field(2))
        let content = fields.count > 3 ? fields[3...].joined(separator: ";") : ""
        switch action {
        case "DISPLAY": write("DESCRIPTION", text: content.isEmpty ? item.summary : content)
        case "EMAIL":
            let note = fields.count > 4 ? fields[4...].joined(separator: ";") : ""
            write("SUMMARY", text: item.summary)
            write("DESCRIPTION", text: note.isEmpty ? item.summary : note)
            let (name, address) = Self.person(field(3))
            if address.isEmpty { lose(.altered, "an alarm by mail without an address") }
            write("ATTENDEE", name.isEmpty ? [] : [("CN", name)], raw: address.isEmpty ? "invalid:nomail" : address)
        default:
            if !content.isEmpty { writeAttachment(value, content: content) }
            if action == "PROCEDURE", content.isEmpty { lose(.altered, "an alarm without a program to run") }
        }
        end()
    }

    private mutating func trigger(_ time: VCalendarTime?, _ text: String) -> (
        parameters: [(String, String)], value: String
    )? {
        guard let time, time.form != .date else {
            lose(
                .dropped,
                text.isEmpty ? "an alarm without a time" : "an alarm at \(text.prefix(40)), which is not a time"
            )
            return nil
        }
        let isEnd = item.start == nil
        if let anchor = item.start ?? item.due, let seconds = distance(from: anchor, to: time) {
            if item.isRecurring { note("vcalendar-alarm", .info, "an alarm of a series; it goes off before each occurrence") }
            return (isEnd ? [("RELATED", "END")] : [], Self.duration(seconds))
        }
        if let utc = utc(time) { return ([("VALUE", "DATE-TIME")], utc.basicText + "Z") }
        lose(.dropped, "an alarm at a local time in an unknown zone, without a start or due time that it could be relative to")
        return nil
    }

    /// Seconds from one time to another; nil if one is in UTC and the other in an unknown zone.
    private func distance(from anchor: VCalendarTime, to time: VCalendarTime) -> Int? {
        if anchor.form == .date, time.form == .local || zone == nil && time.form == .utc {
            return time.form == .local ? time.civil.secondsSinceEpoch - anchor.civil.secondsSinceEpoch : nil
        }
        let local = anchor.form == .date ? VCalendarTime(anchor.civil, .local) : anchor
        if let first = utc(local), let second = utc(time) { return second.secondsSinceEpoch - first.secondsSinceEpoch }
        return local.form == time.form ? time.civil.secondsSinceEpoch - local.civil.secondsSinceEpoch : nil
    }

    private mutating func writeRepetition(snooze: String, count: String) {
        if snooze.isEmpty, count.isEmpty || count == "0" { return }
        guard let number = count.isEmpty ? 1 : Int(count), number > 0, number < 1_000_000, isDuration(snooze) else {
            let words =
                snooze.isEmpty
                ? "no snooze time"
                : isDuration(snooze) ? "no count" : "\(snooze.prefix(40)), which is not a duration"
            lose(.altered, "an alarm that repeats with \(words); it goes off once")
            return
        }
        write("DURATION", raw: snooze.uppercased())
        write("REPEAT", raw: String(number))
    }

    private func isDuration(_ text: String) -> Bool {
        ValueGrammar.matches(Array(text.uppercased().utf8).span, .duration)
    }

    /// Whole units of a time as RFC 5545 writes it.
    static func duration(_ seconds: Int) -> String { DurationText(seconds: seconds)?.text(usesWeeks: false) ?? "" }
}
