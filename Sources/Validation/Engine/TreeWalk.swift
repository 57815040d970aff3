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
                for entry in dispatch.lines {
                    scope.rule = entry.rule
                    entry.body(index, scope)
                }
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
        if scope.isSource {
            for entry in dispatch.textProperties {
                scope.rule = entry.rule
                entry.body(property, scope)
            }
        }
        for entry in dispatch.everyProperty {
            scope.rule = entry.rule
            entry.body(property, scope)
        }
        guard line.name.isKnown else { return }
        for entry in dispatch.properties[Int(line.name.id)] {
            scope.rule = entry.rule
            entry.body(property, scope)
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
        for entry in dispatch.everyComponent {
            scope.rule = entry.rule
            entry.body(frame, scope)
        }
        if frame.name.isKnown {
            for entry in dispatch.components[Int(frame.name.id)] {
                scope.rule = entry.rule
                entry.body(frame, scope)
            }
        }
        if Self.items.contains(frame.name) { scope.calendar.items.append(item(frame)) }
        if frame.name == .vtimezone {
            let id = frame.first(.timeZoneIdentifier)?.text ?? ""
            scope.calendar.definitions[id, default: []].append(frame.begin)
        }
        if frame.name == .vcalendar, depth == 1 {
            checkCalendar(scope.calendar)
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

    private func checkCalendar(_ calendar: CalendarFacts) {
        for entry in dispatch.calendars {
            scope.rule = entry.rule
            entry.body(calendar, scope)
        }
    }
}
