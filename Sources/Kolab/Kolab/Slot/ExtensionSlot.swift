internal import Bytes
internal import CalendarModel
internal import ICalendar
internal import XMLSupport

/// What Kolab cannot hold, as content lines in `x-custom` elements directly below the root.
///
/// Keys are unique within an object, because KDE keeps one value for each, and made of letters, digits and hyphens, because
/// that is all it accepts. A value is one content line, or several separated by line feeds; `!NAME` means that the
/// original had no property of that name; `=` comes before the base64 of a text that XML has no way to write.
struct ExtensionSlot: Sendable {
    /// Which part of the series an entry belongs to.
    enum Part: Hashable, Sendable {
        /// The VCALENDAR around it.
        case calendar
        /// The master, or a single item.
        case master
        /// The override of the occurrence on a day.
        case override(CivilDate)
        /// A whole override that Kolab has no element for, on a day.
        case component(CivilDate)
        /// The series and occurrence that a detached item belongs to.
        case link
        /// The series that has this item among its additional dates, and the date.
        case additional
        /// The start of the series when the entries were made, where a kept RECURRENCE-ID or EXDATE does not contain
        /// it.
        case start
        /// The zone that times on unknown clocks were taken to be in.
        case assumedZone
    }

    /// One entry of the slot.
    struct Entry: Sendable {
        var part: Part
        var text: String

        /// The mark of an item that a series has among its additional dates.
        static func additional(_ repeated: Series.RepeatedSeries) -> Entry {
            Entry(part: .additional, text: "\(repeated.uid)\n\(repeated.date)")
        }
    }

    static let prefix = "X-KALENDS-"
    /// The beginning of PRODID in everything that this package writes: it does not describe the calendar.
    static let ownProduct = "-//Kalends//"

    var entries: [Entry] = []

    /// Takes an element if it is one of the slot's.
    mutating func take(_ element: XMLElement) -> Bool {
        guard let key = element.attribute("key"), key.hasPrefix(Self.prefix), let text = element.attribute("value"),
            let part = Self.part(ofKey: String(key.dropFirst(Self.prefix.count)))
        else { return false }
        entries.append(Entry(part: part, text: Self.decoded(text)))
        return true
    }

    /// The texts of a part in order.
    func texts(_ part: Part) -> [String] { entries.filter { $0.part == part }.map(\.text) }

    /// The days of which overrides have entries.
    var overrideDays: Set<CivilDate> {
        Set(entries.compactMap { if case .override(let day) = $0.part { day } else { nil } })
    }

    /// The days of overrides that have no element.
    var componentDays: Set<CivilDate> {
        Set(entries.compactMap { if case .component(let day) = $0.part { day } else { nil } })
    }

    /// Adds the elements.
    func write(to xml: inout XMLWriter) {
        var numbers: [Part: Int] = [:]
        var part: Part?
        /// The key up to its number.
        var key: [UInt8] = []
        var number = 0
        for entry in entries {
            if entry.part != part {
                if let part { numbers[part] = number }
                part = entry.part
                key.removeAll(keepingCapacity: true)
                key.append(contentsOf: Self.prefix.utf8)
                key.append(contentsOf: Self.stem(of: entry.part).utf8)
                number = numbers[entry.part] ?? 0
            }
            number += 1
            let end = key.count
            key.appendDigits(number, width: 1)
            xml.start("x-custom")
            xml.attribute("key".utf8.span, key.span)
            xml.attribute("value", Self.encoded(entry.text))
            xml.end()
            key.removeLast(key.count - end)
        }
    }

    /// A text with characters that XML cannot contain (XML 1.0 §2.2) is in base64, after this mark, with which no line begins.
    private static let mark = "="

    private static func encoded(_ text: String) -> String {
        if XMLWriter.canWrite(text), !text.hasPrefix(mark) { return text }
        return mark + String(decoding: Base64.encode(Array(text.utf8)), as: UTF8.self)
    }

    private static func decoded(_ value: String) -> String {
        guard value.hasPrefix(mark), let bytes = Base64.decode(Array(value.utf8.dropFirst()).span) else { return value }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func stem(of part: Part) -> String {
        switch part {
        case .calendar: "CALENDAR-"
        case .master: "ITEM-"
        case .override(let day): "OVERRIDE-\(EventTime.date(day))-"
        case .component(let day): "COMPONENT-\(EventTime.date(day))-"
        case .link: "LINK-"
        case .additional: "ADDITIONAL-"
        case .start: "START-"
        case .assumedZone: "ASSUMED-ZONE-"
        }
    }

    private static func part(ofKey key: String) -> Part? {
        let words = key.split(separator: "-").map(String.init)
        func day() -> CivilDate? {
            guard words.count == 3 else { return nil }
            let digits = Array(words[1].utf8)
            guard case .date(let day) = EventTime(basic: digits.span) else { return nil }
            return day
        }
        switch words.first {
        case "CALENDAR": return .calendar
        case "ITEM": return .master
        case "LINK": return .link
        case "ADDITIONAL": return .additional
        case "START": return .start
        case "ASSUMED": return .assumedZone
        case "OVERRIDE": return day().map { .override($0) }
        case "COMPONENT": return day().map { .component($0) }
        default: return nil
        }
    }
}
