import Foundation
import TestSupport
import Testing

/// What commands write for programs conforms to the schemas that `kalends schema` prints.
@Suite("Schemas", .needsPython("jsonschema")) struct SchemaTests {
    /// A schema with a command whose output, in the file `out`, conforms to it.
    struct Output: CustomTestStringConvertible {
        let schema: String
        let command: String

        var testDescription: String { schema }
    }

    private static let outputs = [
        Output(schema: "occurrences", command: "kalends expand team.ics --until 2027-01-01 --format jsonl > out"),
        Output(
            schema: "columns",
            command: "kalends expand team.ics --until 2027-01-01 --columns \(columns) --format jsonl > out"
        ),
        Output(schema: "losses", command: "kalends convert team.ics --to kolab-2.0 --output kolab/ --report out"),
        Output(schema: "findings", command: "kalends validate team.ics team.xcs nothing.ics --format json > out"),
        Output(schema: "finding", command: "kalends validate team.ics team.xcs --format jsonl > out"),
        Output(schema: "baseline", command: "kalends validate team.ics --write-baseline out"),
        Output(schema: "rules", command: "kalends rules --format jsonl > out"),
        Output(schema: "differences", command: "kalends diff team.ics other.ics --format jsonl > out"),
        Output(schema: "counts", command: "kalends diff --summary team.ics other.ics --format jsonl > out"),
        Output(schema: "common", command: "kalends common team.ics other.ics --format jsonl > out"),
        Output(
            schema: "migration-verification",
            command: "kalends migrate run store --timezone Europe/Berlin --output new/; "
                + "kalends migrate verify --plan new.migration/plan.jsonl --report out.json --report out.html; mv out.json out"
        ),
        Output(
            schema: "migration-report",
            command: "kalends migrate survey store --timezone Europe/Berlin --report out.json; mv out.json out"
        ),
        Output(schema: "migration-plan", command: "kalends migrate plan store --timezone Europe/Berlin --plan out"),
        Output(
            schema: "migration-manifest",
            command:
                "kalends migrate run store --timezone Europe/Berlin --output new/; cp new.migration/manifest.jsonl out"
        ),
        Output(
            schema: "store-agenda",
            command: "kalends store import s.db team.ics; "
                + "kalends store agenda s.db --from 2026-03-01 --until 2027-01-01 --format jsonl > out"
        ),
        Output(
            schema: "store-free",
            command: "kalends store people add s.db anna --name Anna; "
                + "kalends store free s.db --attendees anna --from 2026-03-01 --until 2026-03-02 --format jsonl > out"
        ),
    ]

    private static let columns =
        "uid,summary,start,end,zone,startUTC,recurrenceId,override,type,kind,startDate,startTime,endDate,endTime,allDay,status,"
        + "location,description,categories,class,priority,organizer,attendees"

    @Test(arguments: outputs)
    func `output conforms to its schema`(_ output: Output) throws {
        let place = try Workplace()
        try place.write(Transcript.File(name: "team.ics", content: Self.calendar("Stand-up")))
        try place.write(Transcript.File(name: "other.ics", content: Self.calendar("Sit-down")))
        try place.write(Transcript.File(name: "store/1.eml", content: Self.message))
        _ = try place.run("kalends convert team.ics --to xcal --output team.xcs")
        let answer = try place.run("\(output.command); kalends schema \(output.schema) > schema.json")
        let files = ["schema.json", "out"].map(place.path)
        let checked = try Python.run(
            Repository.file("Tests/Oracles/check_schema.py").path,
            files,
            with: ["jsonschema"]
        )
        #expect(Int(checked.output.trimmingCharacters(in: .whitespacesAndNewlines)).map { $0 > 0 } == true, "\(answer)")
    }

    @Test func `every schema has an output that is checked`() throws {
        let listed = try Workplace().run("kalends schema").output.dropFirst().compactMap {
            $0.split(separator: " ").first
        }
        // The service checks its own: see Tests/ServiceTests/schemas.py.
        #expect(listed.map(String.init).filter { !$0.hasPrefix("service-") } == Self.outputs.map(\.schema))
    }

    private static func calendar(_ summary: String) -> String {
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example Corp//Calendar 1.0//EN", "BEGIN:VEVENT",
            "UID:1@example.com",
            "DTSTAMP:20260101T000000Z", "DTSTART;TZID=Europe/Berlin:20260323T090000", "DURATION:PT15M",
            "RRULE:FREQ=WEEKLY;COUNT=3", "SUMMARY:\(summary)", "CATEGORIES:work",
            "ATTENDEE;CN=Ben:mailto:ben@example.com",
            "END:VEVENT", "BEGIN:VTODO", "UID:2@example.com", "DTSTAMP:20260101T000000Z", "DUE:20260324T160000Z",
            "SUMMARY:Report",
            "END:VTODO", "END:VCALENDAR", "",
        ].joined(separator: "\r\n")
    }

    private static let message = """
        From: anna@example.com
        Subject: 1
        X-Kolab-Type: application/x-vnd.kolab.event
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        A Kolab object.
        --b
        Content-Type: application/x-vnd.kolab.event; name=kolab.xml
        Content-Disposition: attachment; filename=kolab.xml

        <?xml version="1.0" encoding="UTF-8"?>
        <event version="1.0"><uid>1</uid><product-id>Toltec Connector</product-id>\
        <creation-date>2026-01-01T00:00:00Z</creation-date><last-modification-date>2026-01-01T00:00:00Z</last-modification-date>\
        <summary>Stand-up</summary><start-date>2026-03-23T08:00:00Z</start-date><end-date>2026-03-23T08:15:00Z</end-date></event>
        --b--

        """
}
