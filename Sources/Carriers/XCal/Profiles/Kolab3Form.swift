internal import CalendarDiagnostics
internal import ICalendar

/// An object of Kolab 3 while it is written: a tree with everything in the order and form that libkolabxml requires.
struct Kolab3Form {
    private let zoneName: @Sendable (String) -> String?
    private var builder = ComponentTreeBuilder()
    private(set) var losses: [Loss] = []
    private var uid = ""

    init(product: String, zoneName: @escaping @Sendable (String) -> String?) {
        self.zoneName = zoneName
        builder.begin(.vcalendar)
        builder.property(.productIdentifier, text: product)
        builder.property(.version, text: "2.0")
        builder.property(builder.name("X-KOLAB-VERSION"), [(.value, ["TEXT"])], text: Kolab3Writer.formatVersion)
    }

    /// The object's document.
    consuming func document(_ report: inout LossReport) -> [UInt8] {
        var options = XCalWriter.Options()
        options.typesUntil = true
        options.isKolab3 = true
        let text = XCalWriter(options).write(builder.finish(), report: &report)
        let head = #"<?xml version="1.0" encoding="UTF-8""#
        return Array(#"\#(head) standalone="no"?>"#.utf8) + text.dropFirst(head.utf8.count + 2)
    }
}

// MARK: - Items

extension Kolab3Form {
    /// Adds an event, a task or a journal entry.
    mutating func add(_ item: Component) {
        uid = item.first(.uid)?.text ?? ""
        builder.begin(item.name)
        for name in Kolab3Schema.properties[item.nameText] ?? [] {
            switch name {
            case "CREATED":
                let created = stamp(item.first(.created), item.first(.lastModified), item.first(.dateTimeStamp))
                builder.property(.created, raw: created)
            case "DTSTAMP": writeStamp(of: item)
            default: write(item.properties.filter { $0.nameText == name }, of: item)
            }
        }
        writeRest(of: item)
        for inner in item.components { write(inner) }
        builder.end()
    }

    /// DTSTAMP is what Kolab calls the time of the last change.
    private mutating func writeStamp(of item: Component) {
        let (written, modified) = (item.first(.dateTimeStamp), item.first(.lastModified))
        if let written, let modified, written.rawValue != modified.rawValue {
            lose("stamp-replaced", .altered, written, of: item, "DTSTAMP has the value of LAST-MODIFIED")
        }
        builder.property(.dateTimeStamp, raw: stamp(modified, written, item.first(.created)))
    }

    /// The first time there is; the format demands one, and no other is known.
    private func stamp(_ properties: Property?...) -> String {
        properties.lazy.compactMap { $0 }.first { Kolab3Schema.holds($0) }?.rawValue ?? "19700101T000000Z"
    }

    /// Alarms are all that an item may hold.
    private mutating func write(_ inner: Component) {
        let action = inner.first(.action)
        guard inner.name == .valarm, let action, Kolab3Schema.holds(action) else {
            return losses.append(Loss("component-not-in-profile", .dropped, "", component: inner.nameText, uid: uid))
        }
        builder.begin(.valarm)
        for name in Kolab3Schema.properties["VALARM"] ?? [] {
            let properties = inner.properties.filter { $0.nameText == name }
            // The library demands a text of every alarm that shows one.
            if name == "DESCRIPTION", properties.isEmpty, action.text.uppercased() == "DISPLAY" {
                builder.property(.description, text: "")
            }
            write(properties, of: inner)
        }
        writeRest(of: inner)
        builder.end()
    }

    /// What the schema does not name: properties of other programs for their items, nothing else.
    private mutating func writeRest(of component: Component) {
        let known = Kolab3Schema.properties[component.nameText] ?? []
        for property in component.properties where !known.contains(property.nameText) && property.name != .lastModified
        {
            if property.nameText.hasPrefix("X-"), component.name != .valarm {
                writeCustom(property, of: component)
            } else {
                lose("property-not-in-profile", .dropped, property, of: component)
            }
        }
    }

    private mutating func lose(
        _ id: RuleID,
        _ action: Loss.Action,
        _ property: Property,
        of component: Component,
        _ detail: String? = nil
    ) {
        let text = detail ?? "\(property.nameText):\(property.rawValue.prefix(80))"
        losses.append(Loss(id, action, text, component: component.nameText, uid: uid, property: property.nameText))
    }
}

// MARK: - Properties

extension Kolab3Form {
    /// Writes the properties of one name: lists as one, of others the first, unless the schema takes several.
    private mutating func write(_ properties: [Property], of component: Component) {
        var written: [Property] = []
        for property in properties {
            let isList = Vocabulary.shared.property(property.name)?.shape == .list
            let joins = written.first.map { isList && Self.parameters(of: $0) == Self.parameters(of: property) } ?? true
            if Kolab3Schema.holds(property), joins || Kolab3Schema.repeated.contains(property.nameText) {
                written.append(property)
            } else {
                lose("property-not-in-profile", .dropped, property, of: component)
            }
        }
        guard let first = written.first else { return }
        if Kolab3Schema.repeated.contains(first.nameText) {
            for property in written { write(property, value: property.rawValue, of: component) }
        } else {
            write(first, value: written.map(\.rawValue).joined(separator: ","), of: component)
        }
    }

    private static func parameters(of property: Property) -> [String] {
        property.parameters.map { "\($0.nameText)=\($0.values.joined(separator: ","))" }.sorted()
    }

    private mutating func write(_ property: Property, value: String, of component: Component) {
        builder.beginProperty(property.name)
        for parameter in property.parameters {
            let isForm = parameter.name == .value || parameter.name == .encoding
            if !parameter.isBare,
                isForm && property.valueType == .binary || parameter.name == .value
                    || Kolab3Schema.parameters.contains(parameter.nameText)
            {
                builder.addParameter(
                    builder.name(parameter.nameText),
                    parameter.values.map { self.value($0, of: parameter.name) }
                )
            } else if !isForm {
                lose(
                    "parameters-lost",
                    .altered,
                    property,
                    of: component,
                    "\(parameter.nameText) has no place in the profile"
                )
            }
        }
        builder.beginValue()
        let isPerson = property.name == .organizer || property.name == .attendee
        builder.appendRaw(isPerson ? Self.address(value) : value)
        builder.endProperty()
    }

    private func value(_ text: String, of name: Name) -> String {
        if name == .timeZoneIdentifier, !text.hasPrefix("/kolab.org/") { return "/kolab.org/\(zoneName(text) ?? text)" }
        return Vocabulary.shared.parameter(name)?.type == .calendarAddress ? Self.address(text) : text
    }

    /// `mailto:%3Ca%40b%3E` for `mailto:a@b`.
    static func address(_ uri: String) -> String {
        guard uri.lowercased().hasPrefix("mailto:"), !uri.lowercased().contains("%3c") else { return uri }
        var encoded = "mailto:%3C"
        for byte in uri.utf8.dropFirst(7) {
            let isPlain =
                (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || [0x2D, 0x2E, 0x5F, 0x7E, 0x25].contains(byte)
            let digits = String(byte, radix: 16, uppercase: true)
            encoded += isPlain ? String(Unicode.Scalar(byte)) : "%\(digits.utf8.count < 2 ? "0" : "")\(digits)"
        }
        return encoded + "%3E"
    }

    /// A property of another program: its name and its text.
    private mutating func writeCustom(_ property: Property, of item: Component) {
        let type = property.parameter(.value)
        // RFC 5545 §3.8.8.2: text, unless VALUE names another type.
        let isText = type.map { $0.value.uppercased() == ValueType.text.rawValue } ?? true
        if property.line.parameterCount > (type != nil && isText ? 1 : 0) {
            lose("parameters-lost", .altered, property, of: item, "x-custom has a name and a text only")
        }
        builder.beginProperty(builder.name("X-CUSTOM"))
        builder.addParameter(builder.name("X-IDENTIFIER"), property.nameText)
        builder.beginValue()
        builder.appendEscaped(Array((isText ? property.text : property.rawValue).utf8).span)
        builder.endProperty()
    }
}
