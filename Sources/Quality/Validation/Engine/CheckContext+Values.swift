internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar
internal import Recurrence

/// What several rules need of the same value, computed once.
struct ValueFacts {
    /// The line whose time is known, and the time.
    var timeLine = -1
    var time: TimeValue?
    var ruleLine = -1
    var rule: RecurrenceRule?
    var ruleFindings: [Diagnostic] = []
    var zonedComponent = -1
    var zonedTimes: [ZonedTime] = []
    var diagnosedComponent = -1
    var diagnosis: [Diagnostic] = []
}

extension CheckContext {
    /// A property's value as a date or date-time on its own clock, whatever its zone, read as every part of the program reads
    /// it; nil if it cannot be read.
    func localTime(of property: Property) -> TimeValue? {
        readTime(of: property)
        return values.time ?? property.withValue { TimeText.repairing($0) }.map { TimeValue($0.time, zone: nil) }
    }

    private func readTime(of property: Property) {
        guard values.timeLine != property.index else { return }
        values.timeLine = property.index
        values.time = property.time(in: nil)
    }

    /// The type that a property should have and its value is not of; nil if it is, or if nothing is required of it.
    func brokenType(of property: Property) -> ValueType? {
        let line = property.line
        if let type = AllowedNames.shared.timeType(of: line.name),
            line.parameterCount == 0 || property.parameter(.value) == nil
        {
            return isTime(property, type) ? nil : type
        }
        guard let row = AllowedNames.shared.defaultValue(of: line.name) else { return nil }
        let type = line.parameterCount == 0 ? row.type : property.valueType
        // Texts are free, and rules have checks of their own.
        if [.text, .rule].contains(type.form.rendering) { return nil }
        if type.isMoment, row.shape == .single { return isTime(property, type) ? nil : type }
        return property.withValue { ValueGrammar.matches($0, type, row.shape) } ? nil : type
    }

    private func isTime(_ property: Property, _ type: ValueType) -> Bool {
        readTime(of: property)
        return values.time.map { $0.isDate == (type == .date) } ?? false
    }

    /// A recurrence rule as far as it can be read.
    func rule(of property: Property) -> RecurrenceRule? {
        readRule(of: property)
        return values.rule
    }

    /// The first member of a list that is not of a type, or the whole value of a property that is not a list.
    func brokenPart(of property: Property, _ type: ValueType) -> (text: String, place: Place) {
        brokenParts(of: property, type).first.map { ($0.text, $0.place) } ?? (property.rawValue, place(of: property))
    }

    /// A part of a value that is not of its type.
    struct BrokenPart {
        var text: String
        var place: Place
        /// What it is read as, where it is a time in another form than RFC 5545's, and what is unusual about it.
        var repair: (time: TimeText, deviations: [TimeText.Deviation])?
    }

    /// The members of a list that are not of a type, or the whole value of a property that is not a list.
    func brokenParts(of property: Property, _ type: ValueType) -> [BrokenPart] {
        property.withValue { value in
            guard AllowedNames.shared.isList(property.name) else {
                return [BrokenPart(text: value.text, place: place(of: property), repair: TimeText.repairing(value))]
            }
            return Self.members(of: value).compactMap { range in
                let piece = value.extracting(range)
                guard !ValueGrammar.matches(piece, type) else { return nil }
                return BrokenPart(
                    text: piece.text,
                    place: place(of: range, in: property),
                    repair: TimeText.repairing(piece)
                )
            }
        }
    }

    /// How a value that is a time in another form than RFC 5545's, or a list with such times, would be written in that form,
    /// and what is unusual about the first of them; nil if a member is not a time in any form. An empty member of a
    /// list is skipped.
    func repair(of property: Property) -> (text: String, deviations: [TimeText.Deviation])? {
        let isList = AllowedNames.shared.isList(property.name)
        return property.withValue { value in
            var pieces: [String] = []
            var found: [TimeText.Deviation] = []
            let ranges = isList ? Self.members(of: value) : [0..<value.count]
            for range in ranges {
                let piece = value.extracting(range)
                if TimeText(basic: piece) != nil {
                    pieces.append(piece.text)
                } else if let (time, deviations) = TimeText.repairing(piece) {
                    pieces.append(time.basicText)
                    if found.isEmpty { found = deviations }
                } else if piece.isEmpty, isList {
                    if found.isEmpty { found = [.emptyMember] }
                } else {
                    return nil
                }
            }
            return found.isEmpty || pieces.isEmpty ? nil : (pieces.joined(separator: ","), found)
        }
    }

    /// Where the members of a list are.
    private static func members(of value: Span<UInt8>) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for index in 0...value.count where index == value.count || value[index] == .comma {
            ranges.append(start..<index)
            start = index + 1
        }
        return ranges
    }

    /// What is wrong with the text of a recurrence rule.
    func ruleFindings(of property: Property) -> [Diagnostic] {
        readRule(of: property)
        return values.ruleFindings
    }

    private func readRule(of property: Property) {
        guard values.ruleLine != property.index else { return }
        values.ruleLine = property.index
        (values.rule, values.ruleFindings) = property.withValue { RecurrenceRule.readingLeniently($0) }
        frame.remember(values.rule, of: property)
    }

    /// What the recurrence engine says of a component's rule and its start.
    func diagnosis(of frame: ComponentContext) -> [Diagnostic] {
        if values.diagnosedComponent == frame.begin { return values.diagnosis }
        values.diagnosedComponent = frame.begin
        values.diagnosis = []
        guard let rule = frame.rule, rule.hasKnownCalendar else { return [] }
        if let start = frame.start { values.diagnosis = sequence(of: rule, from: start).diagnose() }
        return values.diagnosis
    }
}

extension CheckContext {
    /// A part of a recurrence rule by its name in upper case, or the whole rule.
    func place(ofPart name: String, in property: Property) -> Place {
        let part: Range<Int>? = property.withValue { value in
            var start = 0
            while start < value.count {
                var end = start
                while end < value.count, value[end] != .semicolon { end += 1 }
                let piece = value.extracting(start..<end)
                if let equals = piece.first(.equals), piece.extracting(0..<equals).isWord(name) { return start..<end }
                start = end + 1
            }
            return nil
        }
        return part.map { place(of: $0, in: property) } ?? place(of: property)
    }
}

extension Check {
    /// Findings that a rule without blanks and separators around its parts does not have.
    private static let tidied: Set<RuleID> = [
        "recurrence-blank", "recurrence-escape", "recurrence-empty-part", "recurrence-until-extended",
    ]

    /// Reports what reading a recurrence rule finds, by the ids of its findings, with severities of their own where the rule's
    /// does not fit.
    static func ruleTextBody(_ ids: [RuleID: Severity?]) -> @Sendable (Property, CheckContext) -> Void {
        { property, context in
            for finding in context.ruleFindings(of: property) {
                guard let severity = ids[finding.rule] else { continue }
                let isTidied = Self.tidied.contains(finding.rule)
                let text = isTidied ? property.withValue { RecurrenceRule.tidied($0) } : nil
                context.report(
                    finding.message,
                    at: finding.range.map { context.place(of: $0, in: property) } ?? context.place(of: property),
                    severity: severity,
                    fix: text.map { context.replacing(property, by: String(decoding: $0, as: UTF8.self), .unsafe) }
                        ?? []
                )
            }
        }
    }

    /// The findings of the recurrence engine about a rule with its start, by their ids.
    ///
    /// - Parameter matters: whether a finding matters in that component.
    static func ruleMeaning(
        _ ids: Set<String>,
        where matters: @escaping @Sendable (ComponentContext, CheckContext) -> Bool = { _, _ in true }
    ) -> Check {
        .component([.vevent, .vtodo, .vjournal]) { frame, context in
            guard let property = frame.first(.recurrenceRule) else { return }
            for finding in context.diagnosis(of: frame)
            where ids.contains(finding.rule.rawValue) && matters(frame, context) {
                context.report(finding.message, at: context.place(of: property))
            }
        }
    }

    /// A property whose value is not of one of these types.
    static func valueType(_ types: Set<ValueType>, _ words: String) -> Check {
        .brokenValue(types) { property, _, context in
            let isEmpty = property.line.valueStart == property.line.valueEnd
            context.report(
                isEmpty ? "\(property.nameText) is empty" : "“\(property.rawValue.prefix(60))” is \(words)",
                at: context.place(of: property)
            )
        }
    }

    /// A property of one of these types, URIs all of them, that has a scheme and characters that RFC 3986 §2 has no place for;
    /// other letters than those of ASCII are those of an IRI, which many write.
    static func charactersOfURI(in types: Set<ValueType>) -> Check {
        .property(AllowedNames.properties(of: types)) { property, context in
            let strange = property.withValue { value in value.indices.first { value[$0].isStrangeInURI } }
            guard let strange, types.contains(property.valueType), context.brokenType(of: property) == nil else {
                return
            }
            context.report(
                "a character that must be percent-encoded in a URI",
                at: context.place(of: strange..<strange + 1, in: property)
            )
        }
    }

    /// A whole number within limits.
    static func number(_ name: Name, _ limits: ClosedRange<Int>) -> Check {
        .property([name]) { property, context in
            guard let number = property.withValue({ $0.integer }), !limits.contains(number) else { return }
            context.report(
                "\(number) is not in the range \(limits.lowerBound) to \(limits.upperBound)",
                at: context.place(of: property)
            )
        }
    }
}
