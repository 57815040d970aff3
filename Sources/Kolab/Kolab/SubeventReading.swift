internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import XMLSupport

/// Reading a subevent: the rows of its series' mapping over the occurrence that it changes (kolab.md 2.2).
extension ObjectDecoder {
    private static let times: Set<String> = ["start-date", "end-date", "due-date"]
    /// Elements of a series that a subevent cannot have for an occurrence.
    private static let forbidden: Set<String> = ["uid", "recurrence", "product-id", "subevent"]

    /// Reads a subevent over the occurrence that it changes; what it does not contain, or contains in an unreadable
    /// form, is the series'.
    mutating func readOverride(_ subevent: Subevent, of master: CalendarItem) -> CalendarItem? {
        guard let start = master.start ?? master.due else { return nil }
        let nominal = master.occurrence(at: start.onDay(subevent.date))
        var item = nominal
        let mapping = KolabMapping.of(master.kind)
        var seen: UInt64 = 0
        var cleared: UInt64 = 0
        var decoder = apart
        var times = SubeventTimes()
        keepWrapper(subevent.element, &item)
        for element in subevent.element.children {
            guard let index = mapping.index(of: element.localName), mapping.rows[index].isInSubevents else {
                keepOther(element, &item)
                continue
            }
            let row = mapping.rows[index]
            let bit: UInt64 = 1 << UInt64(index)
            if !row.isList, seen & bit != 0 {
                keepDuplicate(element, row, of: subevent.element, in: &item)
                continue
            }
            seen |= bit
            let isBlank =
                element.trimmedText.isEmpty
                && (element.isPlain || Self.times.contains(row.name) && !element.hasChildren)
            // An occurrence of an event has a start, whatever its subevent leaves empty.
            if isBlank, row.name == "start-date", item.kind == .event, nominal.start != nil {
                report(
                    "invalid-time",
                    "an empty start-date; the occurrence keeps its own",
                    at: element,
                    losing: keptAction,
                    from: item
                )
                item.preserved.elements.append(element.fragment)
                continue
            }
            // The simple alarm is not a second list next to the advanced ones.
            let clears = cleared & bit == 0 && !(row.name == "alarm" && decoder.advancedAlarms != nil)
            var changed = item
            if clears { row.clear(&changed) }
            let outcome = row.isList && isBlank ? .exact : row.read(element, &changed, &decoder)
            guard outcome != .unreadable || isBlank else {
                item.preserved.elements.append(element.fragment)
                continue
            }
            item = changed
            cleared |= bit
            times.take(element, isBlank: isBlank)
            if outcome != .exact { item.preserved.elements.append(element.fragment) }
        }
        decoder.settleAlarms(of: &item)
        if item.kind == .todo { item.refinePriority(decoder.exactPriority) }
        // The default has no meaning for an occurrence whose series has the default too; it may be there for older
        // readers.
        if nominal.classification == nil, item.classification == .public { item.classification = nil }
        diagnostics.merge(decoder.diagnostics)
        settle(times, of: &item, nominal)
        item.stamp = item.lastModified ?? item.created
        return item
    }

    /// Keeps what a subevent itself contains besides its elements: its attributes and text, as an element of that name.
    private mutating func keepWrapper(_ element: XMLElement, _ item: inout CalendarItem) {
        guard element.hasAttributes || element.hasOwnText else { return }
        if element.hasOwnText { reportStrayText(of: element, from: item) }
        var xml = XMLWriter()
        xml.start("subevent")
        xml.copyAttributes(of: element)
        xml.text(element.hasOwnText ? element.trimmedText : "")
        xml.end()
        item.preserved.elements.append(String(decoding: xml.bytes, as: UTF8.self))
    }

    private mutating func keepOther(_ element: XMLElement, _ item: inout CalendarItem) {
        let name = element.localName
        if Self.forbidden.contains(name) {
            return report(
                "subevent-content",
                "a subevent must not contain \(name); skipped",
                at: element,
                losing: .dropped,
                from: item
            )
        }
        if element.child("subevent") != nil {
            report("subevent-content", "a subevent inside a subevent means nothing; kept", at: element)
        }
        remarkUnknown(element, in: item.kind)
        item.preserved.elements.append(element.fragment)
    }

    /// Completes start and end of a subevent from each other. A moved occurrence keeps its length: the KEP's own
    /// example gives a new start alone.
    private mutating func settle(_ times: SubeventTimes, of item: inout CalendarItem, _ nominal: CalendarItem) {
        let length = nominal.civilLength
        if times.start != nil, times.finish == nil, let length, let start = item.start {
            item.finish = start.adding(length: length)
        }
        if let element = times.finish ?? times.start { reportEarlyDue(of: item, at: element) }
        guard item.kind == .event, let start = item.start, let end = item.end, let element = times.finish ?? times.start
        else { return }
        if settleMixedTimes(of: &item, length: length, at: element) { return }
        guard end.endsBefore(start, options.zones) else { return }
        report(
            "end-before-start",
            "the end is before the start; the occurrence keeps its length",
            at: element,
            losing: keptAction,
            from: item
        )
        let fragment = element.fragment
        if !item.preserved.elements.contains(fragment) { item.preserved.elements.append(fragment) }
        item.end = length.map { start.adding(length: max(0, $0)) }
    }
}

/// The elements of a subevent with its start and end.
private struct SubeventTimes {
    var start: XMLElement?
    var finish: XMLElement?

    /// Takes an element that could be read; an empty one means that there is no such time.
    mutating func take(_ element: XMLElement, isBlank: Bool) {
        switch element.localName {
        case "start-date" where !isBlank: start = element
        case "end-date", "due-date": finish = element
        default: break
        }
    }
}
