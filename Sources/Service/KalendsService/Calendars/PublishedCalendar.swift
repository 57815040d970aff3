#if Service
    internal import CalendarDiagnostics
    internal import CalendarModel
    internal import EventStore
    internal import HTTPTypes
    internal import ICalendar
    internal import Kalends
    internal import KalendsEvents
    internal import Reports
    internal import Synchronization
    internal import TimeZones

    /// A calendar of the store by the name that URLs know it by: that of a user, or `all`.
    struct PublishedCalendar: Sendable {
        /// The name of the calendar of every event.
        static let everything = "all"
        private let name: String
        private let state: ServiceState

        init(_ name: String, _ state: ServiceState) {
            self.name = name
            self.state = state
        }

        /// The user; nil for every event.
        ///
        /// - Throws: ``KalendsEvents/StoreError`` `unknown-user`.
        private func user() throws -> CalendarUser? {
            name == Self.everything ? nil : try state.store.attendees.user(name)
        }

        private func calendar() throws -> StoreCalendar {
            StoreCalendar(state.store, of: try user().map { [$0] } ?? [])
        }

        /// The iCalendar text, with how often to ask for it again.
        func text() throws -> [UInt8] {
            let result = try calendar().export(as: .iCalendar, keeping: .none)
            return withRefreshInterval(result.bytes)
        }

        /// The text with REFRESH-INTERVAL (RFC 7986 §5.7), and the property that Outlook reads, unless it has them.
        private func withRefreshInterval(_ bytes: [UInt8]) -> [UInt8] {
            let head = String(decoding: bytes.prefix(4096), as: UTF8.self).uppercased()
            guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")), !head.contains("\nREFRESH-INTERVAL") else {
                return bytes
            }
            let length = "PT\(state.settings.refreshMinutes)M"
            let line = "REFRESH-INTERVAL;VALUE=DURATION:\(length)\r\n"
            let other = head.contains("\nX-PUBLISHED-TTL") ? "" : "X-PUBLISHED-TTL:\(length)\r\n"
            return Array(bytes[...end]) + Array((line + other).utf8) + Array(bytes[(end + 1)...])
        }

        /// When the user is busy.
        func freeBusy(in period: Period) throws -> [UInt8] {
            guard let user = try user() else {
                throw Problem.notFound(
                    "Only people, rooms and resources have busy times: name one of them instead of \(name)."
                )
            }
            return try state.store.freeBusyText(of: user.id, in: period)
        }

        /// The agenda as a page.
        func agenda(from first: CivilDate, until end: CivilDate, in period: Period) throws -> [UInt8] {
            let title = try user()?.name ?? "All events"
            let occurrences = try calendar().occurrences(in: period)
            var agenda = Agenda(from: first, until: end, clock: state.settings.timeZone)
            for occurrence in occurrences {
                agenda.add(AgendaEntry(occurrence, on: state.settings.timeZone == nil ? nil : state.zone))
            }
            agenda.sort()
            return agenda.page(title: title)
        }
    }

    // MARK: - Replacing

    extension PublishedCalendar {
        /// Replaces the events of the calendar: those that the text does not have are deleted.
        ///
        /// - Returns: what was done, and whether there were no events before.
        /// - Throws: ``Problem`` if a precondition fails, or the text is not a whole calendar; nothing is changed then.
        func replace(
            with bytes: [UInt8],
            _ format: CalendarFormat?,
            ifMatch: String?,
            ifNoneMatch: String?
        ) throws -> (ImportResult, wasEmpty: Bool) {
            try state.replacing.withLock { _ in
                let calendar = try calendar()
                let isEmpty = try calendar.events(matching: Criteria(kinds: Set(CalendarItem.Kind.allCases))).isEmpty
                try check(ifMatch, ifNoneMatch, isEmpty: isEmpty)
                var options = ImportOptions()
                options.synchronizes = true
                options.criteria = Criteria(kinds: Set(CalendarItem.Kind.allCases))
                return (try self.import(bytes, format, options, into: calendar), isEmpty)
            }
        }

        private func check(_ match: String?, _ noneMatch: String?, isEmpty: Bool) throws {
            if let noneMatch {
                let fails = noneMatch.trimmingBlanks == "*" ? !isEmpty : try isCurrent(noneMatch)
                if fails {
                    throw Self.failed(
                        "The calendar is not as If-None-Match expects. GET it, and send its ETag as If-Match."
                    )
                }
            }
            if let match, match.trimmingBlanks != "*", try !isCurrent(match) {
                throw Self.failed("The calendar has changed. GET it again, and apply your change to it.")
            }
        }

        private func isCurrent(_ tags: String) throws -> Bool {
            let tag = EntityTag.of(try text())
            return EntityTag.matches(tags, tag, isWeak: false)
                || EntityTag.matches(tags, EntityTag.compressed(tag), isWeak: false)
        }

        private static func failed(_ detail: String) -> Problem {
            Problem(.preconditionFailed, "precondition-failed", "The precondition does not hold", detail)
        }

        private func `import`(
            _ bytes: [UInt8],
            _ format: CalendarFormat?,
            _ options: ImportOptions,
            into calendar: StoreCalendar
        ) throws -> ImportResult {
            var inputs = [ImportInput(bytes, name: "", format: format)]
            return try calendar.import(options, from: { inputs.popLast() })
        }
    }

    extension AgendaEntry {
        /// An occurrence of the store on a clock; nil is its own.
        fileprivate init(_ occurrence: Occurrence, on clock: ZoneRules?) {
            let isWholeDay = occurrence.start.isDate
            var takesTime = false
            var (start, end) = (occurrence.start.civil.secondsSinceEpoch, occurrence.end.civil.secondsSinceEpoch)
            if let clock, !isWholeDay, occurrence.start.isInstant {
                let instants = occurrence.instants(in: clock)
                start = clock.local(at: instants.lowerBound).secondsSinceEpoch
                end = clock.local(at: instants.upperBound).secondsSinceEpoch
                takesTime = !instants.isEmpty
            }
            self.init(
                summary: occurrence.title.isEmpty ? "(no title)" : occurrence.title,
                start: start,
                end: end,
                takesTime: takesTime
            )
            location = occurrence.location
            self.isWholeDay = isWholeDay
            state =
                switch occurrence.status {
                case .tentative: .tentative
                case .cancelled: .cancelled
                default: nil
                }
            zone = clock == nil ? occurrence.start.zone : nil
            group = occurrence.uid
        }
    }

    extension EventTime {
        /// Whether it is the same moment everywhere.
        fileprivate var isInstant: Bool {
            switch self {
            case .utc, .zoned: true
            case .date, .floating: false
            }
        }
    }
#endif
