internal import ICalendar
internal import TimeZones

/// A component in one spelling, for comparing what two calendars mean.
///
/// Order, letter case of names, quoting, folding, values split over several lines, and parameters or properties that only
/// repeat a default are not meaning; PRODID names the program that wrote the file, and VERSION the format.
struct CanonicalComponent {
    /// What makes two components the same one.
    struct Key: Hashable, Comparable {
        var name: String
        var uid: String
        var recurrenceID: String

        static func < (left: Key, right: Key) -> Bool {
            (left.name, left.uid, left.recurrenceID) < (right.name, right.uid, right.recurrenceID)
        }
    }

    /// Name, UID (TZID for a time zone) and RECURRENCE-ID.
    var key: Key
    /// Every property value as one canonical line, sorted.
    var lines: [String] = []
    /// The subcomponents, sorted by key and content.
    var components: [CanonicalComponent] = []
    /// The component itself where its meaning may be asked for beyond its lines: a VTIMEZONE.
    private var zone: Component?

    /// Of a VTIMEZONE what it says, evaluated.
    var zoneRules: ZoneRules? { zone.flatMap { VTimeZone(reading: $0)?.rules } }

    /// Everything in one text, to compare components that share a key.
    var content: String {
        lines.joined(separator: "\n") + components.map { "\n{\($0.key.name)\n\($0.content)}" }.joined()
    }

    /// The canonical form of a component.
    init(_ component: Component) {
        let name = component.nameText
        key = Key(name: name, uid: "", recurrenceID: "")
        for property in component.properties {
            let propertyName = property.nameText
            if Self.ignored.contains(propertyName) { continue }
            let written = Self.lines(of: property, named: propertyName)
            switch propertyName {
            case "UID": key.uid = property.text
            case "TZID" where name == "VTIMEZONE": key.uid = property.text
            case "RECURRENCE-ID": key.recurrenceID = written.first ?? ""
            default: break
            }
            lines.append(contentsOf: written.filter { !Self.defaults.contains($0) })
        }
        lines.sort()
        if component.name == .vtimezone { zone = component }
        components = Self.sorted(component.components.map { CanonicalComponent($0) })
    }

    /// A component that holds what several hold together: files with several calendars mean the sum of them.
    init(merging calendars: [CanonicalComponent]) {
        key = Key(name: "VCALENDAR", uid: "", recurrenceID: "")
        lines = Array(Set(calendars.flatMap(\.lines))).sorted()
        components = Self.sorted(calendars.flatMap(\.components))
    }

    /// Components by key, those that share one by their content.
    private static func sorted(_ components: [CanonicalComponent]) -> [CanonicalComponent] {
        Dictionary(grouping: components, by: \.key).sorted { $0.key < $1.key }.flatMap { _, run in
            if run.count == 1 { return run }
            return run.map { ($0.content, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// Properties that say nothing of the calendar's content.
    private static let ignored: Set<String> = ["PRODID", "VERSION"]

    /// Lines that say what their absence says (RFC 5545 §3.7.1, §3.8.1.3, §3.8.1.9, §3.8.2.7, §3.8.7.4); an empty UID names
    /// nothing.
    private static let defaults: Set<String> = [
        "CALSCALE:GREGORIAN", "CLASS:PUBLIC", "PRIORITY:0", "TRANSP:OPAQUE", "SEQUENCE:0", "UID:",
    ]

    /// Parameters that say what their absence says (RFC 5545 §3.2).
    private static let defaultParameters: Set<String> = [
        "CUTYPE=INDIVIDUAL", "ROLE=REQ-PARTICIPANT", "PARTSTAT=NEEDS-ACTION", "RSVP=FALSE", "RELATED=START",
        "RELTYPE=PARENT", "FBTYPE=BUSY", "ENCODING=8BIT", "SCHEDULE-AGENT=SERVER",
    ]

    /// Parameters whose values are words in any case.
    private static let words: Set<String> = [
        "CUTYPE", "ROLE", "PARTSTAT", "RSVP", "RELATED", "RELTYPE", "FBTYPE", "ENCODING", "SCHEDULE-AGENT", "RANGE",
    ]

    private static func lines(of property: Property, named name: String) -> [String] {
        let row = Vocabulary.shared.property(property.name)
        let type = effectiveType(of: property, row)
        var parameters: [String] = []
        let isDecoded = property.isQuotedPrintable
        for parameter in property.parameters {
            let parameterName = parameter.nameText
            if parameterName == "VALUE" || parameterName == "ENCODING" && type == .binary { continue }
            if isDecoded, ["ENCODING", "CHARSET", "QUOTED-PRINTABLE"].contains(parameterName) { continue }
            var values = parameter.values
            if words.contains(parameterName) { values = values.map { $0.uppercased() } }
            if Vocabulary.shared.parameter(parameter.name)?.type == .calendarAddress {
                values = values.map { CanonicalValue.text($0, as: .calendarAddress) }
            }
            let text = "\(parameterName)=\(values.sorted().joined(separator: ","))"
            if !defaultParameters.contains(text) { parameters.append(text) }
        }
        if type != row?.types.first, type != .unknown || property.parameter(.value) != nil {
            parameters.append("VALUE=\(property.parameter(.value)?.value.uppercased() ?? type.rawValue)")
        }
        let head = ([name] + parameters.sorted()).joined(separator: ";")
        return values(of: property, type, row?.shape ?? .single, isDecoded: isDecoded).map { "\(head):\($0)" }
    }

    /// What VALUE says, else what the text shows: many writers leave VALUE=DATE out, or VALUE=DATE-TIME in a TRIGGER.
    private static func effectiveType(of property: Property, _ row: PropertyRow?) -> ValueType {
        guard let row, property.parameter(.value) == nil else { return property.valueType }
        let text = property.rawValue
        if row.types.first == .dateTime, row.types.contains(.date), text.utf8.count == 8 { return .date }
        if row.types.first == .duration, row.types.contains(.dateTime), text.first?.isNumber == true { return .dateTime }
        return property.valueType
    }

    private static func values(
        of property: Property, _ type: ValueType, _ shape: ValueShape, isDecoded: Bool
    ) -> [String] {
        if isDecoded {
            var escaped: [UInt8] = []
            TextEscapes.appendEscaped(Array(property.text.utf8).span, to: &escaped)
            return [String(decoding: escaped, as: UTF8.self)]
        }
        switch shape {
        case .single: return [CanonicalValue.text(property.rawValue, as: type)]
        case .list:
            return property.pieces(dividedBy: UInt8(ascii: ",")).map {
                CanonicalValue.text(String(decoding: $0, as: UTF8.self), as: type)
            }
        case .fields:
            return [
                property.pieces(dividedBy: UInt8(ascii: ";")).map {
                    CanonicalValue.text(String(decoding: $0, as: UTF8.self), as: type)
                }.joined(separator: ";")
            ]
        }
    }
}
