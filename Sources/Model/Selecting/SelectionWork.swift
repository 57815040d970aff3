internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Occurrences
internal import TimeZones

/// A selection at work on one tree.
struct SelectionWork {
    let selection: ItemSelection
    var edit: TreeEdit
    var losses = LossReport()
    var unselected = 0
    private let zones: ZoneDirectory
    private var places: SourceLineIndex?
    private var expander: SeriesExpander

    init(_ selection: ItemSelection, edit: TreeEdit, zones: ZoneDirectory) {
        self.selection = selection
        self.edit = edit
        self.zones = zones
        expander = SeriesExpander(directory: zones)
    }

    mutating func run() {
        let all = edit.tree.components
        for calendar in all where calendar.name == .vcalendar {
            let use = selectItems(among: calendar.components, CalendarContext(calendar))
            removeZones(among: calendar.components, use)
            dropProperties(of: calendar)
        }
        removeEmptied(among: all.filter { $0.name == .vcalendar })
        let loose = all.filter { $0.name != .vcalendar }
        removeZones(among: loose, selectItems(among: loose, CalendarContext()))
    }

    /// Removes calendars of which no component is left, as RFC 5545 §3.6 requires one; the first stays if all are emptied.
    private mutating func removeEmptied(among calendars: [Component]) {
        let emptied = calendars.filter { calendar in
            let components = calendar.components
            return !components.isEmpty && components.allSatisfy(edit.removes)
        }
        for calendar in emptied.dropFirst(emptied.count == calendars.count ? 1 : 0) { edit.remove(calendar) }
    }

    /// Decides about the items among components.
    ///
    /// - Returns: the zones that they name.
    mutating func selectItems(among components: [Component], _ context: CalendarContext) -> ZoneUse {
        var use = ZoneUse()
        for group in ItemGroup.all(among: components) {
            var unreadable: Diagnostic?
            if isDropped(group) || !isWanted(group, context, &unreadable) {
                for component in group.components { edit.remove(component) }
                if let unreadable {
                    fail(group, unreadable)
                } else {
                    unselected += group.components.count
                }
                use.freed.formUnion(group.zoneNames)
                continue
            }
            use.named.formUnion(group.zoneNames)
            if selection.cutsSeries, let window = selection.window { cut(group, to: window, context) }
            for component in group.components { drop(from: component) }
        }
        return use
    }

    /// Removes the zones among components that are not wanted, or that only what was removed names.
    mutating func removeZones(among components: [Component], _ use: ZoneUse) {
        for zone in components where zone.name == .vtimezone {
            if matches(zone) {
                report(zone, "", zone.nameText)
                edit.remove(zone)
            } else if use.isFreed(zone) {
                edit.remove(zone)
            }
        }
    }

    /// Whether a group passes.
    ///
    /// - Parameter unreadable: is set to what cannot be read of times or rules, where the answer depends on it.
    private mutating func isWanted(
        _ group: ItemGroup,
        _ context: CalendarContext,
        _ unreadable: inout Diagnostic?
    ) -> Bool {
        if let query = selection.query, !group.components.contains(where: query.matches) { return false }
        guard let window = selection.window else { return true }
        let all = group.series(in: context)
        if all.isEmpty { return group.components.contains { window.overlaps($0) } }
        var found: Diagnostic?
        for series in all {
            var diagnostics = Diagnostics(losses: .none)
            let expanded = expander.expand(series, diagnostics: &diagnostics)
            var merge = expanded.occurrences(in: window.beginnings(lasting: series.longestExtent))
            while let next = merge.next() {
                if window.overlaps(next) { return true }
            }
            found = found ?? diagnostics.all.first { Series.incompleteReadings.contains($0.rule) }
        }
        unreadable = found
        return false
    }

    /// Reports a group of which it is unknown when it occurs.
    private mutating func fail(_ group: ItemGroup, _ reason: Diagnostic) {
        let component = group.components[0]
        losses.fail(
            Loss(
                reason.rule,
                .dropped,
                reason.message,
                component: component.nameText,
                uid: uid(of: component),
                at: place(of: component.tree.lines[component.index])
            ),
            itemCount: group.components.count
        )
    }
}

// MARK: - Cutting

extension SelectionWork {
    private mutating func cut(_ group: ItemGroup, to window: DayWindow, _ context: CalendarContext) {
        let all = group.series(in: context)
        guard !all.isEmpty else { return }
        var cutting = SeriesCut(group, all, window, expander)
        switch cutting.outcome() {
        case .whole: return
        case .cut(let kept):
            cutting.apply(to: &edit)
            add(
                "series-cut",
                .altered,
                "cut to the days asked for; \(kept) of its occurrences \(kept == 1 ? "is" : "are") kept",
                group.components[0],
                "RRULE"
            )
        case .impossible(let reason):
            add("series-not-cut", .unchanged, "\(reason); the series is kept whole", group.components[0], "RRULE")
        }
    }
}

// MARK: - Dropping

extension SelectionWork {
    private func matches(_ component: Component) -> Bool { matches(component.nameText) }

    private func matches(_ name: String) -> Bool { selection.dropped.contains { $0.matches(name) } }

    private mutating func isDropped(_ group: ItemGroup) -> Bool {
        guard matches(group.components[0]) else { return false }
        for component in group.components { report(component, uid(of: component), component.nameText) }
        return true
    }

    /// Removes what is not wanted of a component, at any depth.
    private mutating func drop(from component: Component) {
        if selection.dropped.isEmpty { return }
        dropProperties(of: component)
        let uid = uid(of: component)
        for inner in component.components {
            if matches(inner) {
                report(inner, uid, inner.nameText)
                edit.remove(inner)
            } else {
                drop(from: inner)
            }
        }
    }

    mutating func dropProperties(of component: Component) {
        if selection.dropped.isEmpty { return }
        for property in component.properties where matches(property.nameText) {
            edit.remove(property)
            add(
                "dropped-on-request",
                .dropped,
                "removed as requested",
                component,
                property.nameText,
                at: property.line
            )
        }
    }

    private mutating func report(_ component: Component, _ uid: String, _ name: String) {
        let place = place(of: component.tree.lines[component.index])
        losses.add(
            Loss(
                "dropped-on-request",
                .dropped,
                "the component is removed as requested",
                component: name,
                uid: uid,
                at: place
            )
        )
    }

    private mutating func add(
        _ id: RuleID,
        _ action: Loss.Action,
        _ detail: String,
        _ component: Component,
        _ property: String,
        at line: ContentLine? = nil
    ) {
        let place = place(of: line ?? component.tree.lines[component.index])
        losses.add(
            Loss(
                id,
                action,
                detail,
                component: component.nameText,
                uid: uid(of: component),
                property: property,
                at: place
            )
        )
    }

    private func uid(of component: Component) -> String { component.first(.uid)?.text ?? "" }

    private mutating func place(of line: ContentLine) -> SourceLocation {
        let known = places ?? SourceLineIndex(edit.tree.bytes)
        places = known
        return known.location(of: line)
    }
}
