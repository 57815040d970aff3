internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import XMLSupport

/// The content of the children of a `recurrence`.
private struct RecurrenceContent {
    var pattern = KolabRecurrence()
    /// Whether the pattern represents the whole element.
    var isExact: Bool
    /// The elements of ``KolabRecurrence/dayNumbers``.
    var numbers: [XMLElement] = []
    /// The elements read that may occur only once.
    var seen: Set<String> = []
    var excludedDays: Set<CivilDate> = []
}

extension ObjectDecoder {
    mutating func readRecurrence(_ element: XMLElement, into item: inout CalendarItem) -> KolabReadOutcome {
        let cycle = element.attribute("cycle") ?? ""
        let type = element.attribute("type").flatMap { $0.isEmpty ? nil : $0 }
        var content = RecurrenceContent(
            isExact: element.attributes.count == (element.attribute("type") == nil ? 1 : 2) && !element.hasOwnText
        )
        if element.hasOwnText { reportStrayText(of: element) }
        content.pattern.cycle = cycle.lowercased()
        content.pattern.type = type?.lowercased()
        if content.pattern.cycle != cycle || content.pattern.type != type { content.isExact = false }
        for child in element.children where !readPart(child, into: &content) { content.isExact = false }
        guard !cycle.isEmpty else {
            exclusions = []
            report(
                "recurrence-without-cycle",
                "a recurrence without cycle; read as none",
                at: element,
                losing: keptAction
            )
            return .unreadable
        }
        guard var rule = rule(of: &content, at: element) else {
            exclusions = []
            return .unreadable
        }
        rule.interval = content.pattern.interval
        switch content.pattern.range {
        case .none: break
        case .number(let count): rule.count = count
        case .date(let date): lastDate = date
        }
        item.rules = [rule]
        return content.isExact ? .exact : .inexact
    }

    /// The rule of a pattern, without interval and range; what is read differently from its spelling is reported.
    private mutating func rule(of content: inout RecurrenceContent, at element: XMLElement) -> RecurrenceRule? {
        let cycle = content.pattern.cycle
        let row: RecurrencePattern
        switch patternRow(of: &content, at: element) {
        case .pattern(let found): row = found
        case .plain(let frequency):
            reportUnused(content.pattern.parts, of: &content, at: element)
            return RecurrenceRule(frequency)
        case .unknown:
            report(
                "recurrence-incomplete",
                "a recurrence of the unknown cycle \(cycle.prefix(40)); read as none",
                at: element,
                losing: keptAction
            )
            return nil
        }
        checkNumbers(of: &content, for: row)
        if cycle == "weekly", content.pattern.days.isEmpty {
            report(
                "recurrence-without-day",
                "a weekly recurrence without day; read as the start's weekday",
                at: element,
                losing: keptAction
            )
            content.isExact = false
        } else if !row.parts.isSubset(of: content.pattern.parts) {
            let missing = KolabRecurrence.Part.allCases.filter {
                row.parts.contains($0) && !content.pattern.parts.contains($0)
            }
            let names = missing.map(\.rawValue).joined(separator: " and ")
            report(
                "recurrence-incomplete",
                "a \(row.name) recurrence without \(names); read as none",
                at: element,
                losing: keptAction
            )
            return nil
        }
        reportUnused(content.pattern.parts.subtracting(row.parts), of: &content, at: element)
        return row.read(content.pattern)
    }

    private enum PatternRow {
        case pattern(RecurrencePattern)
        /// A rule that follows the start.
        case plain(RecurrenceRule.Frequency)
        case unknown
    }

    /// The pattern of a cycle and type. Where there is none of that type the parts can determine it; without any the
    /// rule follows its start, as KDE writes and reads it.
    private mutating func patternRow(of content: inout RecurrenceContent, at element: XMLElement) -> PatternRow {
        let (cycle, type) = (content.pattern.cycle, content.pattern.type)
        // The cycles of KDE that are not patterns of the specification.
        if let frequency = ["minutely": RecurrenceRule.Frequency.minutely, "hourly": .hourly][cycle] {
            content.isExact = false
            remark("client-cycle", "\(cycle) is a cycle that only KDE uses", at: element)
            return .plain(frequency)
        }
        if let row = Mapping.recurrence.row(cycle, type) { return .pattern(row) }
        if let row = Mapping.recurrence.row(cycle, nil) {
            content.isExact = false
            return .pattern(row)
        }
        guard let frequency = ["monthly": RecurrenceRule.Frequency.monthly, "yearly": .yearly][cycle] else {
            return .unknown
        }
        content.isExact = false
        let row = Mapping.recurrence.row(cycle, with: content.pattern.parts).flatMap { row in
            content.pattern.dayNumbers.allSatisfy(row.allows) ? row : nil
        }
        let meaning = row?.type.map { "read as \($0)" } ?? "read as following the start"
        let fault = type.map { "of the unknown type \($0.prefix(40))" } ?? "without type"
        report("recurrence-without-type", "a \(cycle) recurrence \(fault); \(meaning)", at: element, losing: keptAction)
        return row.map { .pattern($0) } ?? .plain(frequency)
    }

    private mutating func reportUnused(
        _ parts: Set<KolabRecurrence.Part>,
        of content: inout RecurrenceContent,
        at element: XMLElement
    ) {
        for part in KolabRecurrence.Part.allCases where parts.contains(part) {
            content.isExact = false
            let type = content.pattern.type.map { " of type \($0.prefix(40))" } ?? ""
            report(
                "recurrence-part-unused",
                "\(part.rawValue) has no meaning in a \(content.pattern.cycle) recurrence\(type); kept",
                at: element.child(part.rawValue) ?? element,
                losing: keptAction
            )
        }
    }

    /// Keeps the numbers that a pattern can have.
    private mutating func checkNumbers(of content: inout RecurrenceContent, for row: RecurrencePattern) {
        guard row.parts.contains(.daynumber) else { return }
        var numbers: [Int] = []
        for (number, element) in zip(content.pattern.dayNumbers, content.numbers) {
            guard row.allows(number) else {
                content.isExact = false
                report(
                    "recurrence-number",
                    "a daynumber of \(number), which is not between 1 and \(row.numbers.upperBound); skipped",
                    at: element,
                    losing: keptAction
                )
                continue
            }
            if number < 0, !(number == -1 && row.parts.contains(.day)) {
                content.isExact = false
                report(
                    "daynumber-from-end",
                    "a daynumber of \(number); read as counted from the end",
                    at: element,
                    losing: keptAction
                )
            }
            if !numbers.contains(number) { numbers.append(number) }
        }
        if content.numbers.count > 1 {
            content.isExact = false
            report(
                "several-daynumbers",
                "a second daynumber; all of them are read",
                at: content.numbers[1],
                losing: keptAction
            )
        }
        content.pattern.dayNumbers = numbers
    }
}

// MARK: - Its children

extension ObjectDecoder {
    /// Reads a child; false if it is unknown, doubled or spelt differently.
    private mutating func readPart(_ child: XMLElement, into content: inout RecurrenceContent) -> Bool {
        let text = child.trimmedText
        let name = child.localName
        if ["interval", "month", "range"].contains(name), !content.seen.insert(name).inserted {
            report("duplicate-element", "a second \(name); the first is used", at: child, losing: keptAction)
            return false
        }
        switch name {
        case "interval":
            guard let number = Self.number(text, in: 1...Int(Int32.max)) else {
                report(
                    "recurrence-interval",
                    "an interval of “\(text.prefix(40))”; read as 1",
                    at: child,
                    losing: keptAction
                )
                return false
            }
            content.pattern.interval = number
            return child.isPlain && String(number) == text
        case "day":
            guard let day = WordTable.kolabDay.value(ignoringCaseOf: text) else { return unknown(text, child) }
            guard !content.pattern.days.contains(day) else { return false }
            content.pattern.days.append(day)
            return child.isPlain && WordTable.kolabDay.word(for: day) == text
        case "daynumber":
            guard let number = Self.number(text, in: -366...366) else { return unknown(text, child) }
            content.pattern.dayNumbers.append(number)
            content.numbers.append(child)
            return child.isPlain && String(number) == text
        case "month":
            guard let month = WordTable.kolabMonth.value(ignoringCaseOf: text) else { return unknown(text, child) }
            content.pattern.month = month
            return child.isPlain && WordTable.kolabMonth.word(for: month) == text
        case "range": return readRange(child, text, into: &content.pattern)
        case "exclusion": return readExclusion(child, &content.excludedDays)
        default:
            if !KolabVocabulary.recurrenceElements.contains(name) { remarkUnknown(child, in: "recurrence") }
            return false
        }
    }

    /// A whole number within limits.
    private static func number(_ text: String, in range: ClosedRange<Int>) -> Int? {
        Int(text).flatMap { range.contains($0) ? $0 : nil }
    }

    private mutating func unknown(_ text: String, _ element: XMLElement) -> Bool {
        if !text.isEmpty {
            report(
                "unknown-word",
                "\(element.localName) \(text.prefix(40)) is unknown; skipped",
                at: element,
                losing: keptAction
            )
        }
        return false
    }

    private mutating func readRange(_ child: XMLElement, _ text: String, into pattern: inout KolabRecurrence) -> Bool {
        let type = child.attribute("type")
        let isPlain = !child.hasChildren && child.attributes.count == (type == nil ? 0 : 1)
        if let type, type.lowercased() != "none", text.isEmpty {
            report(
                "range-incomplete",
                "a range of type \(type.prefix(40)) without a value; read as endless",
                at: child,
                losing: keptAction
            )
            return false
        }
        switch type?.lowercased() {
        case "number":
            guard let count = Self.number(text, in: 1...Int(Int32.max)) else { return unknown(text, child) }
            pattern.range = .number(count)
            return isPlain && type == "number" && String(count) == text
        case "date":
            guard let time = child.withTrimmedBytes({ KolabTimeText($0) }) else {
                report("invalid-time", "\(text.prefix(40)) is not a date; skipped", at: child, losing: keptAction)
                return false
            }
            pattern.range = .date(time.time.date)
            guard time.isDate else {
                report("datetime-for-date", "a datetime in range; its day is read", at: child, losing: keptAction)
                return false
            }
            return isPlain && type == "date"
        case nil, "none":
            guard text.isEmpty else {
                let fault = type == nil ? "a range without type" : "a range of type none with a value"
                report(
                    "range-incomplete",
                    "\(fault): \(text.prefix(40)); read as endless",
                    at: child,
                    losing: keptAction
                )
                return false
            }
            return isPlain && type == "none" || type == nil && isPlain
        case let type?:
            report(
                "unknown-word",
                "a range of type \(type.prefix(40)) is unknown; skipped",
                at: child,
                losing: keptAction
            )
            return false
        }
    }

    /// Reports text next to the elements of an element that contains elements only.
    mutating func reportStrayText(of element: XMLElement, from item: CalendarItem? = nil) {
        report(
            "stray-text",
            "text between the elements of \(element.localName); kept",
            at: element,
            losing: keptAction,
            from: item
        )
    }
}
