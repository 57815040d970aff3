import CalendarDiagnostics
import CalendarModel
import Kolab
import Testing

@testable import Migration

@Suite("Objects from 2.0 to 2.1") struct ObjectUpgradeTests {
    let migration = ObjectMigration(Sample.options())
    let zone = KnownZone("Europe/Berlin", in: Sample.directory)

    @Test func `times get their zone, the root its version, and nothing else changes`() throws {
        let outcome = migration.migrate(try Sample.stored(Sample.event()), zone: zone)
        let expected = Sample.event()
            .replacing("<event version=\"1.0\" >", with: "<event version=\"1.1\" >")
            .replacing("<start-date>2010-11-17T08:00:00Z", with: "<start-date tz=\"Europe/Berlin\">2010-11-17T09:00:00")
            .replacing("<end-date>2010-11-17T09:00:00Z", with: "<end-date tz=\"Europe/Berlin\">2010-11-17T10:00:00")
        #expect(outcome.bytes?.text == expected)
        #expect(outcome.changes == ["zone"])
        #expect(outcome.findings.isEmpty)
    }

    @Test(arguments: [
        Sample.event(start: "2010-11-17", end: "2010-11-17"),
        Sample.event().replacing("<start-date>", with: "<start-date tz=\"Europe/Berlin\">")
            .replacing("<end-date>", with: "<end-date tz=\"Europe/Berlin\">"),
    ])
    func `an object that gains nothing is not written`(_ text: String) throws {
        let outcome = migration.migrate(try Sample.stored(text), zone: zone)
        #expect(outcome.bytes == nil)
        #expect(outcome.changes.isEmpty)
    }

    @Test func `without a zone nothing changes`() throws {
        #expect(migration.migrate(try Sample.stored(Sample.event()), zone: nil).bytes == nil)
    }

    @Test func `a start in the repeated hour of autumn stays UTC and is reported`() throws {
        let text = Sample.event(start: "2010-10-31T00:30:00Z", end: "2010-10-31T03:00:00Z")
        let outcome = migration.migrate(try Sample.stored(text), zone: zone)
        let written = try #require(outcome.bytes).text
        #expect(written.contains("<start-date tz=\"UTC\">2010-10-31T00:30:00Z<"))
        #expect(written.contains("<end-date tz=\"Europe/Berlin\">2010-10-31T04:00:00<"))
        #expect(outcome.ids == ["ambiguous-local-time"])
    }

    @Test func `a series says from when its occurrences move against UTC`() throws {
        let outcome = migration.migrate(try Sample.stored(Sample.event(more: Sample.weekly())), zone: zone)
        #expect(outcome.bytes != nil)
        #expect(outcome.findings == [Diagnostic("occurrences-move-against-utc", "from 2011-03-30 on")])
    }

    @Test func `weekdays that fit only UTC keep the times in UTC`() throws {
        // Tuesday 23:30 in UTC is Wednesday in Berlin.
        let text = Sample.event(
            start: "2010-11-16T23:30:00Z",
            end: "2010-11-17T00:30:00Z",
            more: Sample.weekly("tuesday")
        )
        let outcome = migration.migrate(try Sample.stored(text), zone: zone)
        #expect(outcome.bytes == nil)
        #expect(outcome.ids == ["days-contradict-zone"])
    }

    @Test func `exclusions that hit only UTC days keep the times in UTC`() throws {
        let recurrence = { (day: String) in
            "<recurrence cycle=\"daily\"><interval>2</interval><range type=\"none\"/><exclusion>\(day)</exclusion></recurrence>"
        }
        let event = { (day: String) in
            Sample.event(start: "2010-11-16T23:30:00Z", end: "2010-11-17T00:30:00Z", more: recurrence(day))
        }
        let local = migration.migrate(try Sample.stored(event("2010-11-21")), zone: zone)
        #expect(local.bytes != nil)
        #expect(local.ids == ["occurrences-move-against-utc"])
        let utc = migration.migrate(try Sample.stored(event("2010-11-20")), zone: zone)
        #expect(utc.bytes == nil)
        #expect(utc.ids == ["exclusions-contradict-zone"])
    }

    @Test func `a hint of the object itself goes before the zone of the folder`() throws {
        let text = Sample.event(more: "<timezone><id>America/New_York</id></timezone>")
        let written = try #require(migration.migrate(try Sample.stored(text), zone: zone).bytes).text
        #expect(written.contains("<start-date tz=\"America/New_York\">2010-11-17T03:00:00<"))
    }

    @Test func `root version 1 point 0 stays where it is asked for`() throws {
        let migration = ObjectMigration(Sample.options { $0.rootVersion = "1.0" })
        let outcome = migration.migrate(try Sample.stored(Sample.event()), zone: zone)
        #expect(try #require(outcome.bytes).text.contains("<event version=\"1.0\" >"))
    }

    @Test func `latin letters in a document that calls itself UTF-8 are left as they are`() throws {
        let bytes = Array(Sample.event().utf8).split(separator: 0xC3).joined(separator: [0xC3])
        let latin = Array(bytes).reduce(into: [UInt8]()) { result, byte in
            if byte != 0xC3 { result.append(byte < 0x80 ? byte : byte | 0x40) }
        }
        let examined = MessageExaminer(Sample.options()).examine(latin, isSurelyMail: false)
        guard case .object(let object) = examined.content else {
            Issue.record("not an object")
            return
        }
        let written = try #require(migration.migrate(object, zone: zone).bytes)
        #expect(written.count { $0 >= 0x80 } == latin.count { $0 >= 0x80 })
        #expect(written.contains(0xF6))
    }
}

@Suite("Joining exceptions") struct JoinTests {
    let migration = ObjectMigration(Sample.options())
    let zone = KnownZone("Europe/Berlin", in: Sample.directory)

    private func join(_ exception: String, master: String? = nil) throws -> ObjectMigration.Outcome {
        let master = try Sample.stored(master ?? Sample.event(more: Sample.weekly(exclusions: ["2010-11-24"])))
        let join = ObjectJoin(exception: try Sample.stored(exception), day: "2010-11-24")
        return migration.migrate(master, zone: zone, joins: [join])
    }

    @Test func `the exception becomes a subevent in its own words`() throws {
        let exception = Sample.event(
            start: "2010-11-24T12:00:00Z",
            end: "2010-11-24T13:30:00Z",
            uid: "other",
            more: "<location>A &amp; B</location>"
        )
        let written = try #require(try join(exception).bytes)
        let subevents = written.text.split(separator: "<subevent>").dropFirst().joined()
        #expect(subevents.contains("<start-date tz=\"Europe/Berlin\">2010-11-24T13:00:00</start-date>"))
        #expect(subevents.contains("<location>A &amp; B</location>"))
        #expect(subevents.contains("<x-custom key=\"X-KALENDS-FORMER-UID\" value=\"other\"/>"))
        #expect(!subevents.contains("<summary>"))
        let series = try Sample.stored(written).series
        let override = try #require(series.overrides.first)
        #expect(override.location == "A & B")
        #expect(override.summary == "Größe")
        #expect(series.master?.exclusions == [])
    }

    @Test func `what only the series has is said to be empty`() throws {
        let master = Sample.event(more: "<location>Room</location>" + Sample.weekly(exclusions: ["2010-11-24"]))
        let exception = Sample.event(start: "2010-11-24T12:00:00Z", end: "2010-11-24T13:00:00Z", uid: "other")
        let series = try Sample.stored(try #require(try join(exception, master: master).bytes)).series
        #expect(series.overrides.first?.location ?? "" == "")
    }

    @Test func `an exception that would not say the same is refused`() throws {
        let exception = Sample.event(
            start: "2010-11-24T12:00:00Z",
            end: "2010-11-24T13:00:00Z",
            uid: "other",
            more: "<body><![CDATA[a & b]]></body>"
        )
        let outcome = try join(exception)
        #expect(outcome.bytes == nil)
        #expect(outcome.ids.last == "join-refused")
    }

    @Test func `2 point 1 with a subevent becomes an exclusion and an object under the former UID`() throws {
        let exception = Sample.event(
            start: "2010-11-24T12:00:00Z",
            end: "2010-11-24T13:30:00Z",
            uid: "other <&> 1".replacing("<&>", with: "&lt;&amp;")
        )
        let joined = try Sample.stored(try #require(try join(exception).bytes))
        let back = ObjectMigration(Sample.options { $0.target = .v2_0 }).migrate(joined, zone: nil)
        #expect(try #require(back.bytes).text == Sample.event(more: Sample.weekly(exclusions: ["2010-11-24"])))
        let detached = try #require(back.detached.first)
        #expect(detached.uid == "other <& 1")
        #expect(detached.bytes.text.contains("<start-date>2010-11-24T12:00:00Z</start-date>"))
    }
}

@Suite("There and back") struct ThereAndBackTests {
    private func back(_ object: StoredObject) -> ObjectMigration.Outcome {
        ObjectMigration(Sample.options { $0.target = .v2_0 }).migrate(object, zone: nil)
    }

    @Test(arguments: ["7bit", "8bit", "quoted-printable", "base64"], ["\n", "\r\n"])
    func `2 point 0 to 2 point 1 to 2 point 0 gives the first bytes`(_ encoding: String, _ lineEnd: String) throws {
        for more in ["", Sample.weekly(exclusions: ["2010-11-24"])] {
            let first = Sample.message(Sample.event(more: more), encoding: encoding, lineEnd: lineEnd)
            let zone = KnownZone("Europe/Berlin", in: Sample.directory)
            let up = ObjectMigration(Sample.options()).migrate(try Sample.stored(first), zone: zone)
            let second = try #require(up.bytes, "\(up.ids)")
            #expect(second != first)
            let third = try #require(back(try Sample.stored(second)).bytes)
            if encoding == "base64" || encoding.hasSuffix("bit") { #expect(third == first) }
            let (before, after) = (try Sample.stored(first), try Sample.stored(third))
            #expect(before.text.bytes == after.text.bytes)
            #expect(before.series == after.series)
        }
    }

    @Test func `a second run finds nothing to do`() throws {
        let zone = KnownZone("Europe/Berlin", in: Sample.directory)
        let migration = ObjectMigration(Sample.options())
        let second = try #require(migration.migrate(try Sample.stored(Sample.event()), zone: zone).bytes)
        #expect(migration.migrate(try Sample.stored(second.text), zone: zone).bytes == nil)
        #expect(back(try Sample.stored(Sample.event())).bytes == nil)
    }
}
