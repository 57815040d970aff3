internal import CalendarModel
internal import ICalendar
internal import TimeZones

extension CalendarZones {
    /// The zones that the times of a series may name: those that its calendar defines, then those of the directory.
    init(_ context: CalendarContext, _ directory: ZoneDirectory) {
        self.init(definedBy: context.zones.lazy.map(\.component), directory: directory)
    }

    /// The rules of a zone by any of its names; nil if unknown.
    func rules(named name: String) -> ZoneRules? { definition(of: name) ?? directory.rules(named: name) }

    /// The tz database's name of a zone, as KEP 2 requires; nil where the database has none, or where the calendar's own
    /// definition makes another instant of `time` than the database does.
    func databaseName(of zone: String, at time: CivilDateTime) -> String? {
        guard let name = directory.databaseName(of: zone) else { return nil }
        guard let own = definition(of: zone) else { return name }
        return own.instant(of: time) == directory.exactRules(named: name)?.instant(of: time) ? name : nil
    }
}

extension ZoneDirectory {
    /// The rules of a zone by any of its names; nil if unknown.
    func rules(named name: String) -> ZoneRules? { exactRules(named: name) ?? rules(for: name) }

    /// The tz database's name of a zone; nil if it has none.
    func databaseName(of zone: String) -> String? {
        if exactRules(named: zone) != nil { return zone }
        guard case .named(let id) = ZoneNames.resolve(zone)?.zone, exactRules(named: id) != nil else { return nil }
        return id
    }
}
