internal import ICalendar

/// Goes once through the lines of a tree and runs the checks that each of them calls for.
struct TreeWalk {
    private let dispatch: RuleDispatch
    private let scope: Scope
    /// Frames are used again for every component of their level.
    private var frames: [Frame]
    private var depth = 0
    /// What stands outside of every calendar has nothing to do with each other, so it is never checked as one.
    private let outside: CalendarFacts
    private static let items: Set<Name> = [.vevent, .vtodo, .vjournal, .vfreebusy, .vavailability]

    init(_ dispatch: RuleDispatch, _ scope: Scope) {
        self.dispatch = dispatch
        self.scope = scope
        frames = [scope.frame]
        outside = scope.calendar
    }

    /// Runs every check on every line.
    mutating func run() {
        let lines = scope.lines
        for index in lines.indices {
            let line = lines[index]
            if scope.isSource, !line.flags.contains(.isSynthetic) {
                run(dispatch.lines, index)
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

    private func visit(_ line: ContentLine, _ index: Int) {
        let property = Property(tree: scope.tree, index: index)
        frames[depth].note(line.name, at: index)
        if line.parameterCount > 0, let zone = property.parameter(.timeZoneIdentifier) {
            let id = zone.value
            scope.calendar.use(id, property.time(in: id), line: index, parameter: zone.index)
        }
        if scope.isSource { run(dispatch.textProperties, property) }
        if line.parameterCount > 0 {
            if scope.isSource { run(dispatch.textParameters, property) }
            run(dispatch.parameters, property)
        }
        run(dispatch.everyProperty, property)
        if line.name.isKnown { run(dispatch.properties[Int(line.name.id)], property) }
    }

    @inline(__always)
    private func run<Subject>(_ entries: [RuleDispatch.Entry<@Sendable (Subject, Scope) -> Void>], _ subject: Subject) {
        for entry in entries {
            scope.rule = entry.rule
            entry.body(subject, scope)
        }
    }

    private mutating func enter(_ name: Name, _ index: Int) {
        frames[depth].add(Frame.Child(name: name, begin: index))
        depth += 1
        if depth == frames.count {
            frames.append(Frame(scope.tree, parent: frames[depth - 1], nameCount: Name.allKnown.count))
        }
        frames[depth].reset(scope.tree, begin: index, name: name)
        scope.frame = frames[depth]
        if name == .vcalendar, depth == 1 { scope.calendar = CalendarFacts(frames[depth]) }
    }

    private mutating func leave() {
        guard depth > 0 else { return }
        let frame = frames[depth]
        run(dispatch.everyComponent, frame)
        if frame.name.isKnown { run(dispatch.components[Int(frame.name.id)], frame) }
        if Self.items.contains(frame.name) { scope.calendar.items.append(item(frame)) }
        if frame.name == .vtimezone {
            let id = frame.first(.timeZoneIdentifier)?.text ?? ""
            scope.calendar.definitions[id, default: []].append(frame.begin)
        }
        if frame.name == .vcalendar, depth == 1 {
            run(dispatch.calendars, scope.calendar)
            scope.calendar = outside
        }
        depth -= 1
        scope.frame = frames[depth]
    }

    private func item(_ frame: Frame) -> CalendarFacts.Item {
        CalendarFacts.Item(
            begin: frame.begin, name: frame.name, uid: frame.first(.uid)?.text ?? "",
            recurrenceID: frame.first(.recurrenceID), start: frame.start,
            isRecurring: frame.has(.recurrenceRule) || frame.has(.recurrenceDate))
    }
}
