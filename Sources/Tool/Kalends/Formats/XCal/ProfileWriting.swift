internal import CalendarDiagnostics
internal import ICalendar
internal import TimeZones
internal import XCal

extension Converter {
    /// Writes a tree for one kind of consumer.
    func write(
        _ tree: ComponentTree,
        for profile: ConversionOptions.Profile,
        itemCount: Int,
        _ report: inout LossReport
    ) -> [ConversionOutput] {
        switch profile {
        case .openEvent: schedule(tree, .openEvent, itemCount, &report)
        case .pentabarf: schedule(tree, .pentabarf, itemCount, &report)
        case .kolab3: kolab3(tree, itemCount, &report)
        }
    }

    private func schedule(
        _ tree: ComponentTree,
        _ family: ConferenceWriter.Family,
        _ itemCount: Int,
        _ report: inout LossReport
    ) -> [ConversionOutput] {
        let definitions = tree.components.flatMap { $0.components(named: .vtimezone) }
        let zones = CalendarZones(definedBy: definitions, directory: zones)
        let writer = ConferenceWriter(family, hasExactQuirks: options.hasExactQuirks) { local, name in
            zones.rules(for: name)?.rules.instant(of: local)
        }
        var losses = LossReport()
        let bytes = writer.write(tree, report: &losses)
        // What has no place in a schedule is not an item of it.
        let left = losses.losses.count { loss in
            loss.id == "event-without-start" || loss.id == "component-not-in-profile" && Self.isItem(loss.component)
        }
        report.merge(losses)
        report.skipped += left
        report.written += itemCount - left
        return [ConversionOutput(bytes: bytes, itemCount: itemCount - left)]
    }

    private func kolab3(_ tree: ComponentTree, _ itemCount: Int, _ report: inout LossReport) -> [ConversionOutput] {
        let zones = zones
        let writer = Kolab3Writer { name in
            if case .named(let zone) = zones.resolve(name)?.resolution.zone { zone } else { nil }
        }
        let objects = writer.write(tree, report: &report)
        let written = objects.reduce(0) { $0 + $1.itemCount }
        report.written += written
        report.skipped += itemCount - written
        return objects.map { ConversionOutput(uid: $0.uid, bytes: $0.bytes, itemCount: $0.itemCount) }
    }

    /// Whether components of a name count as items of a calendar.
    private static func isItem(_ name: String) -> Bool {
        ["VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY", "VPOLL"].contains(name)
    }
}
