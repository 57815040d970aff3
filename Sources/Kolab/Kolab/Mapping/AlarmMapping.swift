internal import CalendarDiagnostics
internal import CalendarModel
internal import XMLSupport

extension Alarm {
    /// The signed minutes of its trigger; nil for an instant or a part of a minute.
    fileprivate var minutes: Int? {
        switch trigger {
        case .start(let duration), .end(let duration):
            duration.totalSeconds % 60 == 0 ? duration.totalSeconds / 60 : nil
        case .absolute: nil
        }
    }

    /// Whether the advanced form can express all of it.
    var isExpressible: Bool { minutes != nil && (repetition?.interval.days ?? 0) == 0 }

    /// Minutes before the start, for the simple form; nil if it is not such an alarm.
    var simpleMinutes: Int? {
        guard case .start = trigger, let minutes, minutes <= 0 else { return nil }
        return -minutes
    }

    /// Whether the advanced form contains no more of it than the simple one.
    var isSimple: Bool {
        action == .display && simpleMinutes != nil && description == nil && repetition == nil
    }
}

extension CalendarItem {
    /// The alarms that Kolab can express.
    fileprivate var kolabAlarms: [Alarm] { alarms.filter(\.isExpressible) }
}

extension KolabRow {
    /// `alarm`: minutes before the start. Next to advanced alarms it repeats the first of them, for clients that
    /// support only this element.
    static let simpleAlarm = KolabRow(
        name: "alarm",
        isList: true,
        read: { element, _, decoder in
            let text = element.trimmedText
            guard let lead = NominalDuration(minutesIn: text) else {
                if !text.isEmpty { decoder.reportAlarm("“\(text.prefix(40))” minutes", at: element) }
                return .unreadable
            }
            decoder.simpleAlarms.append((element, lead.negated))
            return element.isPlain ? .exact : .inexact
        },
        count: { item, _ in item.kolabAlarms.contains { $0.simpleMinutes != nil } ? 1 : 0 },
        write: { item, _, encoder in
            guard let minutes = item.kolabAlarms.lazy.compactMap(\.simpleMinutes).first else { return }
            encoder.text("alarm", String(minutes))
        },
        say: { item, statement in
            statement.item.alarms = []
            statement.simpleLead = item.kolabAlarms.lazy.compactMap(\.simpleMinutes).first.flatMap {
                NominalDuration(minutes: $0)?.negated
            }
        },
        clear: { $0.alarms = [] },
        isSame: { $0.alarms == $1.alarms }
    )

    /// `advanced-alarms` of KDE, omitted where one simple alarm is enough.
    static let advancedAlarms = KolabRow.group(
        "advanced-alarms",
        read: { element, item, decoder in
            // An empty list means the same as none.
            decoder.advancedAlarms = element.hasChildren ? element : nil
            item.alarms = []
            var isExact = element.attributes.isEmpty
            for child in element.children {
                guard child.localName == "alarm", let (alarm, isAlarmExact) = Alarm.read(child, &decoder) else {
                    isExact = false
                    continue
                }
                item.alarms.append(alarm)
                if !isAlarmExact { isExact = false }
            }
            return isExact ? .exact : .inexact
        },
        isWritten: { item, _ in
            if item.alarms.isEmpty { return false }
            let alarms = item.kolabAlarms
            return !alarms.isEmpty && !(alarms.count == 1 && alarms[0].isSimple)
        },
        write: { item, encoder in
            encoder.xml.start("advanced-alarms")
            for alarm in item.kolabAlarms { alarm.write(to: &encoder) }
            encoder.xml.end()
        },
        say: { item, statement in
            let alarms = item.kolabAlarms
            statement.hasAdvancedAlarms = !alarms.isEmpty && !(alarms.count == 1 && alarms[0].isSimple)
            guard statement.hasAdvancedAlarms else { return }
            statement.item.alarms = alarms.compactMap { $0.readBack(statement) }
        },
        clear: { $0.alarms = [] },
        isSame: { $0.alarms == $1.alarms }
    )
}

extension ObjectDecoder {
    /// Takes the simple alarms where no advanced ones contain more; among these they repeat some.
    mutating func settleAlarms(of item: inout CalendarItem) {
        guard let advancedAlarms else {
            item.alarms += simpleAlarms.map { Alarm(.display, .start($0.lead)) }
            return
        }
        for (element, lead) in simpleAlarms where !item.alarms.contains(where: { $0.trigger == .start(lead) }) {
            report(
                "duplicate-element",
                "an alarm that advanced-alarms does not contain; advanced-alarms is used",
                at: element,
                losing: keptAction,
                from: item
            )
            // The list is kept too: next to one alarm in the simple form another would count as well.
            for fragment in [advancedAlarms.fragment, element.fragment]
            where !item.preserved.elements.contains(fragment) {
                item.preserved.elements.append(fragment)
            }
        }
    }
}

extension KolabStatement {
    /// Adds the simple alarm where no advanced ones contain more.
    mutating func settleAlarms() {
        guard !hasAdvancedAlarms, let simpleLead else { return }
        item.alarms.append(Alarm(.display, .start(simpleLead)))
    }
}

// MARK: - One advanced alarm

extension Alarm {
    /// Reads an advanced alarm; nil if it is switched off or cannot be read.
    fileprivate static func read(_ element: XMLElement, _ decoder: inout ObjectDecoder) -> (
        alarm: Alarm, isExact: Bool
    )? {
        let type = element.attribute("type") ?? ""
        guard let action = WordTable.kolabAlarmType.value(of: type) else {
            decoder.reportAlarm("the type “\(type.prefix(40))”", at: element)
            return nil
        }
        var alarm = Alarm(action, .start(.zero))
        var isExact = element.attributes.count == 1
        var count: Int?
        var interval: NominalDuration?
        var hasOffset = false
        for child in element.children {
            let text = child.text
            if !child.attributes.isEmpty { isExact = false }
            switch child.localName {
            case "enabled":
                if text == "0" || text == "false" { return nil }
            case "start-offset", "end-offset":
                guard let duration = NominalDuration(minutesIn: text), !hasOffset else {
                    decoder.reportAlarm("“\(text.prefix(40))” minutes, or two offsets", at: child)
                    return nil
                }
                hasOffset = true
                alarm.trigger = child.localName == "start-offset" ? .start(duration) : .end(duration)
            case "repeat-count":
                count = Int(text).flatMap { (0...Int(Int32.max)).contains($0) ? $0 : nil }
                if count == nil { decoder.reportAlarm("“\(text.prefix(40))” repetitions", at: child) }
            case "repeat-interval":
                interval = Int(text).flatMap { $0 < 0 ? nil : NominalDuration(seconds: $0) }
                if interval == nil { decoder.reportAlarm("repetitions every “\(text.prefix(40))” seconds", at: child) }
            case "text" where action == .display, "mail-text" where action == .email:
                alarm.description = text.isEmpty ? nil : text
            case "subject" where action == .email: alarm.summary = text.isEmpty ? nil : text
            case "arguments" where action == .procedure: alarm.description = text.isEmpty ? nil : text
            case "file" where action == .audio, "program" where action == .procedure:
                if !text.isEmpty { alarm.attachments.append(Attachment(.uri(text))) }
            case "addresses" where action == .email: alarm.recipients = child.children("address").map(\.text)
            case "attachments" where action == .email:
                alarm.attachments = child.children("attachment").map { Attachment(.uri($0.text)) }
            default: isExact = false
            }
        }
        guard hasOffset else {
            decoder.reportAlarm("no offset", at: element)
            return nil
        }
        if let count, let interval {
            alarm.repetition = Repetition(count: count, interval: interval)
        } else if count != nil || interval != nil {
            isExact = false
        }
        return (alarm, isExact)
    }

    /// What reading the advanced form gives; nil if it is too long ago to be read.
    fileprivate func readBack(_ statement: KolabStatement) -> Alarm? {
        guard let duration = minutes.flatMap({ NominalDuration(minutes: $0) }) else { return nil }
        var alarm = Alarm(action, .start(duration))
        if case .end = trigger { alarm.trigger = .end(duration) }
        if let repetition, (0...Int(Int32.max)).contains(repetition.count), repetition.interval.seconds >= 0,
            let interval = NominalDuration(seconds: repetition.interval.seconds)
        {
            alarm.repetition = Repetition(count: repetition.count, interval: interval)
        }
        let files = files
        switch action {
        case .display: alarm.description = statement.optionalText(description)
        case .audio:
            alarm.attachments = [statement.optionalText(files.first)].compactMap { $0.map { Attachment(.uri($0)) } }
        case .procedure:
            alarm.attachments = [statement.optionalText(files.first)].compactMap { $0.map { Attachment(.uri($0)) } }
            alarm.description = statement.optionalText(description)
        case .email:
            alarm.recipients = recipients.map(statement.text)
            alarm.summary = statement.optionalText(summary)
            alarm.description = statement.optionalText(description)
            alarm.attachments = files.map { Attachment(.uri(statement.text($0))) }
        }
        return alarm
    }

    /// The URIs of its attachments.
    private var files: [String] {
        attachments.compactMap { attachment in
            if case .uri(let uri) = attachment.content { uri } else { nil }
        }
    }

    fileprivate func write(to encoder: inout ObjectEncoder) {
        guard let minutes else { return }
        encoder.xml.start("alarm")
        encoder.xml.attribute("type", WordTable.kolabAlarmType.word(for: action) ?? "display")
        encoder.text("enabled", "1")
        if case .end = trigger {
            encoder.text("end-offset", String(minutes))
        } else {
            encoder.text("start-offset", String(minutes))
        }
        if let repetition {
            encoder.text("repeat-count", String(repetition.count))
            encoder.text("repeat-interval", String(repetition.interval.seconds))
        }
        let files = files
        switch action {
        case .display:
            if let description { encoder.text("text", description) }
        case .audio:
            if let file = files.first { encoder.text("file", file) }
        case .procedure:
            if let program = files.first { encoder.text("program", program) }
            if let description { encoder.text("arguments", description) }
        case .email:
            encoder.list("addresses", of: "address", recipients)
            if let summary { encoder.text("subject", summary) }
            if let description { encoder.text("mail-text", description) }
            encoder.list("attachments", of: "attachment", files)
        }
        encoder.xml.end()
    }
}

extension NominalDuration {
    /// Minutes as Kolab writes them.
    fileprivate init?(minutesIn text: String) {
        guard let minutes = Int(text) else { return nil }
        self.init(minutes: minutes)
    }
}

extension ObjectDecoder {
    /// Reports a number of an alarm that is none, or that no alarm can have.
    fileprivate mutating func reportAlarm(_ what: String, at element: XMLElement) {
        report("invalid-alarm", "an alarm with \(what); kept, but not read", at: element, losing: keptAction)
    }
}

extension ObjectEncoder {
    fileprivate mutating func list(_ name: String, of element: String, _ texts: [String]) {
        guard !texts.isEmpty else { return }
        xml.start(name)
        for text in texts { self.text(element, text) }
        xml.end()
    }
}
