internal import CalendarModel
internal import ICalendar
internal import XMLSupport

/// The rows that a subevent has, by their places in the mapping.
struct SubeventRows: Sendable {
    /// Those that differ from the series', a bit for each.
    var differing: UInt64 = 0
    /// The one that is written first, because its text begins with no digit; nil if `sensitivity` is, with its default.
    var first: Int?

    /// The others in the order in which they are written.
    var others: [Int] { (0..<64).filter { differing & 1 << UInt64($0) != 0 && $0 != first } }
}

extension ObjectEncoder {
    /// Writes an override inside its exclusion: what differs from the occurrence as the series has it, and when it was
    /// created.
    ///
    /// The first text in it does not begin with a digit: readers of 2.0 that take the texts of an exclusion together,
    /// as those on Qt 5 do, find its day only then (kolab.md 2.4).
    mutating func append(_ subevent: KolabObject.Subevent, changing occurrences: NominalOccurrences) {
        guard let id = subevent.item.recurrenceID?.time else { return }
        let day = occurrences.day(of: id)
        let nominal = occurrences.occurrence(on: day)
        let override = subevent.item.withEnd
        let rows = rows(of: override, nominal, subevent.kept)
        subeventDays.append(day)
        subeventRows.append(rows)
        xml.start("exclusion")
        appendDate(day)
        xml.start("subevent")
        if let wrapper = subevent.kept.wrapper { xml.copyAttributes(of: wrapper) }
        if let first = rows.first {
            append(KolabMapping.of(override.kind).rows[first], of: override, subevent.kept)
        } else {
            text("sensitivity", "public")
        }
        for row in rows.others { append(KolabMapping.of(override.kind).rows[row], of: override, subevent.kept) }
        for element in subevent.kept.additions { xml.write(element) }
        if let wrapper = subevent.kept.wrapper { xml.text(wrapper.trimmedText) }
        xml.end()
        xml.end()
    }

    /// Writes the elements of a row, an empty one where there are none.
    private mutating func append(_ row: KolabRow, of override: CalendarItem, _ kept: KeptElements) {
        let count = row.count(override, self)
        for position in 0..<count { write(row, position, of: override, kept) }
        guard count == 0 else { return }
        if let element = kept.substitute(row.name, 0) {
            xml.write(element)
        } else {
            xml.element(row.name, text: "")
        }
    }

    /// The rows that a subevent needs.
    private func rows(of override: CalendarItem, _ nominal: CalendarItem, _ kept: KeptElements) -> SubeventRows {
        let mapping = KolabMapping.of(override.kind)
        let movesTimes = override.start != nominal.start || override.finish != nominal.finish
        var found = SubeventRows()
        for (index, row) in mapping.rows.enumerated() {
            let isNeeded =
                switch row.subeventUse {
                case .never: false
                case .always: true
                case .withTimes:
                    (movesTimes || !isAlike(row, override, nominal)) && isWritten(row, override, nominal)
                case .ifChanged: !isAlike(row, override, nominal)
                }
            if isNeeded || row.isInSubevents && kept.substitutes.contains(where: { $0.name == row.name }) {
                found.differing |= 1 << UInt64(index)
            }
        }
        found.first =
            found.others.first { saysNoDay(mapping.rows[$0], override, kept) }
            ?? inheritedRow(of: mapping, override)
        return found
    }

    /// Whether a row of times has something to write: an element, or an empty one, which an event does not have as its start.
    private func isWritten(_ row: KolabRow, _ override: CalendarItem, _ nominal: CalendarItem) -> Bool {
        if row.count(override, self) > 0 { return true }
        return row.count(nominal, self) > 0 && !(row.name == "start-date" && override.kind == .event)
    }

    /// Whether a row writes the same of both; equal fields, as most are, need not be written to see it.
    private func isAlike(_ row: KolabRow, _ override: CalendarItem, _ nominal: CalendarItem) -> Bool {
        row.isSame(override, nominal) || fragments(row, override) == fragments(row, nominal)
    }

    /// What a row writes of an item.
    private func fragments(_ row: KolabRow, _ item: CalendarItem, _ kept: KeptElements = KeptElements()) -> [UInt8] {
        let count = row.count(item, self)
        guard count > 0 else { return [] }
        var scratch = ObjectEncoder(version: version, options: options, zones: zones)
        for position in 0..<count { scratch.write(row, position, of: item, kept) }
        return scratch.xml.bytes
    }

    /// Whether the text of a row's elements, read after a day, leaves it a day: it is not empty and does not begin with
    /// a digit.
    private func saysNoDay(_ row: KolabRow, _ item: CalendarItem, _ kept: KeptElements = KeptElements()) -> Bool {
        guard let first = fragments(row, item, kept).firstScalarOfText else { return false }
        return first.properties.numericType == nil
    }

    /// A row that repeats a value of the series, where nothing else in a subevent begins with a letter.
    private func inheritedRow(of mapping: KolabMapping, _ override: CalendarItem) -> Int? {
        let names = ["sensitivity", "summary", "location", "body", "show-time-as", "categories"]
        return names.lazy.compactMap { mapping.index(of: $0) }.first { saysNoDay(mapping.rows[$0], override) }
    }
}

extension KolabStatement {
    /// What a subevent states of an occurrence.
    ///
    /// - Parameters:
    ///   - nominal: the occurrence as the series has it.
    ///   - rows: those that were written.
    init(of override: CalendarItem, changing nominal: CalendarItem, _ rows: SubeventRows, in encoder: ObjectEncoder) {
        self.init(nominal, of: encoder)
        let mapping = KolabMapping.of(override.kind)
        let override = override.withEnd
        var (hasStart, hasFinish) = (false, false)
        if rows.first == nil { item.classification = .public }
        for index in [rows.first].compactMap({ $0 }) + rows.others {
            let row = mapping.rows[index]
            // A second element does not count.
            if rows.first == nil, row.name == "sensitivity" { continue }
            let isEmpty = row.count(override, encoder) == 0
            if row.subeventUse == .withTimes {
                if row.name == "start-date" {
                    // An occurrence of an event has a start, whatever its subevent leaves empty.
                    if isEmpty, item.kind == .event, nominal.start != nil { continue }
                    hasStart = !isEmpty
                } else {
                    hasFinish = true
                }
            }
            if isEmpty { row.clear(&item) } else { row.say(override, &self) }
        }
        settleAlarms()
        if item.kind == .todo { item.refinePriority(exactPriority) }
        // The default has no meaning for an occurrence whose series has the default too.
        if nominal.classification == nil, item.classification == .public { item.classification = nil }
        if hasStart || hasFinish { settleTimes(nominal, movesStart: hasStart && !hasFinish) }
        item.stamp = item.lastModified ?? item.created
    }

    /// A moved occurrence keeps its length.
    private mutating func settleTimes(_ nominal: CalendarItem, movesStart: Bool) {
        let length = nominal.civilLength
        if movesStart, let length, let start = item.start { item.finish = start.adding(length: length) }
        guard item.kind == .event, let start = item.start, let end = item.end else { return }
        if item.hasMixedTimes {
            item.end = item.endOfStartsType(length: length)
        } else if end.endsBefore(start, options.zones) {
            item.end = length.map { start.adding(length: max(0, $0)) }
        }
    }
}

extension [UInt8] {
    /// The first character of XML fragments that is neither markup nor white space.
    package var firstScalarOfText: Unicode.Scalar? {
        var isInside = false
        for (index, byte) in enumerated() {
            switch byte {
            case UInt8(ascii: "<"): isInside = true
            case UInt8(ascii: ">") where isInside: isInside = false
            case 0x20, 0x09, 0x0A, 0x0D: continue
            default:
                if !isInside { return String(decoding: self[index...].prefix(4), as: UTF8.self).unicodeScalars.first }
            }
        }
        return nil
    }
}

extension XMLWriter {
    /// Gives the element just begun the attributes of another.
    mutating func copyAttributes(of element: XMLElement) {
        for (name, value) in element.attributes {
            if !name.prefix.isEmpty, name.namespace != XMLName.xmlNamespace {
                declareNamespace(name.namespace, prefix: name.prefix)
            }
            attribute(name.qualifiedName, value)
        }
    }
}
