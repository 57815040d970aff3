import CalendarDiagnostics
import CalendarModel
import ICalendar
import TimeZones

@testable import Kolab

/// What the tests of this target share.
enum Sample {
    static let zones = ZoneDirectory()

    /// The series of a calendar whose components are `lines`.
    static func series(_ lines: String, calendar: String = "") throws -> [Series] {
        let text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\n\(calendar)\(lines)\nEND:VCALENDAR\n"
        var diagnostics = Diagnostics()
        let tree = try ICalendarReader().read(Array(text.utf8), diagnostics: &diagnostics)
        return Series.all(in: tree.components[0]).series
    }

    /// One event with `lines` in addition to what every event has.
    static func event(_ lines: String) throws -> Series {
        let head = "BEGIN:VEVENT\nUID:one@example.org\nDTSTAMP:20260101T000000Z\n"
        return try series("\(head)\(lines)\nEND:VEVENT")[0]
    }

    /// The content of a Kolab object.
    static func read(
        _ text: String,
        timeZone: String? = nil,
        diagnostics: inout Diagnostics
    ) throws -> Series {
        let reader = KolabReader(options: KolabReadingOptions(zones: zones, timeZone: timeZone))
        return try reader.read(Array(text.utf8), diagnostics: &diagnostics)
    }

    /// The content of a Kolab object.
    static func read(_ text: String, timeZone: String? = nil) throws -> Series {
        var diagnostics = Diagnostics()
        return try read(text, timeZone: timeZone, diagnostics: &diagnostics)
    }

    /// The elements of an event around which nothing is remarkable.
    static func object(_ elements: String, root: String = "event") -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <\(root) version="1.0"><uid>one</uid><creation-date>2026-01-01T00:00:00Z</creation-date>
        <last-modification-date>2026-01-01T00:00:00Z</last-modification-date>\(elements)</\(root)>
        """
    }

    /// A writer of a version, with the zones of the tests.
    static func writer(_ version: KolabVersion, extensions: Bool = true) -> KolabWriter {
        var options = KolabWritingOptions(zones: zones)
        options.extensions = extensions
        return KolabWriter(version: version, options: options)
    }

    /// How an item is written alone.
    static func form(_ version: KolabVersion) -> WrittenForm {
        WrittenForm(version: version, zones: CalendarZones(directory: zones), timeZone: nil, uid: "")
    }

    /// The series that its own objects give back.
    static func roundTrip(_ series: Series, _ version: KolabVersion) throws -> (series: [Series], losses: [Loss]) {
        var losses: [Loss] = []
        let documents = try writer(version).write(series, losses: &losses)
        var diagnostics = Diagnostics()
        var read: [Series] = []
        for document in documents {
            read.append(try KolabReader(options: .init(zones: zones)).read(document.bytes, diagnostics: &diagnostics))
        }
        return (KolabReader.joinDetached(read, zones: zones), losses)
    }

    /// The lines on which two series differ, `first - ` and `+ second`.
    static func differences(_ first: [Series], _ second: [Series]) -> [String] {
        var found: [String] = []
        let left = first.flatMap(\.items)
        var right = second.flatMap(\.items)
        for item in left {
            let key = item.recurrenceID?.time.date
            guard let index = right.firstIndex(where: { $0.uid == item.uid && $0.recurrenceID?.time.date == key })
            else {
                found.append("- \(item.uid) \(key.map(\.description) ?? "")")
                continue
            }
            let other = right.remove(at: index)
            for remainder in item.remainders(beyond: other) {
                found.append("\(remainder.texts) is \(ItemLines(other)[remainder.name]?.texts ?? [])")
            }
        }
        return found + right.map { "+ \($0.uid) \($0.recurrenceID?.time.description ?? "")" }
    }
}
