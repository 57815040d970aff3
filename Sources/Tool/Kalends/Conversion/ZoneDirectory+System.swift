internal import Files
public import TimeZones

extension ZoneDirectory {
    /// The time zones of this system: its own files, then the data that the library carries.
    public static func system() -> ZoneDirectory {
        let files = SystemZoneFiles()
        return ZoneDirectory(systemFile: { files.zoneBytes($0) })
    }
}
