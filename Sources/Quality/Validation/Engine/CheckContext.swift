internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar
internal import Recurrence
internal import TimeZones
internal import XMLSupport

/// A finding in bytes and lines of the tree, before its place is counted out.
struct RawFinding {
    /// What was found; its edits where they are requested.
    var diagnostic: Diagnostic
    var place: Place
    /// Whether it can be fixed without a guess.
    var isFixable = false
}

/// A run of bytes of the input, and the content line it is part of.
struct Place {
    var start: Int
    var end: Int
    /// -1 where there is none.
    var line: Int
    /// The property; nil for a component, a calendar or a line that is none.
    var property: Name?
    /// The element, where a rule checked XML itself.
    var element: XMLElement?
}

/// What a check sees of the file around it, and where it puts what it finds.
final class CheckContext {
    /// The content lines with the bytes that contain them.
    let tree: ComponentTree
    let bytes: [UInt8]
    let lines: [ContentLine]
    /// Whether the tree is the file as it was read, so that bytes can be read and changed.
    let isSource: Bool
    let zones: ZoneDirectory
    /// The component whose properties are being walked through.
    var frame: ComponentContext
    /// The calendar that is being walked through.
    var calendar: CalendarFacts
    /// The rule whose check runs.
    var rule = 0
    /// What is known of the current line.
    var values = ValueFacts()
    private(set) var findings: [RawFinding] = []
    /// How often each rule was broken, those beyond the limit included.
    private var counts: [Int]
    /// How many findings of each rule are beyond the limit.
    private(set) var omittedCounts: [Int: Int] = [:]
    /// The severities of the findings beyond the limit.
    private(set) var omittedSeverities: [Severity: Int] = [:]
    private let facts: RuleFacts
    private let gathersEdits: Bool
    private let limit: Int
    /// A larger range is not fixed on trial, to find out whether it can be.
    private static let trialSize = 1 << 16
    private var knownZones: [ExactText: ZoneRules?] = [:]
    /// The series whose overrides were checked last, by the line of its component, with its occurrences.
    var lastSeries: (line: Int, occurrences: RecurrenceSet?)?

    /// - Parameters:
    ///   - limit: how many findings of one rule are kept.
    ///   - gathersEdits: whether findings contain the edits that fix them.
    init(_ tree: ComponentTree, _ facts: RuleFacts, zones: ZoneDirectory, limit: Int, gathersEdits: Bool) {
        self.tree = tree
        bytes = tree.bytes
        lines = tree.lines
        isSource = tree.isSource
        self.zones = zones
        self.limit = limit
        self.gathersEdits = gathersEdits
        self.facts = facts
        counts = [Int](repeating: 0, count: facts.severities.count)
        frame = ComponentContext(tree, parent: nil, nameCount: Name.knownCount)
        calendar = CalendarFacts(frame)
    }

    /// Notes a finding of the rule whose check runs.
    ///
    /// - Parameter severity: the finding's own severity where the rule's does not fit; what the user set counts before it.
    func report(
        _ message: @autoclosure () -> String,
        at place: Place,
        severity: Severity? = nil,
        fix: @autoclosure () -> [Edit] = []
    ) {
        counts[rule] += 1
        let severity = facts.areFixed[rule] ?? severity ?? facts.severities[rule]
        guard counts[rule] <= limit else {
            omittedCounts[rule, default: 0] += 1
            omittedSeverities[severity, default: 0] += 1
            return
        }
        var finding = RawFinding(diagnostic: Diagnostic(facts.ids[rule], severity, message()), place: place)
        if isSource {
            let isTried = gathersEdits || place.end - place.start <= Self.trialSize
            let edits = isTried ? fix() : []
            finding.isFixable = isTried ? edits.areSafe : facts.haveOnlySafeFixes[rule]
            if gathersEdits { finding.diagnostic.edits = edits }
        }
        findings.append(finding)
    }
}

extension CheckContext {
    /// Reports a fault at several places for one reason once: at the first of them.
    func report(_ message: String, atFirstOf places: some Collection<Place>, severity: Severity? = nil) {
        guard let first = places.first else { return }
        let words =
            switch places.count {
            case 1: message
            case 2: "\(message), here and once more"
            case let count: "\(message), here and \(count - 1) times more"
            }
        report(words, at: first, severity: severity)
    }
}

// MARK: - Places

extension CheckContext {
    /// Where a component begins.
    func place(of frame: ComponentContext) -> Place { place(ofLine: max(frame.begin, 0)) }

    /// A whole content line.
    func place(ofLine index: Int) -> Place {
        guard index < lines.count else { return Place(start: 0, end: 0, line: -1) }
        let line = lines[index]
        return Place(
            start: Int(line.start),
            end: Int(line.valueEnd),
            line: index,
            property: line.kind == .property ? line.name : nil
        )
    }

    /// A property's value, or the property where it has none.
    func place(of property: Property) -> Place {
        let line = property.line
        let isEmpty = line.valueStart == line.valueEnd
        return Place(
            start: Int(isEmpty ? line.start : line.valueStart),
            end: Int(line.valueEnd),
            line: property.index,
            property: line.name
        )
    }

    /// A property's name.
    func name(of property: Property) -> Place {
        let line = property.line
        return Place(
            start: Int(line.start),
            end: Int(line.start) + tree.text(of: line.name).utf8.count,
            line: property.index,
            property: line.name
        )
    }

    /// A part of a property's value, in bytes of the value; the whole value if that is folded.
    func place(of part: Range<Int>, in property: Property) -> Place {
        var place = place(of: property)
        if property.line.hasPlainValue, isSource, place.start + part.upperBound <= place.end {
            place.end = place.start + part.upperBound
            place.start += part.lowerBound
        }
        return place
    }

    /// A parameter with its name.
    func place(of parameter: Parameter, in property: Property) -> Place {
        let record = parameter.record
        return Place(
            start: Int(record.nameStart),
            end: Int(record.valueEnd),
            line: property.index,
            property: property.name
        )
    }
}

// MARK: - Fixes

extension CheckContext {
    /// A change of a property's value; nothing where the value is folded, so that no fold is cut.
    func replacing(_ property: Property, by text: String, _ safety: Edit.Safety) -> [Edit] {
        let line = property.line
        return [Edit(Int(line.valueStart)..<Int(line.valueEnd), text, safety)]
    }

    /// The bytes of a content line with the line break after it.
    func wholeLine(_ index: Int) -> Range<Int> {
        let line = lines[index]
        var end = Int(line.valueEnd)
        if end < bytes.count, bytes[end] == .carriageReturn { end += 1 }
        if end < bytes.count, bytes[end] == .lineFeed { end += 1 }
        return Int(line.start)..<end
    }

    /// Takes a content line out.
    func removing(_ index: Int, _ safety: Edit.Safety) -> [Edit] { [Edit(wholeLine(index), [], safety)] }

    /// Takes a parameter out, with its semicolon, from which a fold may divide it.
    func removing(_ parameter: Parameter, _ safety: Edit.Safety) -> [Edit] {
        let record = parameter.record
        guard let semicolon = bytes[..<Int(record.nameStart)].lastIndex(of: .semicolon) else { return [] }
        return [Edit(semicolon..<Int(record.valueEnd), [], safety)]
    }

    /// Inserts content lines after the line `index`.
    func inserting(_ text: String, after index: Int, _ safety: Edit.Safety) -> [Edit] {
        let end = wholeLine(index).upperBound
        let needsBreak = end == 0 || bytes[end - 1] != .lineFeed && bytes[end - 1] != .carriageReturn
        return [Edit(end..<end, (needsBreak ? "\r\n" : "") + text + "\r\n", safety)]
    }
}

// MARK: - Zones

extension CheckContext {
    /// The rules of a zone: the calendar's own so far as it has been read, else the system's.
    func rules(of zone: String) -> ZoneRules? { calendar.definition(of: zone) ?? knownRules(of: zone) }

    /// The rules of a zone that is known by one of its names.
    func knownRules(of zone: String) -> ZoneRules? {
        if let known = knownZones[zone] { return known }
        let rules = zones.resolve(zone)?.rules
        knownZones[zone] = .some(rules)
        return rules
    }

    /// The rule of a component with its start, as the recurrence engine takes it; nil without a start.
    func sequence(of rule: RecurrenceRule, from start: TimeValue) -> RecurrenceSequence {
        var zone: ZoneRules?
        if case .zoned(let name) = start.form { zone = rules(of: name) }
        var sequence = RecurrenceSequence(rule, from: start.civil, isAllDay: start.isDate) { utc in
            zone?.local(at: utc).secondsSinceEpoch ?? utc
        }
        sequence.stepBudget = 1000
        return sequence
    }

    /// The instant of a time, or its place on its own clock where it has no zone.
    func seconds(of time: TimeValue) -> Int {
        guard case .zoned(let name) = time.form, let zone = rules(of: name), let instant = zone.instant(of: time.civil)
        else {
            return time.civil.secondsSinceEpoch
        }
        return instant
    }
}
