package import Kalends

/// A day as `YYYY-MM-DD`.
package struct Day: Sendable {
    package let date: CivilDate

    package init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.joined().utf8.allSatisfy({ (48...57).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        date = CivilDate(year: year, month: month, day: day)
        guard date.isValid else { return nil }
    }
}
