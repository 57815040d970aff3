#if Events
    internal import ArgumentParser
    internal import Batch
    internal import Files
    internal import Kalends
    internal import KalendsEvents
    internal import Reports

    /// `kalends store import`
    struct ImportCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Put calendars of any format into a store.",
            discussion: """
                An event that the store knows by its UID is replaced if it differs. With --calendar all events belong to \
                one person or room, also those that do not name that person. Events that are already in another calendar \
                are skipped. Either all inputs are imported, or none.

                EXAMPLES:
                  kalends store import team.db calendars/
                  kalends store import team.db florent.ics --calendar florent --synchronize --dry-run
                """
        )

        @OptionGroup var options: StoreOptions
        @Argument(
            help: ArgumentHelp("Files, folders, patterns in quotes, or - for standard input.", valueName: "input"),
            completion: .file()
        )
        var inputs: [String] = []
        @Option(help: ArgumentHelp("Whose calendar it is.", valueName: "who")) var calendar: String?
        @Flag(help: "Delete the events of the calendar that the inputs do not have.") var synchronize = false
        @OptionGroup(title: "Period of --synchronize") var period: PeriodOptions
        @Flag(help: "Convert times to floating local times of --timezone.") var naive = false
        @Flag(name: [.long, .customShort("n")], help: "Change nothing; report what would be done.") var dryRun = false
        @OptionGroup var losses: LossOptions
        @Flag(name: .shortAndLong, help: "Print every finding, not only the first few of each input.") var verbose =
            false

        func validate() throws {
            if inputs.isEmpty { throw ValidationError("Nothing to read: name an input, or - for standard input.") }
            if naive, options.timezone == nil { throw ValidationError("--naive needs --timezone.") }
            if !synchronize, period.from != nil || period.until != nil {
                throw ValidationError("--from and --until can be used with --synchronize only.")
            }
        }

        func run() throws {
            let files = try InputSelection(inputs).discover()
            for failure in files.failures { Terminal.complain(failure.description) }
            let isMissing = files.failures.contains { $0.namesNothing }
            if isMissing { throw ExitStatusError(status: .usage) }
            let store: any EventStore = dryRun ? try options.openForTrial() : try options.open(.creating)
            let users = try calendar.map { [try store.attendees.user($0)] } ?? []
            var settings = ImportOptions()
            settings.synchronizes = synchronize
            settings.period = try period.period(in: store.configuration.timeZone)
            settings.naiveZone = naive ? store.configuration.timeZone : nil
            settings.isDryRun = dryRun
            let record = try losses.record(of: options.path)
            var messages = Messages(MessageStyle(isQuiet: options.quiet, isVerbose: verbose), total: files.files.count)
            var rest = files.files[...]
            var (read, failed) = (0, files.failures.count)
            var unreadable = files.failures.map { $0.diagnostic() }
            let result = try StoreCalendar(store, of: users).import(
                settings,
                keeping: record.keeping,
                onFinding: { diagnostics, failure in
                    messages.say(diagnostics, of: diagnostics.file)
                    guard let failure else { return }
                    messages.fail(failure.diagnostic(file: diagnostics.file))
                    unreadable.append(failure.diagnostic(file: diagnostics.file))
                    failed += 1
                    read -= 1
                },
                from: {
                    while let file = rest.popFirst() {
                        do throws(FileError) {
                            let bytes = try file.read(limit: ReadLimits().inputSize)
                            read += 1
                            return ImportInput(bytes, name: file.displayName)
                        } catch {
                            messages.fail(error.diagnostic())
                            unreadable.append(error.diagnostic())
                            failed += 1
                        }
                    }
                    return nil
                }
            )
            try record.finish(result.report, failures: unreadable)
            report(result, read: read, failed: failed)
            if read == 0 { throw ExitStatusError(status: .nothingRead) }
            if failed > 0 || result.report.skipped > 0 { throw ExitStatusError(status: .partlyDone) }
        }

        private func report(_ result: ImportResult, read: Int, failed: Int) {
            options.note("\(read.counting("input")) read" + (failed > 0 ? ", \(failed) failed" : ""))
            let counts = [
                (result.created, "new"), (result.modified, "changed"), (result.unchanged, "unchanged"),
                (result.ignored, "skipped (in another calendar)"), (result.deleted, "deleted"),
            ]
            let events = result.created + result.modified + result.unchanged + result.ignored
            let parts = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
            options.note(
                "\(events.counting("event")): \(parts.isEmpty ? "nothing to do" : parts.joined(separator: ", "))"
            )
            options.note(result.report)
            if dryRun { options.note("nothing was changed") }
        }
    }
#endif
