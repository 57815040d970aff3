#if Events
    internal import CalendarModel
    internal import GRDB

    /// A condition with the values that it names.
    private struct SQLCondition {
        var text = ""
        var values: [(any DatabaseValueConvertible)?] = []

        /// Adds a condition; each `?` of it is one of the values.
        mutating func add(_ condition: String, _ values: [(any DatabaseValueConvertible)?] = []) {
            text += (text.isEmpty ? "" : " AND ") + condition
            self.values += values
        }

        /// Adds that a column has one of several values.
        mutating func add(_ column: String, isIn values: [any DatabaseValueConvertible]) {
            add("\(column) IN (\(Self.marks(values.count)))", values)
        }

        static func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
    }

    extension ResolvedCriteria {
        /// Whether there is something by which few items are found.
        fileprivate var isSelective: Bool {
            attendees != nil || organizer != nil || !categories.isEmpty || !words.isEmpty
        }

        /// The conditions for rows of `item`.
        ///
        /// - Parameter period: where only events with occurrences laid out in a period are requested.
        fileprivate func condition(in state: SQLiteState, within period: Period? = nil) throws -> SQLCondition {
            var condition = SQLCondition()
            condition.add("item.kind", isIn: kinds.map(\.rawValue).sorted())
            if let attendees {
                var taking = SQLCondition()
                taking.add("user_id", isIn: try attendees.sorted().compactMap { try state.rowID(ofKey: $0) })
                if !statuses.isEmpty { taking.add("status", isIn: statuses.map(\.rawValue).sorted()) }
                if !roles.isEmpty { taking.add("role", isIn: roles.map(\.rawValue).sorted()) }
                if let period { taking.add(period.roughOverlap(of: "participation")) }
                condition.add("item.id IN (SELECT item_id FROM participation WHERE \(taking.text))", taking.values)
            }
            if let organizer { condition.add("item.organizer_id = ?", [try state.rowID(ofKey: organizer) ?? -1]) }
            if !categories.isEmpty {
                let marks = SQLCondition.marks(categories.count)
                condition.add("item.id IN (SELECT item_id FROM category WHERE name IN (\(marks)))", categories.sorted())
            }
            if !words.isEmpty {
                let query = words.map { "\"\($0)\"*" }.joined(separator: " AND ")
                condition.add("item.id IN (SELECT rowid FROM item_text WHERE item_text MATCH ?)", [query])
            }
            return condition
        }
    }

    extension Period {
        /// Rows of the classes of length, each with the bounds between which what overlaps the period begins, and where it must end after.
        fileprivate var classRows: String {
            (0...TimeSpan.greatestClass).map { number in
                let bounds = bounds(floating: number % 2 == 1)
                let longest = 1 << (number / 2)
                return "(\(number), \(bounds.lowerBound - longest), \(bounds.upperBound), \(bounds.lowerBound))"
            }.joined(separator: ", ")
        }

        /// The condition that rows of a table may be about occurrences in the period: it lets through some that are not.
        fileprivate func roughOverlap(of table: String) -> String {
            let lower = min(instants.lowerBound, locals.lowerBound)
            let upper = max(instants.upperBound, locals.upperBound)
            return "\(table).first < \(upper) AND \(table).last >= \(lower)"
        }

        /// The condition that rows of `occurrence` of an `item` overlap the period.
        fileprivate var overlap: SQLCondition {
            var condition = SQLCondition()
            condition.add(roughOverlap(of: "item"))
            let (instants, locals) = (instants, locals)
            func bound(_ local: Int, _ instant: Int) -> String { "iif(item.floating, \(local), \(instant))" }
            let lower = bound(locals.lowerBound, instants.lowerBound)
            condition.add("occurrence.start < \(bound(locals.upperBound, instants.upperBound))")
            condition.add("occurrence.start >= \(lower) - item.longest")
            condition.add(
                "(occurrence.end > \(lower) OR occurrence.end = occurrence.start AND occurrence.start >= \(lower))"
            )
            return condition
        }
    }

    extension SQLiteState {
        func events(in period: Period, matching criteria: ResolvedCriteria) throws -> [Event] {
            var condition = try criteria.condition(in: self)
            var source = "item CROSS JOIN event ON event.id = item.event_id"
            if period.start != nil || period.end != nil {
                let classes =
                    "(SELECT column1 AS class, column2 AS low, column3 AS high, column4 AS least FROM (VALUES \(period.classRows)))"
                let isInside = """
                    event.length_class = class AND event.start >= low AND event.start < high
                    AND (event.end > least OR event.end = event.start AND event.start >= least)
                    """
                source =
                    criteria.isSelective
                    ? "\(source) CROSS JOIN \(classes) ON \(isInside)"
                    : "\(classes) CROSS JOIN event ON \(isInside) CROSS JOIN item ON item.event_id = event.id"
            }
            condition.add("item.ordinal = 0")
            let sql = """
                SELECT event.shell_id, user.name_id, event.components FROM \(source) LEFT JOIN user ON user.id = event.owner_id
                WHERE \(condition.text)
                """
            var found: [Event] = []
            let rows = try Row.fetchCursor(database, sql: sql, arguments: StatementArguments(condition.values))
            while let row = try rows.next() { found.append(try event(row)) }
            return found.sorted()
        }

        func occurrences(in period: Period, matching criteria: ResolvedCriteria) throws -> [Occurrence] {
            var condition = try criteria.condition(in: self, within: period)
            let source: String
            if criteria.isSelective {
                let overlap = period.overlap
                condition.add(overlap.text, overlap.values)
                source = "item CROSS JOIN occurrence ON occurrence.item_id = item.id"
            } else {
                source = """
                    (SELECT column1 AS class, column2 AS low, column3 AS high, column4 AS least FROM (VALUES \(period.classRows)))
                    CROSS JOIN occurrence ON occurrence.length_class = class AND occurrence.start >= low
                    AND occurrence.start < high
                    AND (occurrence.end > least OR occurrence.end = occurrence.start AND occurrence.start >= least)
                    CROSS JOIN item ON item.id = occurrence.item_id
                    """
            }
            let sql = """
                SELECT event.uid, item.ordinal, occurrence.start, occurrence.end, start_offset, end_offset, recurrence, floating,
                time_kind, time_zone, recurrence_kind, recurrence_zone, override, title, location, status, busy, access
                FROM \(source) CROSS JOIN event ON event.id = item.event_id WHERE \(condition.text)
                """
            var found: [Occurrence] = []
            let rows = try Row.fetchCursor(database, sql: sql, arguments: StatementArguments(condition.values))
            while let row = try rows.next() { found.append(occurrence(row)) }
            for event in try laterEvents(in: period, matching: criteria) {
                let facts = EventFacts(event.event, configuration)
                let owner = try event.event.ownerID.flatMap { try user(id: $0)?.addressKey }
                let fitting = facts.items.map { criteria.matches($0, owner: owner) }
                for place in EventFacts.laterPlaces(of: event.event.series, from: event.from, in: period, configuration)
                where fitting[place.ordinal] {
                    found.append(Occurrence(uid: event.event.uid, place: place, facts: facts))
                }
            }
            return found.sorted()
        }

        private func occurrence(_ row: Row) -> Occurrence {
            let place = EventFacts.Place(
                ordinal: row[1],
                span: TimeSpan(row[2], row[3], isFloating: row[7]),
                startOffset: row[4],
                endOffset: row[5],
                recurrence: row[6]
            )
            return Occurrence(
                uid: row[0],
                place: place,
                form: TimeForm(kind: row[8], zone: row[9]),
                recurrenceForm: TimeForm(kind: row[10], zone: row[11]),
                isOverride: row[12],
                title: row[13],
                location: row[14],
                status: (row[15] as String?).flatMap { CalendarItem.Status(rawValue: $0) },
                isBusy: row[16],
                access: (row[17] as String?).flatMap { CalendarItem.Classification(rawValue: $0) }
            )
        }

        func busySpans(of addressKeys: Set<String>, in period: Period) throws -> [BusySpan] {
            var keys: [Int64: String] = [:]
            for key in addressKeys { if let row = try rowID(ofKey: key) { keys[row] = key } }
            guard !keys.isEmpty else { return [] }
            let users = keys.keys.sorted()
            var condition = period.overlap
            condition.add("participation.user_id", isIn: users)
            condition.add(period.roughOverlap(of: "participation"))
            condition.add("participation.status NOT IN ('DECLINED', 'DELEGATED') AND item.busy")
            let sql = """
                SELECT event.uid, participation.user_id, participation.status, item.status, occurrence.start, occurrence.end, floating
                FROM participation CROSS JOIN item ON item.id = participation.item_id
                CROSS JOIN occurrence ON occurrence.item_id = item.id CROSS JOIN event ON event.id = item.event_id
                WHERE \(condition.text)
                """
            var found: [BusySpan] = []
            let rows = try Row.fetchCursor(database, sql: sql, arguments: StatementArguments(condition.values))
            while let row = try rows.next() {
                found.append(
                    BusySpan(
                        uid: row[0],
                        addressKey: keys[row[1]] ?? "",
                        status: Attendee.Status(rawValue: row[2]) ?? .needsAction,
                        isTentative: row[3] as String? == CalendarItem.Status.tentative.rawValue,
                        span: TimeSpan(row[4], row[5], isFloating: row[6])
                    )
                )
            }
            return found + (try laterBusySpans(of: addressKeys, users, in: period))
        }

        private func laterBusySpans(of keys: Set<String>, _ users: [Int64], in period: Period) throws -> [BusySpan] {
            var criteria = try ResolvedCriteria(Criteria(), in: attendees)
            criteria.attendees = keys
            var found: [BusySpan] = []
            for (event, from) in try laterEvents(in: period, matching: criteria) {
                let facts = EventFacts(event, configuration)
                let owner = try event.ownerID.flatMap { try user(id: $0)?.addressKey }
                for place in EventFacts.laterPlaces(of: event.series, from: from, in: period, configuration) {
                    let item = facts.items[place.ordinal]
                    guard item.isBusy else { continue }
                    for one in item.participations(owner: owner) where keys.contains(one.addressKey) && one.takesTime {
                        found.append(
                            BusySpan(
                                uid: event.uid,
                                addressKey: one.addressKey,
                                status: one.status,
                                isTentative: item.item.status == .tentative,
                                span: place.span
                            )
                        )
                    }
                }
            }
            return found
        }

        /// The events whose layout ends before a period does, with where it ends.
        ///
        /// - Throws: ``StoreError`` `endless-period` if there are some and the period has no end.
        private func laterEvents(in period: Period, matching criteria: ResolvedCriteria) throws -> [(
            event: Event, from: Int
        )] {
            let end = max(period.instants.upperBound, period.locals.upperBound)
            // Most periods end before.
            guard try number("SELECT 1 FROM event WHERE indexed_until < ? LIMIT 1", [end]) != nil else { return [] }
            var condition = SQLCondition()
            condition.add("event.indexed_until < ?", [end])
            let inner = try criteria.condition(in: self)
            condition.add(
                criteria.isSelective
                    ? "event.id IN (SELECT event_id FROM item WHERE \(inner.text))"
                    : "EXISTS (SELECT 1 FROM item WHERE item.event_id = event.id AND \(inner.text))",
                inner.values
            )
            let sql = """
                SELECT event.shell_id, user.name_id, event.components, event.indexed_until
                FROM event LEFT JOIN user ON user.id = event.owner_id WHERE \(condition.text)
                """
            var found: [(Event, Int)] = []
            let rows = try Row.fetchCursor(database, sql: sql, arguments: StatementArguments(condition.values))
            while let row = try rows.next() {
                if period.end == nil { throw StoreError.endlessPeriod }
                found.append((try event(row), row[3]))
            }
            return found
        }
    }
#endif
