import CalendarDiagnostics
import ICalendar
import Testing

@testable import CalendarModel

@Suite("Lifting and lowering") struct LiftingTests {
    private static func component(_ lines: String) throws -> Component {
        var diagnostics = Diagnostics()
        let text = "BEGIN:VEVENT\n\(lines)\nEND:VEVENT\n"
        return try ICalendarReader().read(Array(text.utf8), diagnostics: &diagnostics).components[0]
    }

    // swift-format-ignore
    static let events: [String] = [
        "UID:a\nSUMMARY:One\\, two\\nthree\nDTSTART;VALUE=DATE:20260105",
        "UID:a\nSUMMARY;LANGUAGE=de:S\nSUMMARY:T\nX-A;B=c:d\nPRIORITY:abc\nPRIORITY:3\nSEQUENCE:9999999999999",
        "UID:a\nATTENDEE;X-P=1;CN=A:mailto:a@x.example\nATTENDEE:mailto:b@x.example\nATTENDEE:no uri\nORGANIZER:",
        "UID:a\nEXDATE:20260105T090000Z,20260106T090000Z\nEXDATE;VALUE=DATE:20260107\nEXDATE:nonsense",
        "UID:a\nRDATE;VALUE=PERIOD:20260105T090000Z/PT1H,20260106T090000Z/20260106T100000Z\nRDATE:20260107T090000Z",
        "UID:a\nRRULE:COUNT=3;FREQ=DAILY\nRRULE:FREQ=NEVER\nDURATION:-P1D\nDURATION:P0DT1H0M0S",
        "UID:a\nBEGIN:VALARM\nACTION:EMAIL\nTRIGGER;RELATED=END:PT5M\nREPEAT:2\nDURATION:PT1M\nSUMMARY:S\nDESCRIPTION:D\nATTENDEE:mailto:a@x.example\nEND:VALARM\nBEGIN:VALARM\nTRIGGER:-PT1M\nEND:VALARM\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT1M\nUID:x\nEND:VALARM",
        "UID:a\nDTSTART;TZID=\"A,B\":20260105T090000\nDTEND:20260199T090000\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260105T090000Z",
        "UID:a\nCLASS:private\nSTATUS:X-ODD\nTRANSP:OPAQUE\nCATEGORIES:A,B\nCATEGORIES;LANGUAGE=de:C\nRELATED-TO;RELTYPE=SIBLING:s\nRELATED-TO:p",
    ]

    @Test(arguments: events)
    func `lowering what was lifted gives an equal component`(_ lines: String) throws {
        let component = try Self.component(lines)
        let item = try #require(CalendarItem(lifting: component))
        let lowered = Component(tree: item.tree, index: 0)
        #expect(CanonicalComponent(lowered).content == CanonicalComponent(component).content)
    }

    @Test func `an edited field wins over its original form`() throws {
        var item = try #require(
            CalendarItem(lifting: try Self.component("SUMMARY;LANGUAGE=de:Alt\nLOCATION;LANGUAGE=de:Ort\nPRIORITY:abc"))
        )
        item.summary = "New"
        item.priority = 4
        var builder = ComponentTreeBuilder()
        let stale = item.lower(to: &builder)
        let text = String(decoding: ICalendarWriter().write(builder.finish()), as: UTF8.self)
        #expect(text.contains("SUMMARY:New\r\n"))
        #expect(text.contains("LOCATION;LANGUAGE=de:Ort\r\n"))
        #expect(text.contains("PRIORITY:4\r\n"))
        #expect(!text.contains("abc"))
        #expect(stale == ["SUMMARY", "PRIORITY"])
    }

    @Test func `durations are read and written as the shortest form`() throws {
        for seconds in [0, 1, 59, 60, 3600, 5400, 86_399] {
            for days in [0, 1, 7, 10] {
                let duration = try #require(NominalDuration(days: -days, seconds: -seconds))
                let text = Array(duration.description.utf8)
                #expect(try NominalDuration(reading: text.span) == duration, "\(duration)")
            }
        }
        #expect(NominalDuration(seconds: -900)?.description == "-PT15M")
        #expect(NominalDuration(days: 14)?.description == "P2W")
    }

    @Test func `durations of numbers that overflow are none`() {
        for number in [Int.min, .min + 1, .max, 153_722_867_280_912_931, 1_000_000_000_000_000_000] {
            #expect(NominalDuration(minutes: number) == nil, "\(number)")
            #expect(NominalDuration(days: number) == nil, "\(number)")
            #expect(NominalDuration(seconds: number) == nil, "\(number)")
        }
        #expect(NominalDuration(days: 1, seconds: -1) == nil)
    }
}
