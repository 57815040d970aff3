import CalendarDiagnostics
import Foundation
import TestSupport
import Testing

@testable import Kolab

/// What real writers do wrong (fixtures/malformed/kolab) has a name in the report.
@Suite("Deviations of Kolab writers") struct DeviationTests {
    // swift-format-ignore
    static let findings: [(file: String, id: String)] = [
        ("double-z",                "time-respelt"),
        ("no-z-fraction",           "time-without-zulu"),
        ("offset-zero",             "time-with-offset"),
        ("garbage-date",            "invalid-time"),
        ("garbage-date",            "creation-date-missing"),
        ("exclusion-datetime",      "datetime-for-date"),
        ("exclusions-unsorted",     "duplicate-exclusion"),
        ("exclusions-unsorted",     "exclusion-without-occurrence"),
        ("attendee-status-unknown", "unknown-attendee-role"),
        ("interval-empty",          "recurrence-interval"),
        ("interval-zero",           "recurrence-interval"),
        ("interval-negative",       "recurrence-interval"),
        ("no-cycle",                "recurrence-without-cycle"),
        ("empty-recurrence",        "recurrence-without-cycle"),
        ("weekly-without-day",      "recurrence-without-day"),
        ("end-missing",             "end-missing"),
        ("midnight-all-day",        "midnight-to-midnight"),
        ("no-start",                "start-missing"),
        ("no-uid",                  "uid-missing"),
        ("root-case",               "root-element-case"),
        ("version-9",               "unknown-version"),
        ("tz-with-offset",          "offset-disagrees"),
        ("tz-with-z",               "ambiguous-zulu"),
        ("revision-twice",          ""),
        ("any-order",               ""),
        ("outlook-uid",             ""),
    ]

    @Test(arguments: findings)
    func `a deviation is reported under its id`(_ file: String, _ id: String) throws {
        let bytes = try Repository.bytes(Repository.file("fixtures/malformed/kolab/\(file).xml"))
        var diagnostics = Diagnostics()
        _ = try KolabReader(options: .init(zones: Sample.zones)).read(bytes, diagnostics: &diagnostics)
        let ids = diagnostics.all.map { "\($0.rule)" }
        #expect(id.isEmpty ? ids.isEmpty : ids.contains(id), "\(ids)")
    }
}
