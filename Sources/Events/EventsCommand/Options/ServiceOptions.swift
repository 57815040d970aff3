#if Service
    internal import ArgumentParser
    internal import Batch
    internal import KalendsService

    /// The options of a service; what they mean is in ``KalendsService/ServiceOption``.
    struct ServiceOptions: ParsableArguments {
        @Option(help: ArgumentHelp("A TOML file with these options as keys.", valueName: "file"), completion: .file())
        var config: String?

        @Option(help: .of("store")) var store: String?
        @Option(help: .of("host")) var host: String?
        @Option(help: .of("port")) var port: String?
        @Option(help: .of("certificate")) var certificate: String?
        @Option(help: .of("key")) var key: String?
        @Option(help: .of("base-url")) var baseUrl: String?
        @Option(help: .of("open")) var open: String?
        @Option(help: .of("body-limit")) var bodyLimit: String?
        @Option(help: .of("body-seconds")) var bodySeconds: String?
        @Option(help: .of("workers")) var workers: String?
        @Option(help: .of("work-seconds")) var workSeconds: String?
        @Option(help: .of("idle-seconds")) var idleSeconds: String?
        @Option(help: .of("connections")) var connections: String?
        @Option(help: .of("rate")) var rate: String?
        @Option(help: .of("open-rate")) var openRate: String?
        @Option(help: .of("access-log")) var accessLog: String?
        @Option(help: .of("export-hours")) var exportHours: String?
        @Option(help: .of("refresh-minutes")) var refreshMinutes: String?
        @Option(help: .of("lease-seconds")) var leaseSeconds: String?
        @Option(help: .of("timezone")) var timezone: String?

        /// The options that are given, by name.
        private var given: [(name: String, value: String?)] {
            [
                ("store", store),
                ("host", host),
                ("port", port),
                ("certificate", certificate),
                ("key", key),
                ("base-url", baseUrl),
                ("open", open),
                ("body-limit", bodyLimit),
                ("body-seconds", bodySeconds),
                ("workers", workers),
                ("work-seconds", workSeconds),
                ("idle-seconds", idleSeconds),
                ("connections", connections),
                ("rate", rate),
                ("open-rate", openRate),
                ("access-log", accessLog),
                ("export-hours", exportHours),
                ("refresh-minutes", refreshMinutes),
                ("lease-seconds", leaseSeconds),
                ("timezone", timezone),
            ]
        }

        /// The settings of the file, the environment and the flags.
        func settings() throws -> ServiceSettings {
            let flags = given.compactMap { name, value in value.map { (name, $0) } }
            return try ServiceSettings(file: config, flags: Dictionary(uniqueKeysWithValues: flags))
        }
    }

    extension ArgumentHelp {
        /// The help of an option of the service.
        fileprivate static func of(_ name: String) -> ArgumentHelp {
            guard let option = ServiceOption.all.first(where: { $0.name == name }) else { return "" }
            return ArgumentHelp("\(option.help)", valueName: option.valueName)
        }
    }
#endif
