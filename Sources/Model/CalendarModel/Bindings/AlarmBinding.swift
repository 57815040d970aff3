internal import ICalendar

extension Alarm {
    /// Reads a VALARM; nil if its action or trigger has no field. What else it holds may be missing here.
    init?(_ component: Component) {
        guard let word = component.first(.action)?.rawValue.uppercased(), let action = Action(rawValue: word),
            let trigger = component.first(.trigger).flatMap(Trigger.init)
        else { return nil }
        self.init(action, trigger)
        if let count = component.first(.repeatCount)?.withValue({ $0.wholeNumber }),
            let interval = component.first(.duration)?.withValue({ try? NominalDuration(reading: $0) })
        {
            repetition = Repetition(count: count, interval: interval)
        }
        description = component.first(.description)?.text
        summary = component.first(.summary)?.text
        if description?.isEmpty == true, action != .audio { description = nil }
        recipients = component.all(.attendee).compactMap { Person($0)?.address }
        attachments = component.all(.attach).compactMap { Attachment($0) }
    }

    /// Adds the VALARM with what its action requires (RFC 5545 §3.6.6).
    func append(to builder: inout ComponentTreeBuilder) {
        builder.begin(.valarm)
        builder.property(.action, raw: action.rawValue)
        trigger.append(to: &builder)
        if let repetition {
            builder.property(.repeatCount, raw: String(repetition.count))
            builder.property(.duration, raw: repetition.interval.description)
        }
        if let summary { builder.property(.summary, text: summary) }
        if let description {
            builder.property(.description, text: description)
        } else if action != .audio {
            builder.property(.description, text: "")
        }
        for address in recipients { builder.property(.attendee, raw: Person.uri(ofAddress: address)) }
        for attachment in attachments { attachment.append(to: &builder) }
        builder.end()
    }
}

extension Alarm.Trigger {
    /// Reads a TRIGGER.
    init?(_ property: Property) {
        if case .utc(let time) = property.eventTime {
            self = .absolute(time)
            return
        }
        guard let duration = property.withValue({ try? NominalDuration(reading: $0) }) else { return nil }
        self = property.parameter(.related)?.value.uppercased() == "END" ? .end(duration) : .start(duration)
    }

    /// Adds the TRIGGER.
    func append(to builder: inout ComponentTreeBuilder) {
        switch self {
        case .start(let duration): builder.property(.trigger, raw: duration.description)
        case .end(let duration): builder.property(.trigger, [(.related, ["END"])], raw: duration.description)
        case .absolute(let time): builder.append(.trigger, .utc(time), parameters: [(.value, "DATE-TIME")])
        }
    }
}
