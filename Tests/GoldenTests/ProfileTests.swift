import Foundation
import Kalends
import TestSupport
import Testing

@Suite("Profiles of xCal") struct ProfileTests {
    private static let talk = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Example Corp//Calendar 1.0//EN
        METHOD:PUBLISH
        X-WR-CALNAME:Summit
        BEGIN:VEVENT
        UID:101-a1b2
        DTSTAMP:20260105T083000Z
        DTSTART;TZID=Europe/Berlin:20260112T090000
        DTEND;TZID=Europe/Berlin:20260112T101530
        SUMMARY:Äpfel & <Birnen>
        CATEGORIES:Keynote
        URL:http://example.com/1
        LOCATION:Hall 1
        ATTENDEE;CN=Jane Doe:mailto:jane@example.com
        X-OTHER:kept
        XML:<pentabarf:event-id xmlns:pentabarf="http://pentabarf.org">7</pentabarf:event-id>
        END:VEVENT
        END:VCALENDAR

        """.replacing("\n", with: "\r\n")

    private func written(_ profile: ConversionOptions.Profile, quirks: Bool = false) throws -> (
        text: String, report: LossReport
    ) {
        var options = ConversionOptions()
        options.profile = profile
        options.hasExactQuirks = quirks
        let result = try Converter(options).convert(Array(Self.talk.utf8), to: .xCal)
        return (String(decoding: result.bytes, as: UTF8.self), result.report)
    }

    @Test func `open-event has exactly the exporter's elements, in one line of ASCII`() throws {
        let (text, report) = try written(.openEvent)
        #expect(
            text == """
                <iCalendar xmlns:xCal="urn:ietf:params:xml:ns:xcal"><vcalendar><version>2.0</version>\
                <prodid>-//fossasia//open-event//EN</prodid><x-wr-caldesc>Schedule for sessions at Summit</x-wr-caldesc>\
                <x-wr-calname>Summit</x-wr-calname><vevent><method>PUBLISH</method><uid>101-a1b2</uid>\
                <dtstart>2026-01-12T08:00:00+00:00</dtstart><dtend>2026-01-12T09:15:30+00:00</dtend><duration>PT1H15M30S</duration>\
                <summary>&#196;pfel &amp; &lt;Birnen&gt;</summary><description>N/A</description><class>PUBLIC</class>\
                <status>CONFIRMED</status><categories>Keynote</categories><url>http://example.com/1</url>\
                <location>Hall 1</location><attendee>Jane Doe</attendee></vevent></vcalendar></iCalendar>
                """
        )
        #expect(
            Set(report.losses.map(\.id.rawValue)) == ["zone-lost", "attendee-address-lost", "property-not-in-profile"]
        )
        #expect(try written(.openEvent, quirks: true).text.contains("<duration>1:15:3000:00</duration>"))
    }

    @Test func `the article's table names the elements of open-event, in their order`() throws {
        let article = try Repository.text("Sources/Tool/Kalends/Kalends.docc/XCalProfiles.md")
        let table = article.components(separatedBy: "| element of Open Event |").last ?? ""
        let cells = table.split(separator: "\n").dropFirst(2).prefix { $0.hasPrefix("|") }.compactMap {
            $0.split(separator: "|").first
        }
        let named = cells.flatMap { $0.matches(of: /`([a-z-]+)`/).map { String($0.1) } }
        let written = try written(.openEvent).text.matches(of: /<([a-z-]+)>/).map { String($0.1) }
        #expect(named == written.filter { $0 != "vcalendar" && $0 != "vevent" })
    }

    @Test func `pentabarf keeps the family's own elements and writes local times`() throws {
        let (text, _) = try written(.pentabarf)
        for line in [
            "<pentabarf:event-id>7</pentabarf:event-id>", "<dtstart>20260112T090000</dtstart>",
            "<category>Keynote</category>",
            "<duration>PT1H15M30S</duration>", "<attendee>Jane Doe</attendee>",
        ] {
            #expect(text.contains(line), "\(line)")
        }
        #expect(try written(.pentabarf, quirks: true).text.contains("<duration>01H15M30S</duration>"))
    }

    @Test(arguments: [ConversionOptions.Profile.openEvent, .pentabarf, .kolab3])
    func `what a profile writes is read again, with the same times`(_ profile: ConversionOptions.Profile) throws {
        let text = try written(profile).text
        let back = try Converter().convert(Array(text.utf8), to: .iCalendar)
        let lines = String(decoding: back.bytes, as: UTF8.self)
        #expect(lines.contains("UID:101-a1b2\r\n") && lines.contains("SUMMARY:Äpfel & <Birnen>\r\n"))
    }

    @Test func `kolab-3 writes zones, addresses and other programs' properties as Kolab does`() throws {
        let text = try written(.kolab3).text
        #expect(text.contains("<tzid><text>/kolab.org/Europe/Berlin</text></tzid>"))
        #expect(text.contains("<cal-address>mailto:%3Cjane%40example.com%3E</cal-address>"))
        #expect(text.contains("<x-custom><identifier>X-OTHER</identifier><value>kept</value></x-custom>"))
    }

    /// Everything that Kolab 3 has a place for, and much that it has none for.
    private static let everything = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Example Corp//Calendar 1.0//EN
        BEGIN:VEVENT
        UID:full@example.com
        DTSTAMP:20260105T083000Z
        LAST-MODIFIED:20260104T083000Z
        SEQUENCE:3
        CLASS:PRIVATE
        CATEGORIES:A,B
        CATEGORIES:C
        DTSTART;TZID=W. Europe Standard Time:20260314T100000
        DTEND;TZID=W. Europe Standard Time:20260314T104500
        RRULE:FREQ=MONTHLY;UNTIL=20261231T230000Z;INTERVAL=2;BYDAY=2MO,-1FR;BYMONTHDAY=3;BYYEARDAY=9;WKST=SU
        EXDATE;TZID=Europe/Berlin:20260514T100000
        EXDATE;TZID=Europe/Berlin:20260614T100000
        EXDATE:20260714T100000Z
        RDATE;VALUE=PERIOD:20260515T100000Z/PT1H
        SUMMARY;LANGUAGE=de:Titel
        SUMMARY:another
        DESCRIPTION:Text\\nmore
        COMMENT:c
        PRIORITY:2
        STATUS:TENTATIVE
        TRANSP:TRANSPARENT
        LOCATION:Hall 1
        GEO:1;2
        URL:http://example.com
        ORGANIZER;CN=Org;SENT-BY="mailto:sec@example.com":mailto:org@example.com
        ATTENDEE;CN=Ada;ROLE=CHAIR;PARTSTAT=ACCEPTED;RSVP=TRUE;X-A=b;DELEGATED-TO="mailto:d@e.org":mailto:ada@e.org
        ATTACH;FMTTYPE=text/plain;VALUE=BINARY;ENCODING=BASE64;X-LABEL=a.txt:SGVsbG8=
        ATTACH:http://example.com/a.pdf
        X-FOO:bar\\,baz
        BEGIN:VALARM
        TRIGGER;RELATED=END:-PT15M
        ACTION:DISPLAY
        END:VALARM
        BEGIN:VALARM
        ACTION:EMAIL
        TRIGGER:-PT30M
        DESCRIPTION:x
        SUMMARY:s
        ATTENDEE:mailto:a@b.org
        END:VALARM
        BEGIN:VALARM
        ACTION:AUDIO
        REPEAT:2
        DURATION:PT15M
        TRIGGER;VALUE=DATE-TIME:20260314T080000Z
        ATTACH:http://example.com/a.wav
        END:VALARM
        BEGIN:VALARM
        ACTION:PROCEDURE
        TRIGGER:-PT5M
        END:VALARM
        END:VEVENT
        BEGIN:VEVENT
        UID:full@example.com
        RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260914T100000
        DTSTART;TZID=Europe/Berlin:20260914T120000
        DURATION:PT1H
        STATUS:PERHAPS
        END:VEVENT
        BEGIN:VTODO
        UID:todo@example.com
        DUE;VALUE=DATE:20260316
        DTSTART;VALUE=DATE:20260314
        PERCENT-COMPLETE:30
        STATUS:IN-PROCESS
        RELATED-TO:full@example.com
        RRULE:RSCALE=HEBREW;FREQ=YEARLY
        SUMMARY:Task
        END:VTODO
        BEGIN:VJOURNAL
        UID:j@example.com
        CREATED:20260105T083000Z
        DTSTART:20260314T100000
        CONTACT:Ada
        DESCRIPTION:d
        END:VJOURNAL
        END:VCALENDAR

        """.replacing("\n", with: "\r\n")

    @Test(.needsPython("kolabformat"))
    func `libkolabxml reads the kolab-3 profile without complaint and writes it in the same order`() throws {
        let folder = try TemporaryFolder()
        var options = ConversionOptions()
        options.profile = .kolab3
        for (number, calendar) in [Self.talk, Self.everything].enumerated() {
            let result = try Converter(options).convert(Array(calendar.utf8), to: .xCal)
            #expect(result.outputs.count == (number == 0 ? 1 : 3))
            for (index, output) in result.outputs.enumerated() {
                try folder.write(output.bytes, to: "\(number)-\(index).xml")
            }
        }
        let script = #"""
            import kolabformat as k, os, re, sys
            # The properties of the first item, which both sides indent by ten blanks.
            def names(text, kind):
                start = text.index("<" + kind + ">")
                return re.findall(r"\n {10}<([a-z-]+)>", text[start:text.index("</properties>", start)])
            for file in sorted(os.listdir(sys.argv[1])):
                text = open(os.path.join(sys.argv[1], file), encoding="utf-8").read()
                kind = re.search("<(vevent|vtodo|vjournal)>", text).group(1)
                suffix = {"vevent": "Event", "vtodo": "Todo", "vjournal": "Journal"}[kind]
                item = getattr(k, "read" + suffix)(text, False)
                assert k.error() == k.NoError, (file, k.errorMessage())
                ours, theirs = names(text, kind), names(getattr(k, "write" + suffix)(item), kind)
                # The library reads CONTACT and forgets it.
                same = [name for name in ours if name != "contact"] == [name for name in theirs if name in ours]
                print(file, item.uid(), "same" if same else (ours, theirs))
            """#
        let answer = try Python.run("-c", [script, folder.path], with: ["kolabformat"])
        #expect(
            answer.output == """
                0-0.xml 101-a1b2 same
                1-0.xml full@example.com same
                1-1.xml todo@example.com same
                1-2.xml j@example.com same

                """,
            "\(answer)"
        )
    }
}
