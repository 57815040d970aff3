import CalendarModel
import ICalendar
import Testing
import TimeZones
import XMLSupport

@testable import Kolab

/// `read(write(value)) == value` for each row of each mapping, and for each conversion.
@Suite("Kolab rows") struct RowLawTests {
    static let kinds = CalendarItem.Kind.allCases

    @Test(arguments: kinds)
    func `no name is claimed by two rows`(_ kind: CalendarItem.Kind) {
        #expect(KolabMapping.of(kind).ambiguousNames == [])
    }

    @Test func `word tables are one to one`() {
        #expect(WordTable<CalendarItem.Classification>.kolabSensitivity.isOneToOne)
        #expect(WordTable<CalendarItem.BusyStatus>.kolabShowTimeAs.isOneToOne)
        #expect(WordTable<CalendarItem.Status>.kolabTaskStatus.isOneToOne)
        #expect(WordTable<Attendee.Status>.kolabStatus.isOneToOne)
        #expect(WordTable<Attendee.Role>.kolabRole.isOneToOne)
        #expect(WordTable<Alarm.Action>.kolabAlarmType.isOneToOne)
        #expect(WordTable<Weekday>.kolabDay.isOneToOne)
        #expect(WordTable<Int>.kolabMonth.isOneToOne)
    }

    @Test(arguments: kinds, KolabVersion.allCases)
    func `an item of Kolab's own vocabulary is read back exactly`(
        _ kind: CalendarItem.Kind,
        _ version: KolabVersion
    ) throws {
        var random = Generator(seed: 42)
        for _ in 0..<300 {
            let item = random.item(kind, version)
            let bytes = Sample.form(version).bytes(of: item)
            let text = String(decoding: bytes, as: UTF8.self)
            let read = try #require(try Sample.read(text).master, "\(text)")
            #expect(read.hasSameFields(as: item), "\(text)\n\(item.remainders(beyond: read))")
            #expect(read.preserved.isEmpty, "\(text)\n\(read.preserved.elements)")
        }
    }

    @Test func `an all-day end names the last day`() throws {
        let item = try #require(
            try Sample.read(Sample.object("<start-date>2026-01-05</start-date><end-date>2026-01-05</end-date>")).master
        )
        #expect(item.end == .date(CivilDate(year: 2026, month: 1, day: 6)))
        let text = String(decoding: Sample.form(.v2_0).bytes(of: item), as: UTF8.self)
        #expect(text.contains("<end-date>2026-01-05</end-date>"))
    }
}

/// Values from a seed, so that a failure can be repeated.
struct Generator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return range.lowerBound + Int(state >> 33) % (range.upperBound - range.lowerBound + 1)
    }

    mutating func one<Value>(of values: [Value]) -> Value { values[number(0...values.count - 1)] }

    mutating func maybe<Value>(_ value: (inout Generator) -> Value) -> Value? {
        number(0...2) == 0 ? nil : value(&self)
    }

    mutating func text() -> String {
        one(of: ["Lunch", "a & b <c>", "Grüße 🎉", "two\nlines", "\"quoted\"", "]]> end", "tab\there"])
    }

    mutating func civil() -> CivilDateTime { CivilDateTime(secondsSinceEpoch: number(1_700_000_000...1_900_000_000)) }

    mutating func item(_ kind: CalendarItem.Kind, _ version: KolabVersion) -> CalendarItem {
        var item = CalendarItem(kind)
        item.uid = "uid-\(number(0...9999))"
        item.created = civil()
        item.lastModified = civil()
        item.stamp = item.lastModified
        item.summary = maybe { $0.text() }
        item.description = maybe { $0.text() }
        item.categories = maybe { [$0.one(of: ["Work", "Home"]), "Other"] } ?? []
        item.classification = maybe { $0.one(of: CalendarItem.Classification.allCases) }
        item.writer = maybe { $0.one(of: ["Horde::Kolab", "Synckolab 2.9.0, Calendar Sync"]) }
        item.start = .utc(civil())
        if version == .v2_1, number(0...1) == 0 { item.start = .zoned(civil(), zone: "Europe/Berlin") }
        if number(0...2) == 0 { item.start = .date(civil().date) }
        guard kind != .journal else { return item }
        item.finish = item.start?.adding(days: number(1...3))
        item.location = maybe { $0.text() }
        item.organizer = maybe { Person(address: "o@x.example", name: $0.text()) }
        item.attendees = (0..<number(0...3)).map { attendee($0) }
        item.alarms = maybe { [$0.alarm(), Alarm(.display, .end(NominalDuration(seconds: -60) ?? .zero))] } ?? []
        item.attachments = maybe { [Attachment(.uri("http://x.example/\($0.number(0...9))"))] } ?? []
        if kind == .event {
            item.busyStatus = maybe { $0.one(of: [.tentative, .outOfOffice]) }
            item.transparency =
                item.busyStatus == nil ? maybe { $0.one(of: CalendarItem.Transparency.allCases) } : .opaque
            item.colorLabel = maybe { $0.one(of: ["important", "birthday"]) }
            item.priority = maybe { $0.number(0...9) }
        } else {
            item.priority = maybe { $0.number(1...9) }
            item.percentComplete = maybe { $0.number(0...100) }
            item.status = maybe { $0.one(of: [.needsAction, .inProcess, .completed, .cancelled]) }
            item.completed = maybe { $0.civil() }
            item.parent = maybe { _ in "parent" }
        }
        return item
    }

    private mutating func attendee(_ index: Int) -> Attendee {
        var attendee = Attendee(Person(address: "a\(index)@x.example", name: maybe { $0.text() }))
        attendee.status = maybe { $0.one(of: [.needsAction, .accepted, .declined, .tentative, .delegated]) }
        attendee.role = maybe { $0.one(of: [.required, .optional, .nonParticipant]) }
        attendee.wantsReply = number(0...1) == 0
        attendee.delegatedTo = maybe { _ in ["d@x.example"] } ?? []
        return attendee
    }

    private mutating func alarm() -> Alarm {
        var alarm = Alarm(
            one(of: Alarm.Action.allCases),
            .start(NominalDuration(seconds: -60 * number(0...90)) ?? .zero)
        )
        alarm.repetition = maybe {
            Alarm.Repetition(count: 3, interval: NominalDuration(seconds: $0.number(1...900)) ?? .zero)
        }
        switch alarm.action {
        case .display: alarm.description = maybe { $0.text() }
        case .audio: alarm.attachments = [Attachment(.uri("file:///a.wav"))]
        case .procedure: alarm.attachments = [Attachment(.uri("file:///bin/a"))]
        case .email:
            alarm.recipients = ["r@x.example"]
            alarm.summary = maybe { $0.text() }
        }
        return alarm
    }
}
