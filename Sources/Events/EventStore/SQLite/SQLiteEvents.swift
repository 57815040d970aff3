#if Events
    internal import Bytes
    internal import CalendarModel
    internal import Foundation
    internal import GRDB

    // MARK: - Reading

    extension SQLiteState {
        func eventCount() throws -> Int { Int(try number("SELECT count(*) FROM event", []) ?? 0) }

        func uids() throws -> [String] { try String.fetchAll(statement("SELECT uid FROM event ORDER BY id")) }

        func event(uid: String) throws -> Event? {
            let sql: StaticString = """
                SELECT shell_id, name_id, components FROM event LEFT JOIN user ON user.id = owner_id WHERE uid = ?
                """
            return try row(sql, [uid]).map { try event($0) }
        }

        func hasEvent(uid: String) throws -> Bool {
            let question = try writer("SELECT 1 FROM event WHERE uid = ?")
            question.add(uid)
            return try question.hasRow()
        }

        /// The event of a row of shell, owner and components.
        func event(_ row: Row) throws -> Event {
            let shell = try shell(row[0])
            let text = EventText(shell: shell, components: Array(row[2] as Data))
            return try Event(text, ownerID: row[1], zones: configuration.zones)
        }

        private func shell(_ id: Int64) throws -> CalendarShell {
            if let known = shells.shell(id) { return known }
            guard let row = try row("SELECT head, tail FROM shell WHERE id = ?", [id]) else {
                throw StoreError.damaged("the calendar of an event is missing")
            }
            let shell = CalendarShell(head: Array(row[0] as Data), tail: Array(row[1] as Data))
            shells.add(shell, id)
            return shell
        }
    }

    // MARK: - Writing

    extension SQLiteState {
        func put(_ event: Event) throws {
            let old = try self.event(uid: event.uid)
            try put(event, EventFacts(event, configuration), replacing: old)
        }

        func delete(uid: String) throws {
            guard let old = try event(uid: uid), let id = try number("SELECT id FROM event WHERE uid = ?", [uid]) else {
                throw StoreError.unknownEvent(uid)
            }
            try removeItems(of: id)
            try execute("DELETE FROM event WHERE id = ?", [id])
            note(.deleted(uid: uid), from: old, to: nil)
        }

        /// Stores an event whose facts are known.
        func put(_ event: Event, _ facts: EventFacts, replacing old: Event?) throws {
            let shellID = try rowID(of: event.text.shell)
            let owner = try event.ownerID.flatMap { try user(id: $0) }
            let ownerRow = try owner.flatMap { try rowID(ofKey: $0.addressKey) }
            let eventID: Int64
            if old != nil, let known = try number("SELECT id FROM event WHERE uid = ?", [event.uid]) {
                try removeItems(of: known)
                eventID = known
                let row = try writer(
                    """
                    UPDATE event SET shell_id = ?, owner_id = ?, start = ?, end = ?, length_class = ?, recurrence_kind = ?,
                    recurrence_zone = ?, indexed_until = ?, components = ? WHERE uid = ?
                    """
                )
                try write(event, facts, shellID, ownerRow, to: row)
            } else {
                let row = try writer(
                    """
                    INSERT INTO event (shell_id, owner_id, start, end, length_class, recurrence_kind, recurrence_zone,
                    indexed_until, components, uid) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
                )
                try write(event, facts, shellID, ownerRow, to: row)
                eventID = database.lastInsertedRowID
            }
            var ids: [Int64] = []
            for ordinal in facts.items.indices {
                ids.append(try insertItem(ordinal, of: facts, in: eventID, owner: owner, ownerRow))
            }
            let row = try writer(
                """
                INSERT INTO occurrence (item_id, start, number, end, length_class, start_offset, end_offset, recurrence)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
            )
            for (number, place) in facts.places.enumerated() {
                row.add(ids[place.ordinal])
                row.add(place.span.start)
                row.add(number)
                row.add(place.span.end)
                row.add(place.span.lengthClass)
                row.add(place.startOffset)
                row.add(place.endOffset)
                row.add(place.recurrence)
                try row.write()
            }
            note(old == nil ? .created(uid: event.uid) : .modified(uid: event.uid), from: old, to: event)
        }

        /// Writes the columns of an event.
        private func write(
            _ event: Event,
            _ facts: EventFacts,
            _ shellID: Int64,
            _ ownerRow: Int64?,
            to row: RowWriter
        ) throws {
            let form = facts.recurrenceForm
            row.add(shellID)
            row.add(ownerRow)
            row.add(event.span?.start)
            row.add(event.span?.end)
            row.add(event.span?.lengthClass)
            row.add(form.kind)
            row.add(form.zone)
            row.add(facts.indexedUntil)
            row.add(event.text.components)
            row.add(event.uid)
            try row.write()
        }

        private func insertItem(
            _ ordinal: Int,
            of facts: EventFacts,
            in eventID: Int64,
            owner: CalendarUser?,
            _ ownerRow: Int64?
        ) throws -> Int64 {
            let described = facts.items[ordinal]
            let item = described.item
            let form = TimeForm(item.start ?? item.due ?? item.recurrenceID?.time)
            var (isFloating, longest) = (form.kind < 2, 0)
            var (first, last): (Int?, Int?)
            for place in facts.places where place.ordinal == ordinal {
                isFloating = place.span.isFloating
                longest = max(longest, place.span.end - place.span.start)
                first = min(first ?? .max, place.span.start)
                last = max(last ?? .min, place.span.end)
            }
            var rows: [(Int64, Participation)] = []
            for one in described.participations(owner: owner?.addressKey) {
                let row = try one.addressKey == owner?.addressKey ? ownerRow ?? rowID(of: one) : rowID(of: one)
                rows.append((row, one))
            }
            let organizer = try described.organizerKey.flatMap { try rowID(ofKey: $0) } ?? ownerRow
            let (title, description, location) = (item.summary ?? "", item.description ?? "", item.location ?? "")
            let row = try writer(
                """
                INSERT INTO item (event_id, ordinal, kind, organizer_id, title, description, location, status, access, busy,
                override, time_kind, time_zone, floating, longest, first, last)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
            )
            row.add(eventID)
            row.add(ordinal)
            row.add(item.kind.rawValue)
            row.add(organizer)
            row.add(title)
            row.add(description)
            row.add(location)
            row.add(item.status?.rawValue)
            row.add(item.classification?.rawValue)
            row.add(described.isBusy)
            row.add(item.recurrenceID != nil)
            row.add(form.kind)
            row.add(form.zone)
            row.add(isFloating)
            row.add(longest)
            row.add(first)
            row.add(last)
            try row.write()
            let id = database.lastInsertedRowID
            if !title.isEmpty || !description.isEmpty || !location.isEmpty {
                let row = try writer(
                    "INSERT INTO item_text (rowid, title, description, location) VALUES (?, ?, ?, ?)"
                )
                row.add(id)
                row.add(title)
                row.add(description)
                row.add(location)
                try row.write()
            }
            for category in Set(item.categories) {
                let row = try writer("INSERT INTO category (name, item_id) VALUES (?, ?)")
                row.add(category)
                row.add(id)
                try row.write()
            }
            let participation = try writer(
                "INSERT OR IGNORE INTO participation (user_id, item_id, role, status, first, last) VALUES (?, ?, ?, ?, ?, ?)"
            )
            for (user, one) in rows {
                participation.add(user)
                participation.add(id)
                participation.add(one.role.rawValue)
                participation.add(one.status.rawValue)
                participation.add(first)
                participation.add(last)
                try participation.write()
            }
            return id
        }

        private func removeItems(of eventID: Int64) throws {
            try execute(
                """
                INSERT INTO item_text (item_text, rowid, title, description, location)
                SELECT 'delete', id, title, description, location FROM item
                WHERE event_id = ? AND (title <> '' OR description <> '' OR location <> '')
                """,
                [eventID]
            )
            try execute("DELETE FROM item WHERE event_id = ?", [eventID])
        }

        private func rowID(of shell: CalendarShell) throws -> Int64 {
            if let known = shells.id(of: shell) { return known }
            let bytes = shell.head
            let digest = Int64(bitPattern: StableHash(of: bytes.span).value)
            let sql: StaticString = "SELECT id FROM shell WHERE digest = ? AND head = ? AND tail = ?"
            let (head, tail) = (Data(shell.head), Data(shell.tail))
            if let id = try number(sql, [digest, head, tail]) {
                shells.add(shell, id)
                return id
            }
            try execute("INSERT INTO shell (digest, head, tail) VALUES (?, ?, ?)", [digest, head, tail])
            shells.add(shell, database.lastInsertedRowID)
            return database.lastInsertedRowID
        }
    }

#endif
