internal import CalendarModel
internal import ICalendar
internal import XMLSupport

extension KolabWriting {
    /// Writes an override inside its exclusion: what differs from the occurrence as the series has it, and when it came to be.
    ///
    /// The first text in it begins with no digit: readers of 2.0 that take the texts of an exclusion together, as those on
    /// Qt 5 do, find its day only then (kolab.md 2.4).
    mutating func append(_ subevent: KolabObject.Subevent, of master: CalendarItem) {
        guard let id = subevent.item.recurrenceID?.time, let start = master.start ?? master.due else { return }
        let day = WallClock(start, zones).day(of: id)
        let nominal = master.withEnd.occurrence(at: start.onDay(day))
        let override = subevent.item.withEnd
        xml.start("exclusion")
        xml.text(day.description)
        xml.start("subevent")
        if let wrapper = subevent.kept.wrapper { xml.copyAttributes(of: wrapper) }
        var rows = rows(of: override, nominal, subevent.kept)
        if let first = rows.firstIndex(where: { saysNoDay($0, override, subevent.kept) }) {
            rows.insert(rows.remove(at: first), at: 0)
        } else {
            appendInherited(nominal, override)
        }
        for row in rows {
            let count = row.count(override, self)
            for position in 0..<count { write(row, position, of: override, subevent.kept) }
            if count == 0 {
                if let element = subevent.kept.substitute(row.name, 0) {
                    xml.write(element)
                } else {
                    xml.element(row.name, text: "")
                }
            }
        }
        for element in subevent.kept.additions { xml.write(element) }
        if let wrapper = subevent.kept.wrapper { xml.text(wrapper.trimmedText) }
        xml.end()
        xml.end()
    }

    /// The rows that a subevent needs.
    private func rows(of override: CalendarItem, _ nominal: CalendarItem, _ kept: KeptElements) -> [KolabRow] {
        let movesTimes = override.start != nominal.start || override.finish != nominal.finish
        return KolabMapping.of(override.kind).rows.filter { row in
            guard row.isInSubevents else { return false }
            if kept.substitutes.contains(where: { $0.name == row.name }) { return true }
            guard row.count(override, self) > 0 || row.count(nominal, self) > 0 else { return false }
            switch row.name {
            case "creation-date", "last-modification-date": return true
            case "start-date", "end-date", "due-date":
                return movesTimes || fragments(row, override) != fragments(row, nominal)
            default: return fragments(row, override) != fragments(row, nominal)
            }
        }
    }

    /// What a row writes of an item.
    private func fragments(_ row: KolabRow, _ item: CalendarItem, _ kept: KeptElements = KeptElements()) -> [UInt8] {
        var scratch = KolabWriting(version: version, options: options, zones: zones)
        for position in 0..<row.count(item, scratch) { scratch.write(row, position, of: item, kept) }
        return scratch.xml.bytes
    }

    /// Whether the text of a row's elements, read behind a day, leaves it a day: it begins with something, and that is no digit.
    private func saysNoDay(_ row: KolabRow, _ item: CalendarItem, _ kept: KeptElements = KeptElements()) -> Bool {
        guard let first = fragments(row, item, kept).firstScalarOfText else { return false }
        return first.properties.numericType == nil
    }

    /// Says again what the series says, where nothing else in a subevent begins with a letter.
    private mutating func appendInherited(_ nominal: CalendarItem, _ override: CalendarItem) {
        let mapping = KolabMapping.of(nominal.kind)
        for name in ["sensitivity", "summary", "location", "body", "show-time-as", "categories"] {
            guard let index = mapping.index(of: name), saysNoDay(mapping.rows[index], override) else { continue }
            return mapping.rows[index].write(override, 0, &self)
        }
        text("sensitivity", "public")
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
