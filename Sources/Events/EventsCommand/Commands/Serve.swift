#if Service
    internal import ArgumentParser
    internal import Batch
    internal import Dispatch
    internal import Files
    internal import KalendsService
    internal import Synchronization

    /// `kalends serve`
    struct ServeCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "serve",
            abstract: "Serve a store and conversions over HTTP.",
            discussion: """
                Every option can also be a variable of the environment, such as KALENDS_SERVE_PORT, or a key of the TOML file that \
                --config names; an option takes precedence over a variable, and a variable over the file.

                Conversion, validation, expansion and comparison need no token, nor do the page at /, the state and the description \
                of the service, and the download of an export, whose URL is secret. Everything else does, unless --open allows it; \
                kalends serve token makes tokens. SIGTERM ends the service once the requests that have begun are answered.

                EXAMPLES:
                  kalends serve --store team.db --port 0
                  kalends serve --store team.db --host 0.0.0.0 --certificate cert.pem --key key.pem --open read
                  kalends serve token create --store team.db --name calendar --scope read

                \(ExitStatus.table(of: [.nothingRead]))
                """,
            subcommands: [RunServiceCommand.self, TokenCommand.self, ServiceWorkerCommand.self],
            defaultSubcommand: RunServiceCommand.self
        )
    }

    /// `kalends serve worker`, which a running service starts to work on what it receives.
    struct ServiceWorkerCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "worker",
            abstract: "Work on bodies for a running service.",
            shouldDisplay: false
        )

        @Argument(help: ArgumentHelp("How many bytes a body may have.", valueName: "bytes")) var limit: Int

        func validate() throws {
            if !(1...1 << 30).contains(limit) { throw ValidationError("The limit is a number of bytes up to 1G.") }
        }

        func run() throws { ServiceWorker.serve(limit: limit) }
    }

    /// `kalends serve run`, or without the word.
    struct RunServiceCommand: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "run", abstract: "Run the service.")

        @OptionGroup var options: ServiceOptions

        func run() throws {
            let service = try ExportService(options.settings())
            let store = try options.settings().store
            let outcome = Mutex<(any Error)?>(nil)
            let ended = DispatchSemaphore(value: 0)
            Task.detached {
                do {
                    try await service.run { url in try? Terminal.print("serving \(store) at \(url)\n") }
                } catch {
                    outcome.withLock { $0 = error }
                }
                ended.signal()
            }
            ended.wait()
            if let error = outcome.withLock({ $0 }) { throw error }
        }
    }
#endif
