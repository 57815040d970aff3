internal import Files

/// How a service is run.
package struct ServiceSettings: Sendable {
    /// The path of the store.
    package var store = ""
    /// The address that it listens on.
    package var host = "127.0.0.1"
    /// The port that it listens on; 0 for a free one.
    package var port = 8080
    /// A PEM file with the certificate and those above it; nil for HTTP without TLS.
    package var certificate: String?
    /// A PEM file with the private key of the certificate.
    package var key: String?
    /// What absolute URLs begin with, without a slash at its end; nil for URLs without a host.
    package var baseURL: String?
    /// What may be done without a token.
    package var open: Set<Scope> = []
    /// How many bytes a body may have, before and after it is expanded.
    package var bodyLimit = 16 << 20
    /// Seconds within which a body must have arrived.
    package var bodySeconds = 30
    /// How many processes work on bodies.
    package var workers = max(2, WorkerPool.processorCount)
    /// Seconds after which the work on a body or an export is given up.
    package var workSeconds = 20
    /// Seconds without traffic after which a connection is closed.
    package var idleSeconds = 60
    /// How many connections are open at most.
    package var connections = 4096
    /// How many requests each token may make in a second; 0 for any number.
    package var rate = 100
    /// The same for each address without a token.
    package var openRate = 0
    /// Whether each request is logged on standard error.
    package var logsRequests = true
    /// How many hours a finished export can be downloaded.
    package var exportHours = 24
    /// How many minutes pass until a subscriber asks again (REFRESH-INTERVAL).
    package var refreshMinutes = 60
    /// Seconds after which the task of a service that no longer works on it is taken over.
    package var leaseSeconds = 15
    /// The time zone of days, by its name; nil for UTC.
    package var timeZone: String?

    /// The defaults.
    package init() {}
}

/// What a bearer of a token may do.
package enum Scope: String, Sendable, CaseIterable {
    /// Read calendars and tasks, and download exports.
    case read
    /// Start and cancel exports.
    case export
    /// Change calendars and conferences.
    case write
    /// Everything, and read the metrics.
    case admin
}
