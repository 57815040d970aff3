import Foundation
import Kalends
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

    private func written(_ profile: ConversionOptions.Profile, quirks: Bool = false) throws -> (text: String, report: LossReport) {
        var options = ConversionOptions()
        options.profile = profile
        options.hasExactQuirks = quirks
        let result = try Converter(options).convert(Array(Self.talk.utf8), to: .xCal)
        return (String(decoding: result.bytes, as: UTF8.self), result.report)
    }

    @Test func `open-event has exactly the exporter's elements, in one line of ASCII`() throws {
        let (text, report) = try written(.openEvent)
        #expect(text == """
            <iCalendar xmlns:xCal="urn:ietf:params:xml:ns:xcal"><vcalendar><version>2.0</version>\
            <prodid>-//fossasia//open-event//EN</prodid><x-wr-caldesc>Schedule for sessions at Summit</x-wr-caldesc>\
            <x-wr-calname>Summit</x-wr-calname><vevent><method>PUBLISH</method><uid>101-a1b2</uid>\
            <dtstart>2026-01-12T08:00:00+00:00</dtstart><dtend>2026-01-12T09:15:30+00:00</dtend><duration>PT1H15M30S</duration>\
            <summary>&#196;pfel &amp; &lt;Birnen&gt;</summary><description>N/A</description><class>PUBLIC</class>\
            <status>CONFIRMED</status><categories>Keynote</categories><url>http://example.com/1</url>\
            <location>Hall 1</location><attendee>Jane Doe</attendee></vevent></vcalendar></iCalendar>
            """)
        #expect(Set(report.losses.map(\.id.rawValue)) == ["zone-lost", "attendee-address-lost", "property-not-in-profile"])
        #expect(try written(.openEvent, quirks: true).text.contains("<duration>1:15:3000:00</duration>"))
    }

    @Test func `pentabarf keeps the family's own elements and writes local times`() throws {
        let (text, _) = try written(.pentabarf)
        for line in [
            "<pentabarf:event-id>7</pentabarf:event-id>", "<dtstart>20260112T090000</dtstart>", "<category>Keynote</category>",
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

    @Test func `libkolabxml reads the kolab-3 profile without complaint and writes it in the same order`() throws {
        let text = try written(.kolab3).text
        #expect(text.contains("<tzid><text>/kolab.org/Europe/Berlin</text></tzid>"))
        #expect(text.contains("<cal-address>mailto:%3Cjane%40example.com%3E</cal-address>"))
        #expect(text.contains("<x-custom><identifier>X-OTHER</identifier><value>kept</value></x-custom>"))
        let file = FileManager.default.temporaryDirectory.appending(path: "kolab-3-\(UUID().uuidString).xml")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        let script = """
            import kolabformat as k, re, sys
            text = open(sys.argv[1], encoding="utf-8").read()
            event = k.readEvent(text, False)
            assert k.error() == k.NoError, k.errorMessage()
            names = lambda t: re.findall(r"<([a-z-]+)>", t[t.index("<vevent>"):])
            theirs = [n for n in names(k.writeEvent(event)) if n in names(text)]
            ours = [n for n in names(text) if n in theirs]
            print("same" if ours == [n for n in theirs if n in ours] else (ours, theirs), event.uid(), event.attendees()[0].contact().email())
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-c", script, file.path]
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        do { try process.run() } catch {
            print("python3 absent: libkolabxml not asked")
            return
        }
        let answer = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        if complaint.contains("No module named 'kolabformat'") {
            print("python3-kolabformat absent: libkolabxml not asked")
            return
        }
        #expect(answer == "same 101-a1b2 jane@example.com\n", "\(answer) \(complaint)")
    }
}
