internal import Batch
internal import Files

/// An option of a service: a flag of the command, a variable of the environment, and a key of the settings file.
package struct ServiceOption: Sendable {
    /// Why a value is not accepted.
    struct Mistake: Error {
        let text: String
    }

    /// The name, as the flag and the key have it.
    package let name: String
    /// What it does, for the help.
    package let help: String
    /// What the help calls its value.
    package let valueName: String
    /// Reads a value into the settings.
    fileprivate let set: @Sendable (inout ServiceSettings, String) throws(Mistake) -> Void

    /// The variable of the environment.
    package var variable: String { "KALENDS_SERVE_" + name.uppercased().replacing("-", with: "_") }

    // swift-format-ignore
    /// Every option.
    package static let all: [ServiceOption] = [
        .init("store",           "The database file; it is created if it does not exist.",                     "file",     text(\.store)),
        .init("host",            "The address to listen on (default: 127.0.0.1).",                                   "address",  text(\.host)),
        .init("port",            "The port to listen on; 0 picks a free one (default: 8080).",                       "port",     number(\.port, 0...65_535)),
        .init("certificate",     "A PEM file with the certificate, for TLS.",                               "file",     optional(\.certificate)),
        .init("key",             "A PEM file with the key of the certificate.",                             "file",     optional(\.key)),
        .init("base-url",        "The beginning of absolute URLs; without it URLs are relative.",            "url",      url),
        .init("open",            "Scopes that need no token, such as read (default: none).",               "scope,…",  scopes),
        .init("body-limit",      "How large a body may be; K, M and G multiply (default: 16M).",                     "bytes",    size),
        .init("body-seconds",    "How long a body may take to arrive (default: 30 seconds).",                                "seconds",  number(\.bodySeconds, 1...3600)),
        .init("workers",         "Processes that work on bodies (default: one for each processor, at least 2).",     "n",        number(\.workers, 1...256)),
        .init("work-seconds",    "How long the work on a body or an export may take (default: 20 seconds).",                 "seconds",  number(\.workSeconds, 1...3600)),
        .init("idle-seconds",    "How long a connection may be silent (default: 60 seconds).",                               "seconds",  number(\.idleSeconds, 1...86_400)),
        .init("connections",     "How many connections may be open (default: 4096).",                                "n",        number(\.connections, 1...1_000_000)),
        .init("rate",            "Requests a second for each token; 0 for any number (default: 100).",               "n",        number(\.rate, 0...1_000_000)),
        .init("open-rate",       "Requests a second for each address without a token; 0 for any number (default: 0).", "n",      number(\.openRate, 0...1_000_000)),
        .init("access-log",      "Whether each request is logged on standard error: on or off (default: on).",       "switch",   flag(\.logsRequests)),
        .init("export-hours",    "How long a finished export can be downloaded (default: 24 hours).",                      "hours",    number(\.exportHours, 1...87_600)),
        .init("refresh-minutes", "Minutes after which subscribers should read a calendar again (default: 60).",             "minutes",  number(\.refreshMinutes, 1...525_600)),
        .init("lease-seconds",   "Seconds after which another service takes over the exports of a service that ended (default: 15).",          "seconds",  number(\.leaseSeconds, 1...3600)),
        .init("timezone",        "The time zone in which days begin.",                                                  "zone",     optional(\.timeZone)),
    ]

    private init(
        _ name: String,
        _ help: String,
        _ valueName: String,
        _ set: @escaping @Sendable (inout ServiceSettings, String) throws(Mistake) -> Void
    ) {
        self.name = name
        self.help = help
        self.valueName = valueName
        self.set = set
    }
}

// MARK: - Values

extension ServiceOption {
    private typealias Setter = @Sendable (inout ServiceSettings, String) throws(Mistake) -> Void
    private typealias Place<Value> = any WritableKeyPath<ServiceSettings, Value> & Sendable

    private static func text(_ place: Place<String>) -> Setter {
        { settings, text throws(Mistake) in
            if text.isEmpty { throw Mistake(text: "it is empty") }
            settings[keyPath: place] = text
        }
    }

    private static func optional(_ place: Place<String?>) -> Setter {
        { settings, text throws(Mistake) in settings[keyPath: place] = text.isEmpty ? nil : text }
    }

    private static func number(_ place: Place<Int>, _ range: ClosedRange<Int>) -> Setter {
        { settings, text throws(Mistake) in
            guard let number = Int(text), range.contains(number) else {
                throw Mistake(text: "it must be a number from \(range.lowerBound) to \(range.upperBound)")
            }
            settings[keyPath: place] = number
        }
    }

    private static func flag(_ place: Place<Bool>) -> Setter {
        { settings, text throws(Mistake) in
            guard let isOn = ["on": true, "true": true, "off": false, "false": false][text] else {
                throw Mistake(text: "it is neither on nor off")
            }
            settings[keyPath: place] = isOn
        }
    }

    private static let size: Setter = { settings, text throws(Mistake) in
        guard let setting = LimitSetting.parse("bytes=\(text)", names: ["bytes"]), setting.value <= 1 << 30 else {
            throw Mistake(text: "it is not a size up to 1G")
        }
        settings.bodyLimit = setting.value
    }

    private static let url: Setter = { settings, text throws(Mistake) in
        let isPlain = text.utf8.allSatisfy {
            $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "<")
        }
        guard text.hasPrefix("http://") || text.hasPrefix("https://"), isPlain else {
            throw Mistake(text: "it is not an http or https URL")
        }
        var text = text
        while text.hasSuffix("/") { text.removeLast() }
        settings.baseURL = text
    }

    private static let scopes: Setter = { settings, text throws(Mistake) in
        var found: Set<Scope> = []
        for name in text.split(separator: ",") {
            guard name == Scope.read.rawValue else {
                throw Mistake(text: "\(name) cannot be allowed without a token, only read can")
            }
            found.insert(.read)
        }
        settings.open = found
    }
}

// MARK: - Sources

extension ServiceSettings {
    /// Settings from a file, then the environment, then flags: later ones count.
    ///
    /// - Parameters:
    ///   - file: a TOML file; nil for none.
    ///   - flags: the values of flags by the names of their options.
    /// - Throws: ``Batch/ExitStatusError`` with what is wrong and where.
    package init(file: String?, flags: [String: String]) throws {
        self.init()
        if let file { try read(file) }
        for option in ServiceOption.all {
            if let value = Environment.value(of: option.variable) { try set(option, value, option.variable) }
            if let value = flags[option.name] { try set(option, value, "--\(option.name)") }
        }
        if store.isEmpty { throw ExitStatusError(status: .usage, "name the store with --store FILE") }
        if (certificate == nil) != (key == nil) {
            throw ExitStatusError(status: .usage, "TLS needs both --certificate and --key")
        }
    }

    private mutating func set(_ option: ServiceOption, _ value: String, _ place: String) throws {
        do throws(ServiceOption.Mistake) {
            try option.set(&self, value)
        } catch {
            throw ExitStatusError(status: .usage, "\(place): \(error.text)")
        }
    }

    private mutating func read(_ path: String) throws {
        let tables: [TOMLSubset.Table]
        do {
            tables = try TOMLSubset(String(decoding: try WholeFile.read(path), as: UTF8.self)).tables
        } catch let mistake as TOMLSubset.Mistake {
            throw ExitStatusError(status: .usage, "\(path):\(mistake.line): \(mistake.text)")
        } catch let error as FileError {
            throw ExitStatusError(status: .usage, error.description)
        }
        for table in tables where !table.name.isEmpty {
            throw ExitStatusError(status: .usage, "\(path):\(table.line): there is no table \(table.name)")
        }
        for entry in tables.flatMap(\.values) {
            guard let option = ServiceOption.all.first(where: { $0.name == entry.key }) else {
                throw ExitStatusError(status: .usage, "\(path):\(entry.line): there is no option \(entry.key)")
            }
            try set(option, entry.value.plainText, "\(path):\(entry.line)")
        }
    }
}

extension TOMLSubset.Value {
    /// The value as a flag would have it.
    fileprivate var plainText: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        case .truth(let isTrue): isTrue ? "true" : "false"
        case .list(let list): list.joined(separator: ",")
        }
    }
}
