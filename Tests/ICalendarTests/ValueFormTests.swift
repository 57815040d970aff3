import ICalendar
import Testing

/// The laws of value types, each over values of every type.
@Suite("Value forms") struct ValueFormTests {
    /// Values of a type in iCalendar text, and what XML and JSON hold instead.
    struct Sample: Sendable, CustomTestStringConvertible {
        var type: ValueType
        var basic: String
        var extended: String
        var testDescription: String { "\(type.rawValue) \(basic)" }

        init(_ type: ValueType, _ basic: String, _ extended: String? = nil) {
            (self.type, self.basic, self.extended) = (type, basic, extended ?? basic)
        }
    }

    private static let samples: [Sample] = [
        Sample(.binary, "SGVsbG8="),
        Sample(.boolean, "TRUE", "true"), Sample(.boolean, "FALSE", "false"),
        Sample(.calendarAddress, "mailto:jane@example.com"),
        Sample(.date, "20260105", "2026-01-05"), Sample(.date, "20240229", "2024-02-29"),
        Sample(.dateTime, "20260105T090000", "2026-01-05T09:00:00"),
        Sample(.dateTime, "20261231T235960Z", "2026-12-31T23:59:60Z"),
        Sample(.duration, "-P1DT2H3M4S"), Sample(.duration, "P2W"),
        Sample(.float, "-37.386013"), Sample(.integer, "-2147483648"),
        Sample(.period, "20260105T090000Z/PT1H"), Sample(.period, "20260105T090000Z/20260105T100000Z"),
        Sample(.recurrence, "FREQ=WEEKLY;BYDAY=MO"),
        Sample(.text, "one\\, two\\nthree", "one, two\nthree"),
        Sample(.time, "090000", "09:00:00"), Sample(.time, "235960Z", "23:59:60Z"),
        Sample(.uri, "https://example.com/"), Sample(.uid, "1@example.com"),
        Sample(.utcOffset, "+0100", "+01:00"), Sample(.utcOffset, "-013045", "-01:30:45"),
        Sample(.xmlReference, "https://example.com/a.xml#id"), Sample(.unknown, "any;thing"),
    ]

    private static func converted(_ text: String, _ convert: (Span<UInt8>, inout [UInt8]) -> Bool) -> String? {
        var output: [UInt8] = []
        return convert(Array(text.utf8).span, &output) ? String(decoding: output, as: UTF8.self) : nil
    }

    private static func matches(_ text: String, _ form: any ValueForm.Type) -> Bool {
        form.matches(Array(text.utf8).span)
    }

    @Test func `every type has a sample`() {
        #expect(Set(Self.samples.map(\.type)) == Set(ValueType.allCases))
    }

    @Test func `every type has a place of its own`() {
        #expect(ValueType.allCases.map(\.ordinal).sorted() == Array(ValueType.allCases.indices))
    }

    @Test(arguments: samples)
    func `both forms of a value turn into one another`(_ sample: Sample) {
        let form = sample.type.form
        #expect(Self.matches(sample.basic, form))
        #expect(Self.converted(sample.basic) { form.appendExtended(basic: $0, to: &$1) } == sample.extended)
        #expect(Self.converted(sample.extended) { form.appendBasic(extended: $0, to: &$1) } == sample.basic)
    }

    @Test(arguments: samples)
    func `a canonical spelling is its own`(_ sample: Sample) {
        let form = sample.type.form
        let spelling = form.canonical(sample.basic, hasWords: false)
        #expect(form.canonical(spelling, hasWords: false) == spelling)
        #expect(Self.matches(spelling, form))
    }

    @Test(arguments: [
        (ValueType.date, "2026-01-05"), (.date, "20261305"), (.date, "20260100"), (.date, "2026010"),
        (.dateTime, "20260105"), (.dateTime, "20260105T240000"), (.dateTime, "20260105 090000"),
        (.dateTime, "20260105T090000z"), (.time, "0900"), (.time, "096000"), (.utcOffset, "0100"),
        (.utcOffset, "+2400"),
        (.utcOffset, "+01:00"), (.boolean, "yes"), (.duration, "1D"), (.binary, "a-b"),
    ])
    func `what is not of a type has no other form`(_ type: ValueType, _ text: String) {
        #expect(!Self.matches(text, type.form))
        #expect(Self.converted(text) { type.form.appendExtended(basic: $0, to: &$1) } == nil)
    }

    @Test(arguments: [
        (ValueType.date, "2026-1-05"), (.date, "20260105"), (.dateTime, "2026-01-05"), (.dateTime, "2026-01-05T09:00"),
        (.time, "09:0000"), (.utcOffset, "+0100"), (.utcOffset, "+01:0000"), (.boolean, "2"),
    ])
    func `what XML and JSON do not hold is not read`(_ type: ValueType, _ text: String) {
        #expect(Self.converted(text) { type.form.appendBasic(extended: $0, to: &$1) } == nil)
    }
}
