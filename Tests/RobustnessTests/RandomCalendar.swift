import ICalendar
import Kalends

/// Makes calendars by chance: every component, property, parameter and value type of the tables, and unknown ones.
struct RandomCalendar {
    private var random: SeededGenerator
    private var builder = ComponentTreeBuilder()

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// A calendar; the same one for the same seed.
    mutating func make() -> ComponentTree {
        builder.begin(.vcalendar)
        builder.property(.version, raw: "2.0")
        for _ in 0..<number(0...3) { addProperty() }
        for _ in 0..<number(0...4) { addComponent(in: "VCALENDAR", depth: 1) }
        builder.end()
        return builder.finish()
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    private mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }
    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(0...elements.count - 1)] }

    private mutating func addComponent(in parent: String, depth: Int) {
        let fitting = ComponentTable.rows.filter { $0.parents.contains(parent) }.map(\.name)
        let name = fitting.isEmpty || chance(10) ? "X-THING-\(number(1...3))" : pick(fitting)
        builder.begin(builder.name(name))
        builder.property(.uid, text: "\(number(0...Int.max))@example.com")
        for _ in 0..<number(0...8) { addProperty() }
        if depth < 4 { for _ in 0..<number(0...2) { addComponent(in: name, depth: depth + 1) } }
        builder.end()
    }
}

// MARK: - Properties

extension RandomCalendar {
    /// Properties that are something else to a reader than a name with a value.
    private static let rows = PropertyTable.rows.filter { !["XML", "UID", "VERSION", "PRODID"].contains($0.name) }

    private mutating func addProperty() {
        guard !chance(15) else { return addUnknownProperty() }
        let row = pick(Self.rows)
        let type = pick(row.types)
        builder.beginProperty(builder.name(row.name))
        if !row.hasDefaultType || type != row.types.first { builder.addParameter(.value, [type.rawValue]) }
        if type == .binary { builder.addParameter(.encoding, ["BASE64"]) }
        addParameters(row.parameters.filter { !["VALUE", "ENCODING", "TZID"].contains($0) })
        builder.beginValue()
        builder.appendRaw(value(of: row, type).utf8)
        builder.endProperty()
    }

    private mutating func addUnknownProperty() {
        let type = chance(50) ? nil : pick(ValueType.allCases.filter { $0 != .unknown })
        builder.beginProperty(builder.name("X-UNKNOWN-\(number(1...5))"))
        if let type { builder.addParameter(.value, [type.rawValue]) }
        if type == .binary { builder.addParameter(.encoding, ["BASE64"]) }
        addParameters(["LANGUAGE", "TZID"])
        builder.beginValue()
        builder.appendRaw((type.map { value(of: $0) } ?? "as, it; is\\n \(number(0...99))").utf8)
        builder.endProperty()
    }

    private mutating func addParameters(_ names: [String]) {
        for name in names where chance(30) {
            let row = ParameterTable.rows.first { $0.name == name }
            let count = row?.isList == true ? number(1...3) : 1
            builder.addParameter(builder.name(name), (0..<count).map { _ in parameterValue(row?.type ?? .text) })
        }
        if chance(15) { builder.addParameter(builder.name("X-P\(number(1...3))"), [text() + "."]) }
    }

    private mutating func parameterValue(_ type: ValueType) -> String {
        switch type {
        case .text: text() + "."
        case .boolean: pick(["TRUE", "FALSE"])
        default: value(of: type)
        }
    }
}

// MARK: - Values

extension RandomCalendar {
    private mutating func value(of row: PropertyRow, _ type: ValueType) -> String {
        switch row.shape {
        case .single: value(of: type)
        case .list: (0..<number(1...4)).map { _ in value(of: type) }.joined(separator: ",")
        // A last field that is empty and one that is missing are the same to xCal.
        case .fields(let names): names.map { _ in value(of: type) + (type == .text ? "." : "") }.joined(separator: ";")
        }
    }

    private mutating func value(of type: ValueType) -> String {
        switch type {
        case .binary: pick(["", "QQ==", "QUI=", "QUJD", "AAECAwQFBgc="])
        case .boolean: pick(["TRUE", "FALSE"])
        case .calendarAddress:
            pick(["mailto:a@example.com", "mailto:%22x%22@example.com", "urn:uuid:\(number(1...99))"])
        case .date: date()
        case .dateTime: "\(date())T\(time())"
        case .duration: pick(["PT15M", "-PT1H30M", "P1W", "P3DT4H", "-P1D", "PT0S", "P2DT3H4M5S"])
        case .float: pick(["1.5", "-12.25", "0.0", "48.137154", "100.0"])
        case .integer: "\(number(-100...1000))"
        case .period: "\(date())T\(time())/" + (chance(50) ? "PT\(number(1...9))H" : "20991231T235959Z")
        case .recurrence:
            "FREQ=\(pick(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))"
                + pick(["", ";COUNT=\(number(1...99))", ";UNTIL=\(date())", ";UNTIL=\(date())T\(time())"])
                + pick(["", ";INTERVAL=2"])
                + pick(["", ";BYDAY=MO,-1FR", ";BYMONTHDAY=1,-1;BYMONTH=2", ";BYHOUR=9;BYMINUTE=0,30"])
                + pick(["", ";WKST=SU"])
        case .text: escaped(text())
        case .time: time()
        case .uri: pick(["https://example.com/a?b=c;d,e", "cid:x@y", "data:text/plain,Gr%C3%BC%C3%9Fe", "geo:1.5,2.5"])
        case .utcOffset: pick(["+0100", "-0500", "+013045", "+0000"])
        case .uid, .unknown: "uid-\(number(1...99))"
        case .xmlReference: "https://example.com/x.xml#xpointer(/a/b)"
        }
    }

    private mutating func two(_ range: ClosedRange<Int>) -> String {
        let text = "\(number(range))"
        return text.utf8.count < 2 ? "0\(text)" : text
    }
    private mutating func date() -> String { "\(number(1970...2099))\(two(1...12))\(two(1...28))" }
    private mutating func time() -> String { two(0...23) + two(0...59) + two(0...59) + pick(["", "Z"]) }

    private static let characters: [Character] = Array("abcXYZ 019,;:\\\"'^<>&=/|%_-\n\täöß€你😀\u{301}")

    private mutating func text() -> String {
        String((0..<number(0...pick([5, 30, 120]))).map { _ in pick(Self.characters) })
    }

    private func escaped(_ text: String) -> String {
        var output: [UInt8] = []
        TextEscapes.appendEscaped(Array(text.utf8).span, to: &output)
        return String(decoding: output, as: UTF8.self)
    }
}
