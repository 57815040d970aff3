#if Service
    internal import Batch
    internal import Bytes
    internal import Files
    internal import HTTPTypes
    internal import HummingbirdCore
    internal import ICalendar
    internal import Kalends

    /// A JSON object on a line of standard error for each request. Queries and header fields are not in it, so that it holds
    /// no secret.
    enum AccessLog {
        static func write(
            _ request: Request,
            id: String,
            _ trace: Responder.Trace,
            status: Int,
            size: Int?,
            _ elapsed: Duration,
            at now: Int
        ) {
            let given = (request.head.path ?? "").prefix { $0 != "?" }.prefix(512)
            let path = trace.hasSecretPath ? trace.route[...] : given
            let line = JSON.verbatim([
                ("time", .text("\(CivilDateTime(secondsSinceEpoch: now))Z")),
                ("request", .text(id)),
                ("caller", .text(trace.caller)),
                ("method", .text(request.method.rawValue)),
                ("path", .text(String(path))),
                ("status", .number(status)),
                ("bytes", size.map(JSON.number)),
                ("microseconds", .number(Int(elapsed / .microseconds(1)))),
            ]).line
            // A log that nobody reads any longer is no reason to stop.
            try? Console.standardError.write(line)
        }

        /// Reports a failure of the service.
        static func report(_ text: String) { Terminal.complain(text) }
    }
#endif
