/// A day of the week, Monday first as in ISO 8601 and in WKST's default (RFC 5545 §3.3.10).
public enum Weekday: Int, Sendable, CaseIterable, Comparable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// The weekday of a day counted from 1970-01-01, a Thursday.
    public init(dayNumber: Int) {
        let index = (dayNumber + 3) % 7
        self = Self.allCases[index < 0 ? index + 7 : index]
    }

    /// Orders from Monday to Sunday.
    public static func < (left: Weekday, right: Weekday) -> Bool { left.rawValue < right.rawValue }

    /// The two letters of RFC 5545: `MO` to `SU`.
    public var code: String { ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][rawValue] }

    /// A weekday from its two letters, in any case.
    public init?(code: String) {
        guard let index = Self.allCases.firstIndex(where: { $0.code == code.uppercased() }) else { return nil }
        self = Self.allCases[index]
    }

    /// A weekday from its English name, or from the first three letters of it or more, in any case.
    package init?(name: String) {
        let letters = name.lowercased()
        guard letters.utf8.count > 2,
            let day = Self.allCases.first(where: { $0.name.lowercased().hasPrefix(letters) })
        else { return nil }
        self = day
    }

    /// The English name: `Monday` to `Sunday`.
    package var name: String {
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][rawValue]
    }
}
