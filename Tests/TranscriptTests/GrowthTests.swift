import Foundation
import TestSupport
import Testing

/// Counts what the built command does with inputs of one, two and four times a size: twice as much input is twice as much work.
///
/// Instructions are counted, not seconds: they are the same under any load. A debug build takes too many of them.
@Suite(
    "Growth",
    .enabled(if: CommandUnderTest.isGiven, "KALENDS_BINARY names no release build"),
    .needs(programs: "valgrind", "strip")
)
struct GrowthTests {
    /// A kind of input with many parts, for each of which all the others might be searched or copied.
    struct Row: CustomTestStringConvertible, Sendable {
        var testDescription: String
        /// What reads the file or folder `in`.
        var command: String
        /// The smallest number of parts.
        var size: Int
        var files: @Sendable (Int) -> [Transcript.File]
    }

    private static func calendar(_ components: [[String]]) -> [Transcript.File] {
        let lines =
            ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN"] + components.flatMap(\.self) + ["END:VCALENDAR"]
        return [.init(name: "in/calendar.ics", content: lines.map { $0 + "\r\n" }.joined())]
    }

    private static func event(_ uid: Int, _ start: String, _ lines: [String] = []) -> [String] {
        ["BEGIN:VEVENT", "UID:u\(uid)", "DTSTAMP:20260101T000000Z", start, "SUMMARY:Meeting \(uid)"] + lines + [
            "END:VEVENT"
        ]
    }

    private static func zone(_ number: Int) -> [String] {
        [
            "BEGIN:VTIMEZONE", "TZID:Zone \(number)", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0100", "END:STANDARD", "END:VTIMEZONE",
        ]
    }

    /// 09:00 UTC on a day after 2000-01-01.
    private static func morning(_ day: Int) -> String {
        let date = Date(timeIntervalSince1970: 946_684_800 + Double(day) * 86_400)
        let parts = date.formatted(.iso8601.year().month().day().dateSeparator(.omitted))
        return parts + "T090000Z"
    }

    private static let zones: @Sendable (Int) -> [Transcript.File] = { count in
        calendar(
            (0..<count).map(zone)
                + (0..<count).map {
                    event($0, "DTSTART;TZID=Zone \($0):20260105T090000", ["RRULE:FREQ=WEEKLY;COUNT=3"])
                }
        )
    }

    private static let overrides: @Sendable (Int) -> [Transcript.File] = { count in
        calendar(
            [event(0, "DTSTART:\(morning(0))", ["RRULE:FREQ=DAILY"])]
                + (0..<count).map {
                    event(0, "DTSTART:\(morning($0))", ["RECURRENCE-ID:\(morning($0))", "LOCATION:Room \($0)"])
                }
        )
    }

    private static let exclusions: @Sendable (Int) -> [Transcript.File] = { count in
        calendar([event(0, "DTSTART:\(morning(0))", ["RRULE:FREQ=DAILY"] + (0..<count).map { "EXDATE:\(morning($0))" })]
        )
    }

    private static let names: @Sendable (Int) -> [Transcript.File] = { count in
        calendar([event(0, "DTSTART:\(morning(0))", (0..<count).map { "X-NAME-\($0):\($0)" })])
    }

    private static let rules: @Sendable (Int) -> [Transcript.File] = { count in
        calendar([event(0, "DTSTART:\(morning(0))", (1...count).map { "RRULE:FREQ=DAILY;INTERVAL=\($0);COUNT=3" })])
    }

    private static let unknownZones: @Sendable (Int) -> [Transcript.File] = { count in
        calendar((0..<count).map { event($0, "DTSTART;TZID=Nowhere/Place \($0):20260105T090000") })
    }

    private static let objects: @Sendable (Int) -> [Transcript.File] = { count in
        (0..<count).map { number in
            let content = """
                <?xml version="1.0" encoding="UTF-8"?>
                <event version="1.0"><uid>u\(number)</uid><creation-date>2026-01-01T00:00:00Z</creation-date>
                <last-modification-date>2026-01-01T00:00:00Z</last-modification-date><summary>Meeting \(number)</summary>
                <start-date>2026-01-05T09:00:00Z</start-date><end-date>2026-01-05T10:00:00Z</end-date></event>

                """
            return .init(name: "in/\(number).xml", content: content)
        }
    }

    // swift-format-ignore
    static let rows: [Row] = [
        .init(testDescription: "zones, expanded", command: "kalends expand in --first 5", size: 200, files: zones),
        .init(testDescription: "zones, restored", command: "kalends restore in --to icalendar", size: 200, files: zones),
        .init(testDescription: "zones to Kolab", command: "kalends convert in --to kolab-2.1 --output out/", size: 100, files: zones),
        .init(testDescription: "names to Kolab", command: "kalends convert in --to kolab-2.1", size: 1_000, files: names),
        .init(testDescription: "Kolab files to one", command: "kalends convert in --to icalendar", size: 200, files: objects),
        .init(testDescription: "overrides, validated", command: "kalends validate in", size: 500, files: overrides),
        .init(testDescription: "overrides, fixed", command: "kalends fix --diff in", size: 500, files: overrides),
        .init(testDescription: "overrides to Kolab", command: "kalends convert in --to kolab-2.1", size: 100, files: overrides),
        .init(testDescription: "exclusions to Kolab", command: "kalends convert in --to kolab-2.1", size: 1_000, files: exclusions),
        .init(testDescription: "rules, expanded", command: "kalends expand in --first 5 --limit rules=100000", size: 300, files: rules),
        .init(testDescription: "overrides, compared", command: "kalends diff in/calendar.ics in", size: 200, files: overrides),
        .init(testDescription: "unknown zones, expanded", command: "kalends expand in --first 5", size: 200, files: unknownZones),
    ]

    /// Events of which every second recurs, with lines that lists do not show.
    private static let meetings: @Sendable (Int) -> [Transcript.File] = { count in
        calendar(
            (0..<count).map { number in
                let guests = (1...4).map {
                    "ATTENDEE;CN=Guest \($0);PARTSTAT=ACCEPTED:mailto:guest-\(number)-\($0)@example.com"
                }
                let description = "DESCRIPTION:" + String(repeating: "Please read the minutes. ", count: 8)
                return event(
                    number,
                    "DTSTART:\(morning(number))",
                    guests + [description] + (number.isMultiple(of: 2) ? ["RRULE:FREQ=WEEKLY;COUNT=4"] : [])
                )
            }
        )
    }

    /// The most bytes of memory that a command has asked for at a time.
    private func heap(_ command: String, _ files: [Transcript.File]) throws -> Int {
        let workplace = try Workplace()
        for file in files { try workplace.write(file) }
        let answer = try workplace.run(
            """
            strip --strip-debug -o bare "$(readlink -f "$(command -v kalends)")"
            valgrind --tool=massif --massif-out-file=heap.%p ./bare \(command) >/dev/null 2>&1
            sed -n 's/^mem_heap_B=//p' heap.* | sort -n | tail -1
            """
        )
        return try #require(answer.output.compactMap(Int.init).first, "\(answer)")
    }

    /// A calendar takes twice its size once it is read, space for lines that are not there included.
    @Test(arguments: ["--first 20", "--from 2001-01-01 --until 2001-02-01", "--until 2020-01-01 --format jsonl"])
    func `a list of occurrences takes little more memory than the calendar`(_ part: String) throws {
        let inputs = [1_000, 3_000].map(Self.meetings)
        let sizes = inputs.map { $0.reduce(0) { $0 + $1.content.utf8.count } }
        let heaps = try inputs.map { try heap("expand in \(part)", $0) }
        let growth = Double(heaps[1] - heaps[0]) / Double(sizes[1] - sizes[0])
        #expect(growth > 1, "the calendar itself is not counted: \(heaps)")
        #expect(growth < 2.8, "\(heaps)")
    }

    /// How many instructions a command takes, all of its processes together.
    private func instructions(_ row: Row, _ size: Int) throws -> Int {
        let workplace = try Workplace()
        for file in row.files(size) { try workplace.write(file) }
        // Valgrind does not read the binary's debug information.
        let answer = try workplace.run(
            """
            strip --strip-debug -o bare "$(readlink -f "$(command -v kalends)")"
            export SWIFT_DETERMINISTIC_HASHING=1
            valgrind --tool=callgrind --callgrind-out-file=/dev/null --log-file=count.%p ./bare \(row.command.dropFirst("kalends ".count)) >/dev/null 2>&1
            sed -n 's/.*Collected : //p' count.*
            """
        )
        let counts = answer.output.compactMap(Int.init)
        try #require(!counts.isEmpty, "\(answer)")
        return counts.reduce(0, +)
    }

    /// What two and four times the input add in turn: 2 where work is in proportion, 4 where it is squared.
    @Test(arguments: rows) func `work grows as the input does`(_ row: Row) throws {
        let counts = try [row.size, 2 * row.size, 4 * row.size].map { try instructions(row, $0) }
        let growth = Double(counts[2] - counts[1]) / Double(counts[1] - counts[0])
        #expect(growth > 1.5, "the input is too small to tell: \(counts)")
        #expect(growth < 2.4, "\(counts)")
    }
}
