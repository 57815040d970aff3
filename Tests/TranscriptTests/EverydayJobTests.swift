import Foundation
import TestSupport
import Testing

/// Everyday jobs on calendars of other projects, each one command, whose results python-icalendar reads.
@Suite("Everyday jobs", .needsCorpus("ical"), .needsCorpus("xcal"), .needsPython("icalendar")) struct EverydayJobTests {
    /// A job: a command that writes `out.ics`, or files in `out`, and what is in them then.
    struct Job: CustomTestStringConvertible {
        let command: String
        /// How many events there are.
        let events: Int
        /// What is in the files.
        var text: String?

        var testDescription: String { command }
    }

    private static let holidays = Corpus.file("ical/recurring-ical-events/Germany.ics").path
    private static let courses = Corpus.file("ical/recurring-ical-events/fablab_cottbus.ics").path
    private static let schedule = Corpus.file("xcal/frab-klimacamp2015/schedule-first10.xcal").path
    private static let office = Corpus.file("ical/allenporter-ical/compat/testdata/office_360_nz_tz.ics").path

    private static let jobs = [
        Job(command: "select \(holidays) --from 2019-01-01 --until 2020-01-01 --output out.ics", events: 13),
        Job(command: "select \(holidays) --where 'summary ~ \"good friday\"' --output out.ics", events: 13),
        Job(
            command: "select \(courses) --from 2019-03-01 --until 2019-04-01 --slice --output out.ics",
            events: 1,
            text: "201903"
        ),
        Job(command: "select \(holidays) --drop DESCRIPTION --drop 'X-*' --output out.ics", events: 159),
        Job(command: "split \(holidays) --by year --output out/", events: 159),
        Job(command: "merge \(holidays) \(courses) \(schedule) --output out.ics", events: 197),
        Job(
            command: "convert \(schedule) --to icalendar --set-timezone Europe/Berlin --output out.ics",
            events: 10,
            text: "DTSTART;TZID=Europe/Berlin:"
        ),
        Job(
            command: "convert \(office) --to icalendar --iana-zones --add-vtimezones --output out.ics",
            events: 3,
            text: "TZID=Pacific/Auckland:"
        ),
        Job(
            command: "convert \(courses) --to icalendar --to-timezone America/New_York --output out.ics",
            events: 28,
            text: "TZID=America/New_York:"
        ),
        Job(
            command: "expand \(courses) --from 2019-03-01 --until 2019-04-01 --to icalendar --output out.ics",
            events: 1,
            text: "201903"
        ),
    ]

    /// What python-icalendar reads of a file.
    private struct Reading: Decodable {
        let components: [String: Int]?
        let errors: [String]?
        let refused: String?
    }

    @Test(arguments: jobs)
    func `a job takes one command`(_ job: Job) throws {
        let place = try Workplace()
        let answer = try place.run(
            "kalends \(job.command) --quiet && cat out.ics out/* 2>/dev/null > all; ls -d out.ics out/*"
        )
        let files = answer.output.filter { $0.hasPrefix("out") }.map(place.path)
        let script = Repository.file("Tests/Oracles/read_with_icalendar.py").path
        let lines = try Python.run(script, files, with: ["icalendar"]).output.split(separator: "\n")
        let readings = try lines.map { try JSONDecoder().decode(Reading.self, from: Data($0.utf8)) }
        #expect(!readings.isEmpty && readings.allSatisfy { $0.refused == nil && $0.errors == [] }, "\(answer)")
        #expect(readings.reduce(0) { $0 + ($1.components?["VEVENT"] ?? 0) } == job.events, "\(answer)")
        if let text = job.text {
            #expect(try String(contentsOfFile: place.path(of: "all"), encoding: .utf8).contains(text))
        }
    }
}
