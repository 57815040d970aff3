#if Events
    import Foundation
    import TestSupport
    import Testing
    import Kalends
    import KalendsEvents

    /// The stores that every test runs on.
    enum StoreKind: String, CaseIterable, CustomTestStringConvertible {
        case memory, sqlite

        var testDescription: String { rawValue }

        /// An empty store, whose clock is set to noon of 1 March 2005 in UTC unless another time is given.
        func make(now: String = "20050301T120000Z", zone: String? = nil) throws -> any EventStore {
            let configuration = StoreConfiguration.forTests(now: now, zone: zone)
            switch self {
            case .memory: return MemoryStore(configuration)
            case .sqlite: return try SQLiteStore(TestFolder().path("store.db"), configuration)
            }
        }
    }

    extension StoreConfiguration {
        static func forTests(now: String = "20050301T120000Z", zone: String? = nil) -> StoreConfiguration {
            var configuration = StoreConfiguration()
            let instant = time(now).civil.secondsSinceEpoch
            configuration.now = { instant }
            if let rules = zone.flatMap({ configuration.converter.zones.resolve($0)?.rules }) {
                configuration.timeZone = rules
            }
            return configuration
        }
    }

    /// A folder that lasts as long as the tests.
    struct TestFolder {
        let url: URL

        init() throws {
            url = TemporaryFolder.ofProcess.appending(path: UUID().uuidString)
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }

        func path(_ name: String) -> String { url.appendingPathComponent(name).path }
    }

    /// A time in the form of iCalendar; `20050410T160000 Europe/Berlin` in a zone.
    func time(_ text: String) -> EventTime {
        let parts = text.split(separator: " ")
        guard let time = EventTime(basic: Array(parts[0].utf8).span) else { preconditionFailure("not a time: \(text)") }
        if parts.count > 1 { return .zoned(time.civil, zone: String(parts[1])) }
        return time
    }

    /// A period between two times of the same form as ``time(_:)``, or two days.
    func period(_ start: String, _ end: String, in zone: ZoneRules = .utc) throws -> Period {
        try Period(from: time(start).civil, until: time(end).civil, in: zone)
    }

    func minutes(_ count: Int) -> NominalDuration? { NominalDuration(minutes: count) }

    func rule(_ text: String) -> RecurrenceRule? { RecurrenceRule.readingLeniently(text).rule }

    extension TimeRange {
        /// A range as two times.
        init(_ start: String, _ end: String) { self.init(time(start).civil, time(end).civil) }
    }
#endif
