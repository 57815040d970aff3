import Foundation
import ICalendar

/// The machine's own zone files, where it has them.
enum SystemZones {
    static let folder = "/usr/share/zoneinfo"

    @Sendable static func bytes(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: "\(folder)/\(name)").map { Array($0) }
    }

    /// A file that is there if any is.
    static let berlin = "\(folder)/Europe/Berlin"

    /// The version on the first line of the database's text form.
    static var version: String? {
        guard let head = bytes("tzdata.zi")?.prefix(40) else { return nil }
        let line = String(decoding: head, as: UTF8.self).split(separator: "\n").first
        return line?.split(separator: " ").last.map(String.init)
    }
}

/// The seconds from the beginning of `years.lowerBound` to the end of `years.upperBound`, UTC.
func seconds(ofYears years: ClosedRange<Int>) -> Range<Int> {
    func start(_ year: Int) -> Int { CivilDate(year: year, month: 1, day: 1).dayNumber * 86_400 }
    return start(years.lowerBound)..<start(years.upperBound + 1)
}
