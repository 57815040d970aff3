#if Events
    internal import ArgumentParser
    internal import Batch
    internal import Files
    internal import Kalends
    internal import KalendsEvents
    internal import Reports

    /// `kalends store free`
    struct FreeCommand: ParsableCommand {
        /// How times are printed.
        enum Form: String, ExpressibleByArgument, CaseIterable {
            case table, jsonl, vfreebusy
        }

        static let configuration = CommandConfiguration(
            commandName: "free",
            abstract: "List when people and rooms are free together.",
            discussion: """
                Times are those of --timezone, else of the attendees where these share one zone. The hours of --between are those of the clock \
                of each attendee. What is transparent, cancelled, declined or delegated leaves time free; invitations \
                without an answer do not.

                EXAMPLES:
                  kalends store free team.db --attendees bob,eric,room1 --from 2026-04-01 --until 2026-04-08 --at-least 30m --between 09:00-17:00
                  kalends store free team.db --attendees bob --from 2026-04-01 --until 2026-04-08 --format vfreebusy
                """
        )

        @OptionGroup var options: StoreOptions
        @Option(
            name: [.customLong("attendees"), .customLong("attendee")],
            help: ArgumentHelp("Who must be free; a group means its members.", valueName: "who,…")
        )
        var attendees: NameList
        @OptionGroup(title: "Period") var period: PeriodOptions
        @Option(help: ArgumentHelp("The shortest time that is listed.", valueName: "length")) var atLeast: LengthOfTime?
        @Option(help: ArgumentHelp("The hours of each day that are looked at.", valueName: "hours")) var between:
            HoursOfDay?
        @Option(help: ArgumentHelp("How it is printed; vfreebusy lists busy times of one attendee.", valueName: "form"))
        var format = Form.table

        func validate() throws {
            if period.from == nil || period.until == nil {
                throw ValidationError("Name the period with --from and --until.")
            }
            if format == .vfreebusy, attendees.names.count > 1 {
                throw ValidationError("--format vfreebusy takes exactly one attendee.")
            }
        }

        /// The zone of times that are named or shown.
        private func zone(of store: SQLiteStore) throws -> ZoneRules {
            let names = Set(try store.read { try $0.timeZones(of: attendees.names) }.values)
            guard options.timezone == nil, names.count == 1, let name = names.first ?? nil else {
                return store.configuration.timeZone
            }
            return store.configuration.converter.zones.resolve(name)?.rules ?? store.configuration.timeZone
        }

        func run() throws {
            let store = try options.open()
            let period = try period.period(in: zone(of: store))
            if format == .vfreebusy {
                return try Console.standardOutput.write(store.freeBusyText(of: attendees.names[0], in: period))
            }
            let found = try store.freeRanges(
                of: attendees.names,
                in: period,
                within: between?.hours,
                atLeast: atLeast?.duration.totalSeconds ?? 0
            )
            if format == .table {
                let rows = found.map {
                    ["\($0.start)".replacing("T", with: " "), "\($0.end)".replacing("T", with: " ")]
                }
                if !rows.isEmpty { try Terminal.print(TextTable([["START", "END"]] + rows).description) }
                return
            }
            for range in found {
                var object = JSONObject()
                object.add("start", "\(range.start)")
                object.add("end", "\(range.end)")
                try Console.standardOutput.write(object.line)
            }
        }
    }
#endif
