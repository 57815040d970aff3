internal import Platform

/// The clock of the machine, in the zone of the process: that of `TZ`, else the system's.
public enum LocalClock {
    /// The current year, month and day.
    public static func today() -> (year: Int, month: Int, day: Int) {
        var now = time(nil)
        var parts = unsafe tm()
        guard unsafe localtime_r(&now, &parts) != nil else { return (1970, 1, 1) }
        return unsafe (Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday))
    }
}
