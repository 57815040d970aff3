internal import ArgumentParser
internal import Kalends

/// A day as `YYYY-MM-DD`.
struct Day: ExpressibleByArgument {
    let date: CivilDate

    init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.joined().utf8.allSatisfy({ (48...57).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        date = CivilDate(year: year, month: month, day: day)
        guard date.isValid else { return nil }
    }
}
