internal import ICalendar
internal import TimeZones

/// Walks once through the lines of a tree and runs the checks that apply to each of them.
///
/// Its methods are mutating even where they change nothing, so that none of them copies the dispatch for every line.
struct TreeWalk {
    private let dispatch: RuleDispatch
    private let context: CheckContext
    /// Frames are used again for every component of their level.
    private var frames: [ComponentContext]
    private var depth = 0
    private var calendar: CalendarFacts
    private let names = AllowedNames.shared
    private let times = ComponentContext.times
    private let calendarName = Name.vcalendar
    /// Components outside of every calendar are unrelated, so they are never checked as one calendar.
    private let outside: CalendarFacts
    private static let items: Set<Name> = [.vevent, .vtodo, .vjournal, .vfreebusy, .vavailability]

    init(_ dispatch: RuleDispatch, _ context: CheckContext) {
        self.dispatch = dispatch
        self.context = context
        frames = [context.frame]
        outside = context.calendar
        calendar = outside
    }

    /// Runs every check on every line.
    mutating func run() {
        let lines = context.lines
        for index in lines.indices {
            let line = lines[index]
            if context.isSource, !line.flags.contains(.isSynthetic) {
                if Int(line.valueEnd) - Int(line.start) > Folding.limit { run(dispatch.longLines, index) }
                if !line.flags.isDisjoint(with: [.hasControl, .isLatin1]) { run(dispatch.brokenLines, index) }
            }
            switch line.kind {
            case .property: visit(line, index)
            case .begin: enter(line.name, index)
            case .end: leave()
            case .malformed: break
            }
        }
        while depth > 0 { leave() }
    }

    private mutating func visit(_ line: ContentLine, _ index: Int) {
        let property = Property(tree: context.tree, index: index)
        let frame = frames[depth]
        frame.note(line.name, at: index)
        if context.isSource, frame.name == calendarName { run(dispatch.calendarTextProperties, property) }
        let zone = line.parameterCount > 0 ? property.parameter(.timeZoneIdentifier) : nil
        if zone != nil || times.contains(line.name) {
            let time = context.localTime(of: property)
            let name = zone.map { calendar.use($0, of: property, at: time) }
            frame.note(name.flatMap { time?.placed(in: $0) } ?? time, of: line.name)
        }
        if line.parameterCount > 0 {
            for index in property.parameterRecords.indices {
                visit(Parameter(tree: context.tree, index: index), of: property)
            }
        }
        if line.flags.contains(.hasNonASCII) { run(dispatch.nonASCIIProperties, property) }
        if names.isProperty(line.name) {
            let broken = dispatch.brokenValues[Int(line.name.id)]
            if !broken.isEmpty, let type = context.brokenType(of: property) {
                for entry in broken where entry.types.contains(type) {
                    context.rule = entry.rule
                    entry.body(property, type, context)
                }
            }
        } else {
            run(dispatch.unknownProperties, property)
        }
        if line.name.isKnown { run(dispatch.properties[Int(line.name.id)], property) }
    }

    private mutating func visit(_ parameter: Parameter, of property: Property) {
        let record = parameter.record
        if context.isSource, !record.name.isKnown || !record.flags.isDisjoint(with: [.isBare, .hasCaret]) {
            run(dispatch.oddTextParameters, parameter, property)
        }
        run(dispatch.everyParameter, parameter, property)
        if record.name.isKnown { run(dispatch.parameters[Int(record.name.id)], parameter, property) }
    }

    private mutating func run(_ entries: [RuleDispatch.ParameterEntry], _ parameter: Parameter, _ property: Property) {
        for entry in entries {
            context.rule = entry.rule
            entry.body(parameter, property, context)
        }
    }

    private mutating func run(_ entries: [RuleDispatch.LineEntry], _ line: Int) {
        for entry in entries {
            context.rule = entry.rule
            entry.body(line, context)
        }
    }

    private mutating func run(_ entries: [RuleDispatch.PropertyEntry], _ property: Property) {
        for entry in entries {
            context.rule = entry.rule
            entry.body(property, context)
        }
    }

    private mutating func run(_ entries: [RuleDispatch.ComponentEntry], _ frame: ComponentContext) {
        for entry in entries {
            context.rule = entry.rule
            entry.body(frame, context)
        }
    }

    private mutating func enter(_ name: Name, _ index: Int) {
        frames[depth].add(ComponentContext.Child(name: name, begin: index))
        depth += 1
        if depth == frames.count {
            frames.append(ComponentContext(context.tree, parent: frames[depth - 1], nameCount: Name.knownCount))
        }
        frames[depth].reset(context.tree, begin: index, name: name)
        context.frame = frames[depth]
        if name == calendarName, depth == 1 { setCalendar(CalendarFacts(frames[depth])) }
    }

    private mutating func setCalendar(_ facts: CalendarFacts) {
        calendar = facts
        context.calendar = facts
    }

    private mutating func leave() {
        guard depth > 0 else { return }
        let frame = frames[depth]
        run(dispatch.everyComponent, frame)
        if frame.name.isKnown { run(dispatch.components[Int(frame.name.id)], frame) }
        if Self.items.contains(frame.name) { calendar.items.append(item(frame)) }
        if frame.name == .vtimezone {
            let names = Component(tree: context.tree, index: frame.begin).timeZoneNames
            calendar.definitions[names[0], default: []].append(frame.begin)
            for name in names.dropFirst() where calendar.otherNames[name] == nil {
                calendar.otherNames[name] = names[0]
            }
        }
        if frame.name == calendarName, depth == 1 {
            for entry in dispatch.calendars {
                context.rule = entry.rule
                entry.body(calendar, context)
            }
            setCalendar(outside)
        }
        depth -= 1
        context.frame = frames[depth]
    }

    private func item(_ frame: ComponentContext) -> CalendarFacts.Item {
        CalendarFacts.Item(
            begin: frame.begin,
            name: frame.name,
            uid: frame.first(.uid)?.text ?? "",
            recurrenceID: frame.first(.recurrenceID),
            start: frame.start,
            isRecurring: frame.has(.recurrenceRule) || frame.has(.recurrenceDate)
        )
    }
}
