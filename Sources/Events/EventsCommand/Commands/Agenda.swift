#if Events
    internal import ArgumentParser
    internal import Batch
    internal import Files
    internal import Kalends
    internal import KalendsEvents
    internal import Migration
    internal import Reports

    /// `kalends store agenda`
    struct AgendaCommand: ParsableCommand {
        /// How the agenda is printed.
        enum Form: String, ExpressibleByArgument, CaseIterable {
            case table, jsonl, icalendar, xcal, html
        }

        static let configuration = CommandConfiguration(
            commandName: "agenda",
            abstract: "List what takes place in a period.",
            discussion: """
                Lists the occurrences that take place in the period, at least in part, in order of time. Times are shown on the clocks of \
                their own zones. STATUS is the answer of the attendee where one is named, else the status of the event.

                EXAMPLES:
                  kalends store agenda team.db --from 2026-04-01 --until 2026-05-01 --attendee florent
                  kalends store agenda team.db --from 2026-04-01 --until 2026-05-01 --attendee bob --status needs-action
                  kalends store agenda team.db --from 2026-04-01 --until 2026-05-01 --format icalendar
                """
        )

        @OptionGroup var options: StoreOptions
        @OptionGroup(title: "Period") var period: PeriodOptions
        @OptionGroup(title: "Criteria") var criteria: CriteriaOptions
        @Option(help: ArgumentHelp("How it is printed.", valueName: "form")) var format = Form.table

        private static let titles = ["START", "END", "ZONE", "SUMMARY", "LOCATION", "STATUS", "UID"]

        func run() throws {
            let store = try options.open()
            let found = try store.occurrences(
                in: period.period(in: store.configuration.timeZone),
                matching: criteria.criteria
            )
            switch format {
            case .icalendar, .xcal:
                let target = format == .xcal ? CalendarFormat.xCal : .iCalendar
                var report = LossReport()
                let document = try store.document(of: found)
                let outputs = store.configuration.converter.write([document], as: target, report: &report)
                try Console.standardOutput.write(outputs.first?.bytes ?? [])
            case .table:
                let rows = try found.map { try cells($0, store) }
                if !rows.isEmpty { try Terminal.print(TextTable([Self.titles] + rows).description) }
            case .jsonl:
                for occurrence in found { try Console.standardOutput.write(json(occurrence, store)) }
            case .html:
                let rows = try found.flatMap { try HTMLPage.row(cells($0, store)) }
                try Console.standardOutput.write(HTMLPage(title: "Agenda").beginning(tableOf: Self.titles) + rows)
                try Console.standardOutput.write(HTMLPage.endOfTable)
            }
        }

        /// The text in the column of the status.
        private func status(_ occurrence: Occurrence, _ store: SQLiteStore) throws -> String {
            guard let name = criteria.attendee?.names, name.count == 1 else {
                return occurrence.status.rawValue.lowercased()
            }
            let user = try store.attendees.user(name[0])
            let status = try store.status(of: user, in: occurrence.uid, at: occurrence.recurrenceID)
            return (status?.rawValue ?? occurrence.status.rawValue).lowercased()
        }

        private func cells(_ occurrence: Occurrence, _ store: SQLiteStore) throws -> [String] {
            [
                occurrence.start.isoText.replacing("T", with: " "), occurrence.end.isoText.replacing("T", with: " "),
                occurrence.start.zone ?? "", occurrence.title, occurrence.location, try status(occurrence, store),
                occurrence.uid,
            ]
        }

        private func json(_ occurrence: Occurrence, _ store: SQLiteStore) throws -> [UInt8] {
            var object = JSONObject()
            object.add("uid", occurrence.uid)
            object.add("summary", occurrence.title)
            object.add("location", occurrence.location)
            object.add("start", occurrence.start.isoText)
            object.add("end", occurrence.end.isoText)
            object.add("zone", orNull: occurrence.start.zone)
            object.add("recurrenceId", orNull: occurrence.recurrenceID?.isoText)
            object.add("override", occurrence.isOverride)
            object.add("status", try status(occurrence, store))
            return object.line
        }
    }
#endif
