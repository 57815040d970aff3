import Foundation
import Kalends
import TestSupport
import Testing

@testable import Validation

/// The feeds of `fixtures/feeds`, in the forms of the programs after which they are named.
@Suite("Feeds") struct FeedTests {
    private static let names = Repository.files(["ics"], below: Repository.fixtures.appending(path: "feeds")).sorted()

    private static func errors(_ bytes: [UInt8], _ profile: Profile) -> [Finding] {
        Validator(rules: RuleSelection(profile: profile).rules, zones: Converter().zones).validate(
            bytes,
            name: "feed.ics"
        ).findings
            .filter { $0.severity == .error }
    }

    private static func bytes(_ name: String) throws -> [UInt8] {
        try Repository.bytes(Repository.fixtures.appending(path: "feeds/\(name)"))
    }

    @Test(arguments: [Profile.default, .lenient, .google, .outlook, .apple])
    func `of ordinary programs have no error in an ordinary profile`(_ profile: Profile) throws {
        #expect(Self.names.count > 15)
        for name in Self.names {
            let found = Self.errors(try Self.bytes(name), profile)
            #expect(found.isEmpty, "\(name): \(RuleExampleTests.text(found))")
        }
    }

    @Test(arguments: [
        ("google-calendar.ics", ["recurrence-until-type", "value-date"]),
        ("outlook-com.ics", ["alarm-required", "calendar-method-required"]),
        ("apple-ios.ics", ["parameter-syntax"]), ("apple-ical.ics", ["calendar-method-mix"]),
        ("nextcloud.ics", ["alarm-required", "value-utc-required"]), ("thunderbird.ics", ["time-zone-utc-start"]),
    ])
    func `break the standards where the strict profile has errors`(_ name: String, _ rules: [String]) throws {
        let found = Set(Self.errors(try Self.bytes(name), .strict).map(\.rule.rawValue))
        #expect(found.isSuperset(of: rules), "\(name): \(found.sorted())")
    }

    @Test(arguments: Profile.allCases)
    func `with what programs cannot read have errors in every profile`(_ profile: Profile) {
        let broken: [(String, Example)] = [
            ("no ACTION", .alarm("TRIGGER:-PT5M", "DESCRIPTION:Soon")),
            ("no TRIGGER", .alarm("ACTION:DISPLAY", "DESCRIPTION:Soon")),
            ("an EMAIL alarm to nobody", .alarm("ACTION:EMAIL", "TRIGGER:-PT5M", "DESCRIPTION:a", "SUMMARY:b")),
            ("a parameter without a value", .event("SUMMARY;LANGUAGE:Lunch")),
            ("a day that does not exist", .event("CREATED:00000230T000000Z")),
            ("the year 0000", .event("DTSTART:00001231T000000Z")),
            ("an UNTIL in UTC", .event("DTSTART:20260105T090000", "RRULE:FREQ=DAILY;UNTIL=20260201T000000Z")),
            ("a COMPLETED without a zone", .todo("COMPLETED:20260105T090000")),
        ]
        for (title, example) in broken {
            #expect(!Self.errors(example.bytes, profile).isEmpty, "\(title) under \(profile.rawValue)")
        }
    }
}
