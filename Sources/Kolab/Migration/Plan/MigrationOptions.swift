public import CalendarDiagnostics
public import Files
public import Kolab
public import TimeZones

/// What a migration does.
public struct MigrationOptions: Sendable {
    /// What is done with the zones of times.
    public enum Zones: String, Sendable, CaseIterable {
        /// Times get the zone that they were meant in, where it is known.
        case set
        /// Times stay in UTC, so that readers of 2.0 understand them.
        case none
    }

    /// Which detached exceptions are joined to their series.
    public enum Joining: String, Sendable, CaseIterable {
        case none
        /// Those whose own UID or another mark names the series.
        case certain
        /// Also those for which a day, a time and a summary are evidence.
        case likely
    }

    /// The version that objects have afterwards.
    public var target = KolabVersion.v2_1
    /// Whether times get zones.
    public var zones = Zones.set
    /// The zone of all folders that ``zoneMap`` does not name.
    public var timeZone: KnownZone?
    /// The zones of folders and users.
    public var zoneMap = ZoneMap()
    /// What is joined.
    public var joining = Joining.certain
    /// The version attribute of objects that gain content of 2.1.
    public var rootVersion = "1.1"
    /// The types of folders, from a dump of their annotations.
    public var folderTypes = FolderTypes()
    /// Where the rules of zones are found.
    public var directory: ZoneDirectory
    /// How many threads work.
    public var jobs: Int
    /// The most bytes of one message; larger ones pass untouched.
    public var messageSizeLimit = 64 << 20

    /// Gives the id under which a finding of a reader is reported; nil leaves every id unchanged.
    public var naming: (@Sendable (RuleID) -> ReportedName)?
    /// Messages that end the process that works on them, with how it ended; they are quarantined unread.
    public var blamed: [MessageIdentity: ProcessEnd] = [:]
    /// Whether what is written reaches the disk before the manifest records that it is done.
    public var isDurable = true

    /// The defaults.
    public init(directory: ZoneDirectory, jobs: Int) {
        self.directory = directory
        self.jobs = jobs
    }

    /// The zone of the objects in a folder.
    func zone(ofFolder path: String) -> KnownZone? {
        guard zones == .set, target.hasZones else { return nil }
        return zoneMap.zone(ofFolder: path) ?? timeZone
    }
}
