#if Service
    internal import Batch
    internal import CoreMetrics
    internal import HummingbirdCore
    internal import HummingbirdTLS
    internal import Kalends
    package import KalendsEvents
    internal import Logging
    internal import NIOCore
    internal import NIOPosix
    internal import NIOSSL
    internal import ServiceLifecycle
    internal import Synchronization
    internal import TimeZones
    internal import UnixSignals

    /// The export service: a store and conversions over HTTP.
    package struct ExportService: Sendable {
        private let settings: ServiceSettings
        private let state: ServiceState

        /// Opens the store of a service; it is made if it does not exist.
        ///
        /// - Throws: ``Batch/ExitStatusError`` for impossible settings; ``KalendsEvents/StoreError``.
        package init(_ settings: ServiceSettings) throws {
            self.settings = settings
            state = ServiceState(settings, try Self.store(settings))
        }

        /// Opens the store that settings name.
        package static func store(_ settings: ServiceSettings) throws -> SQLiteStore {
            var options = ConversionOptions()
            options.limits.inputSize = settings.bodyLimit
            var configuration = StoreConfiguration(converter: Converter(options))
            if let name = settings.timeZone {
                guard let zone = configuration.converter.zones.resolve(name) else {
                    throw ExitStatusError(status: .usage, ZoneNames.unknownMessage(for: name))
                }
                configuration.timeZone = zone.rules
            }
            let store = try SQLiteStore(settings.store, configuration)
            try store.prepareForService()
            return store
        }

        /// Serves until SIGTERM or SIGINT: then no more connections are accepted, and requests are finished.
        ///
        /// - Parameter onListening: called with the URL of the service once it listens.
        /// - Throws: ``Batch/ExitStatusError`` if it cannot listen, or a certificate cannot be read.
        package func run(onListening: @escaping @Sendable (String) -> Void) async throws {
            MetricsSystem.bootstrap(state.metrics)
            state.work.start()
            state.conversions.start()
            let logger = Logger(label: "kalends") { _ in QuietLog() }
            let responder = Responder(state: state, routes: RouteTable.all)
            let scheme = settings.certificate == nil ? "http" : "https"
            let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
            let server = try server().buildServer(
                configuration: ServerConfiguration(
                    address: .hostname(settings.host, port: settings.port),
                    backlog: 1024,
                    availableConnectionsDelegate: MaximumAvailableConnections(settings.connections, logger: logger)
                ),
                eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
                logger: logger,
                responder: { request, writer, channel in try await responder.respond(to: request, writer, channel) },
                onServerRunning: { channel in
                    onListening("\(scheme)://\(host):\(channel.localAddress?.port ?? 0)")
                }
            )
            var configuration = ServiceGroupConfiguration(
                services: [ExportWorker(state: state), server, WaitEnder(state: state)],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
            // A request may wait for its turn as long as the work on it may take.
            configuration.maximumGracefulShutdownDuration = .seconds(settings.workSeconds * 2 + 10)
            do {
                try await ServiceGroup(configuration: configuration).run()
            } catch let error as IOError {
                throw ExitStatusError(status: .usage, "cannot listen on \(host):\(settings.port): \(error)")
            }
            try await state.conversions.stop()
            state.crew.end()
            try await state.work.stop()
            try state.store.close()
        }

        private func server() throws -> HTTPServerBuilder {
            let idle = TimeAmount.seconds(Int64(settings.idleSeconds))
            let http = HTTPServerBuilder.http1(
                configuration: .init(
                    additionalChannelHandlers: [SlowReaders(within: idle)],
                    idleTimeout: idle,
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: 16 << 10,
                        maxHeaderListSize: 32 << 10,
                        maxHeaderFieldCount: 100
                    )
                )
            )
            guard let certificate = settings.certificate, let key = settings.key else { return http }
            guard let chain = try? NIOSSLCertificate.fromPEMFile(certificate) else {
                throw Self.noTLS("\(certificate) is not a readable PEM file with a certificate")
            }
            guard let secret = try? NIOSSLPrivateKey(file: key, format: .pem) else {
                throw Self.noTLS("\(key) is not a readable PEM file with a private key")
            }
            var tls = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) },
                privateKey: .privateKey(secret)
            )
            tls.minimumTLSVersion = .tlsv12
            do {
                return try .tls(http, tlsConfiguration: tls)
            } catch {
                throw Self.noTLS("\(key) is not the key of \(certificate)")
            }
        }

        private static func noTLS(_ reason: String) -> ExitStatusError {
            ExitStatusError(status: .usage, "TLS is not possible: \(reason)")
        }
    }

    /// The first to hear that the service ends: it lets requests that wait for a task be answered.
    private struct WaitEnder: Service {
        let state: ServiceState

        func run() async throws {
            try await gracefulShutdown()
            state.isEnding.withLock { $0 = true }
            state.board.changes.wake()
        }
    }

    /// What the libraries below report is of no use to who runs the service, except for their errors.
    private struct QuietLog: LogHandler {
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.error

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { AccessLog.report("\(event.message)") }
    }
#endif
