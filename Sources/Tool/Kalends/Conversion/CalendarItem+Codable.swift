internal import Bytes
internal import CalendarDiagnostics
public import CalendarModel
internal import ICalendar
internal import JCal

/// An item as a jCal component (RFC 7265 §3.3): `["vevent", [properties], [subcomponents]]`.
///
/// A time on the clocks of a zone names the zone; the definition of a zone is the calendar's and not part of an item.
extension CalendarItem: Codable {
    /// Reads a component.
    ///
    /// - Throws: `DecodingError` if it is not a VEVENT, VTODO or VJOURNAL in jCal.
    public init(from decoder: any Decoder) throws {
        let component = try JSON(from: decoder)
        let calendar = JSON.list([.text("vcalendar"), .list([]), .list([component])])
        var diagnostics = Diagnostics()
        let tree = try? JCalReader().read(calendar.line, diagnostics: &diagnostics)
        guard let found = tree?.components.first?.components.first, let item = CalendarItem(lifting: found) else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "not an item in jCal")
            )
        }
        self = item
    }

    /// Writes a component.
    public func encode(to encoder: any Encoder) throws {
        var report = LossReport()
        guard let component = JSON(JCalWriter().write(tree, report: &report)) else {
            throw EncodingError.invalidValue(
                self,
                EncodingError.Context(codingPath: encoder.codingPath, debugDescription: "cannot be written in jCal")
            )
        }
        try component.encode(to: encoder)
    }
}

extension JSON {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Reads any value.
    fileprivate init(from decoder: any Decoder) throws {
        if var list = try? decoder.unkeyedContainer() {
            var values: [JSON] = []
            while !list.isAtEnd { values.append(try JSON(from: try list.superDecoder())) }
            self = .list(values)
        } else if let object = try? decoder.container(keyedBy: Name.self) {
            self = .object(
                try object.allKeys.map {
                    Member(name: $0.stringValue, value: try JSON(from: object.superDecoder(forKey: $0)))
                }
            )
        } else {
            let value = try decoder.singleValueContainer()
            if value.decodeNil() {
                self = .null
            } else if let flag = try? value.decode(Bool.self) {
                self = .flag(flag)
            } else if let number = try? value.decode(Int.self) {
                self = .number(number)
            } else if let number = try? value.decode(Double.self) {
                self = .decimal("\(number)")
            } else {
                self = .text(try value.decode(String.self))
            }
        }
    }

    /// Writes any value.
    fileprivate func encode(to encoder: any Encoder) throws {
        switch self {
        case .list(let values):
            var list = encoder.unkeyedContainer()
            for value in values { try value.encode(to: list.superEncoder()) }
        case .object(let members):
            var object = encoder.container(keyedBy: Name.self)
            for member in members {
                try member.value.encode(to: object.superEncoder(forKey: Name(stringValue: member.name)))
            }
        case .text(let text): try Self.write(text, to: encoder)
        case .number(let number): try Self.write(number, to: encoder)
        case .decimal(let text): try Self.write(Double(text) ?? 0, to: encoder)
        case .flag(let flag): try Self.write(flag, to: encoder)
        case .null:
            var value = encoder.singleValueContainer()
            try value.encodeNil()
        }
    }

    private static func write(_ value: some Encodable, to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
