#if Events
    internal import ArgumentParser
    internal import Batch
    internal import Files
    internal import Kalends
    internal import KalendsEvents
    internal import Reports

    /// `kalends store inbox`
    struct InboxCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "inbox",
            abstract: "Apply messages from others: invitations, answers, cancellations, proposals.",
            discussion: """
                Messages are calendar files with a METHOD, or mail that carries them. They may arrive in any order and more \
                than once. For each message METHOD, UID and the result are printed. A proposal changes nothing until `inbox \
                --accept` or `inbox --decline` names who made it.

                EXAMPLES:
                  kalends store inbox team.db reply.ics message.eml
                  kalends store inbox team.db --accept bob@example.org --uid UID
                """
        )

        @OptionGroup var options: StoreOptions
        @Argument(
            help: ArgumentHelp("Files, folders, patterns in quotes, or - for standard input.", valueName: "input")
        )
        var inputs: [String] = []
        @Flag(help: "Refuse answers of people who were not invited.") var invitedOnly = false
        @Option(help: ArgumentHelp("Accept the proposal of this attendee.", valueName: "address")) var accept: String?
        @Option(help: ArgumentHelp("Decline the proposal of this attendee.", valueName: "address")) var decline: String?
        @Option(help: ArgumentHelp("The event of the proposal.", valueName: "uid")) var uid: String?

        func validate() throws {
            let isAnswer = accept != nil || decline != nil
            if accept != nil, decline != nil { throw ValidationError("--accept and --decline cannot be combined.") }
            if isAnswer != (uid != nil) { throw ValidationError("--uid can be used with --accept or --decline only.") }
            if inputs.isEmpty, !isAnswer { throw ValidationError("Nothing to read: name a message.") }
        }

        func run() throws {
            let store = try options.open()
            if let uid {
                if let accept { try store.acceptProposal(of: accept, for: uid) }
                if let decline { try store.declineProposal(of: decline, for: uid) }
            }
            guard !inputs.isEmpty else { return }
            let files = try InputSelection(inputs).discover()
            for failure in files.failures { Terminal.complain(failure.description) }
            if !files.failures.isEmpty { throw ExitStatusError(status: .usage) }
            var status = ExitStatus.success
            var rows: [[String]] = []
            for file in files.files {
                do {
                    let bytes = try file.read(limit: ReadLimits().inputSize)
                    let outcomes = try store.apply(
                        bytes,
                        name: file.displayName,
                        partyCrashers: invitedOnly ? .ignore : .add
                    )
                    if outcomes.isEmpty || outcomes.contains(where: { $0.effect == .refused }) { status = .partlyDone }
                    for outcome in outcomes {
                        for occurrence in outcome.unknownOccurrences {
                            let missing = StoreError.unknownOccurrence(uid: outcome.uid, time: occurrence)
                            Terminal.complain("\(file.displayName): \(missing)")
                            status = .partlyDone
                        }
                    }
                    rows += outcomes.map { [$0.method, $0.uid, $0.effect.rawValue] }
                } catch let error as ReadError {
                    Terminal.report("\(error.diagnostic(file: file.displayName))\n")
                    status = .partlyDone
                }
            }
            if !rows.isEmpty { try Terminal.print(TextTable(rows).description) }
            try status.check()
        }
    }

    /// `kalends store outbox`
    struct OutboxCommand: ParsableCommand {
        /// What a message is written as.
        enum Envelope: String, ExpressibleByArgument, CaseIterable {
            case none, message
        }

        static let configuration = CommandConfiguration(
            commandName: "outbox",
            abstract: "List or write the messages that are to be sent to those who are not in the store.",
            discussion: """
                Without --output the messages are listed. With --output each message is written as a file, and with --sent it is then removed from the outbox.

                EXAMPLES:
                  kalends store outbox team.db
                  kalends store outbox team.db --output mail/ --envelope message --sent
                """
        )

        @OptionGroup var options: StoreOptions
        @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write to.", valueName: "folder")) var output:
            String?
        @Option(help: ArgumentHelp("Calendar text alone, or mail that carries it.", valueName: "envelope"))
        var envelope = Envelope.none
        @Flag(help: "Remove the written messages from the outbox.") var sent = false

        func validate() throws {
            if output == nil, sent || envelope == .message {
                throw ValidationError("--envelope and --sent can be used with --output only.")
            }
        }

        func run() throws {
            let store = try options.open()
            let messages = try store.messages()
            guard let output else {
                let rows = messages.map { [$0.method, $0.uid, $0.recipients.joined(separator: ", ")] }
                if !rows.isEmpty { try Terminal.print(TextTable([["METHOD", "UID", "TO"]] + rows).description) }
                return
            }
            let folder = output.hasSuffix("/") ? output : output + "/"
            var status = ExitStatus.success
            var (outputs, written): ([ConversionOutput], [String]) = ([], [])
            for (index, message) in messages.enumerated() {
                let number = String(index + 1)
                let name = String(repeating: "0", count: max(0, 4 - number.count)) + number
                var bytes: [UInt8]? = message.text
                if envelope == .message {
                    bytes = message.mail(date: store.configuration.nowUTC)
                    for recipient in message.recipientsWithoutMail {
                        Terminal.complain("message \(name): \(recipient) is not a mail address")
                        status = .partlyDone
                    }
                }
                guard let bytes else { continue }
                outputs.append(ConversionOutput(uid: "\(name)-\(message.method.lowercased())", bytes: bytes))
                written.append(message.id)
            }
            let format: CalendarFormat = envelope == .message ? .message : .iCalendar
            try Outputs(path: folder, overwrites: false, format: format).write(outputs)
            if sent { try store.removeMessages(written) }
            options.note("\(outputs.count.counting("message")) written")
            try status.check()
        }
    }
#endif
