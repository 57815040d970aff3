internal import CalendarDiagnostics
internal import ICalendar

/// An object of Kolab 3 in the making: a tree in which everything stands where and as libkolabxml wants it.
struct Kolab3Form {
    static let kinds: [Name] = [.vevent, .vtodo, .vjournal]

    /// The order of libkolabxml's writer, which its reader expects too.
    private static let itemOrder = [
        "UID", "CREATED", "DTSTAMP", "SEQUENCE", "CLASS", "CATEGORIES", "RELATED-TO", "DTSTART", "DUE", "DTEND", "DURATION",
        "TRANSP", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SUMMARY", "DESCRIPTION", "COMMENT", "PRIORITY", "STATUS",
        "PERCENT-COMPLETE", "LOCATION", "ORGANIZER", "URL", "ATTENDEE", "ATTACH",
    ]
    private static let alarmOrder = [
        "ACTION", "SUMMARY", "DESCRIPTION", "ATTENDEE", "ATTACH", "TRIGGER", "DURATION", "REPEAT",
    ]

    private var builder = ComponentTreeBuilder()
    private(set) var losses: [Loss] = []
    private var uid = ""

    init(product: String) {
        builder.begin(.vcalendar)
        builder.property(.productIdentifier, text: product)
        builder.property(.version, text: "2.0")
        builder.property(builder.name("X-KOLAB-VERSION"), [(.value, ["TEXT"])], text: Kolab3Writer.formatVersion)
    }

    /// The object's document.
    consuming func document(_ report: inout LossReport) -> [UInt8] {
        var options = XCalWriter.Options()
        options.typesUntil = true
        options.writesCustomProperties = true
        let text = XCalWriter(options).write(builder.finish(), report: &report)
        let head = #"<?xml version="1.0" encoding="UTF-8""#
        return Array(#"\#(head) standalone="no"?>"#.utf8) + text.dropFirst(head.utf8.count + 2)
    }
}

// MARK: - Items

extension Kolab3Form {
    mutating func add(_ item: Component) {
        uid = item.first(.uid)?.text ?? ""
        builder.begin(item.name)
        let modified = item.first(.lastModified)
        var custom: [Property] = []
        for name in Self.itemOrder {
            for property in item.properties where property.nameText == name {
                if name == "DTSTAMP", let modified {
                    if modified.rawValue != property.rawValue {
                        lose("stamp-replaced", .altered, property, of: item, "DTSTAMP says what LAST-MODIFIED said")
                    }
                    builder.property(.dateTimeStamp, raw: modified.rawValue)
                } else {
                    write(property)
                }
            }
            if name == "DTSTAMP", let modified, item.first(.dateTimeStamp) == nil {
                builder.property(.dateTimeStamp, raw: modified.rawValue)
            }
        }
        for property in item.properties where !Self.itemOrder.contains(property.nameText) {
            if property.nameText.hasPrefix("X-") { custom.append(property) } else if property.name != .lastModified {
                lose("property-not-in-profile", .dropped, property, of: item, "")
            }
        }
        for property in custom { writeCustom(property, of: item) }
        for inner in item.components {
            if inner.name == .valarm { write(alarm: inner) } else {
                losses.append(Loss("component-not-in-profile", .dropped, "", component: inner.nameText, uid: uid))
            }
        }
        builder.end()
    }

    private mutating func write(alarm: Component) {
        builder.begin(.valarm)
        for name in Self.alarmOrder {
            for property in alarm.properties where property.nameText == name { write(property) }
        }
        for property in alarm.properties where !Self.alarmOrder.contains(property.nameText) {
            lose("property-not-in-profile", .dropped, property, of: alarm, "")
        }
        builder.end()
    }

    private mutating func lose(
        _ id: RuleID, _ action: Loss.Action, _ property: Property, of component: Component, _ detail: String
    ) {
        let text = detail.isEmpty ? "\(property.nameText):\(property.rawValue.prefix(80))" : detail
        losses.append(Loss(id, action, text, component: component.nameText, uid: uid, property: property.nameText))
    }
}

// MARK: - Properties

extension Kolab3Form {
    private mutating func write(_ property: Property) {
        builder.beginProperty(property.name)
        for parameter in property.parameters where !parameter.isBare {
            builder.addParameter(builder.name(parameter.nameText), parameter.values.map { value($0, of: parameter.name) })
        }
        builder.beginValue()
        let isPerson = property.name == .organizer || property.name == .attendee
        builder.appendRaw(isPerson ? Self.address(property.rawValue) : property.rawValue)
        builder.endProperty()
    }

    private func value(_ text: String, of name: Name) -> String {
        switch name {
        case .timeZoneIdentifier: text.hasPrefix("/") || text == "UTC" ? text : "/kolab.org/\(text)"
        case .delegatedTo, .delegatedFrom: Self.address(text)
        default: text
        }
    }

    /// `mailto:%3Ca%40b%3E` for `mailto:a@b`.
    static func address(_ uri: String) -> String {
        guard uri.lowercased().hasPrefix("mailto:"), !uri.lowercased().contains("%3c") else { return uri }
        var encoded = "mailto:%3C"
        for byte in uri.utf8.dropFirst(7) {
            let isPlain = (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || [0x2D, 0x2E, 0x5F, 0x7E, 0x25].contains(byte)
            let digits = String(byte, radix: 16, uppercase: true)
            encoded += isPlain ? String(Unicode.Scalar(byte)) : "%\(digits.utf8.count < 2 ? "0" : "")\(digits)"
        }
        return encoded + "%3E"
    }

    /// A property of another program: its name and its text.
    private mutating func writeCustom(_ property: Property, of item: Component) {
        let isText = property.parameter(.value)?.value.uppercased() == ValueType.text.rawValue
        if property.line.parameterCount > (isText ? 1 : 0) {
            lose("parameters-lost", .altered, property, of: item, "x-custom has a name and a text only")
        }
        builder.beginProperty(builder.name("X-CUSTOM"))
        builder.addParameter(builder.name("X-IDENTIFIER"), property.nameText)
        builder.beginValue()
        builder.appendEscaped(Array((isText ? property.text : property.rawValue).utf8).span)
        builder.endProperty()
    }
}
