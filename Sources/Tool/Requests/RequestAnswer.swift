package import Kalends
package import Reports

/// What comes of a request: bytes, and a report.
package struct RequestAnswer: Sendable {
    /// How a request ended; the numbers are part of the interface.
    package enum Status: Int32, Sendable {
        /// All of it was done.
        case done = 0
        /// The input cannot be read.
        case unreadable = 1
        /// The request cannot be understood.
        case misunderstood = 2
        /// Items were skipped or failed; the rest was done.
        case incomplete = 3
    }

    package var status = Status.done
    /// What was written.
    package var outputs: [ConversionOutput] = []
    /// The members of the report besides that of the outputs.
    package var members = JSONObject()

    /// Whether anything was altered or dropped.
    package internal(set) var hasLosses = false

    /// An answer to which members are to be added.
    init() {}

    /// The answer to a request that cannot be understood.
    package init(_ failure: RequestFailure) {
        status = .misunderstood
        add(error: "request", failure.message)
    }

    /// The answer about an input that cannot be read.
    package init(_ error: ReadError, name: String) {
        status = .unreadable
        let diagnostic = error.diagnostic(file: name)
        add(error: diagnostic.rule.rawValue, diagnostic.message, at: diagnostic.location)
    }

    private mutating func add(error id: String, _ message: String, at place: SourceLocation = SourceLocation()) {
        var error = JSONObject()
        error.add("id", id)
        error.add("message", message)
        error.add("line", place.line)
        members.add("error", error)
    }

    /// All outputs, one after the other; the report has the length of each.
    package var bytes: [UInt8] {
        if outputs.count == 1 { return outputs[0].bytes }
        return outputs.flatMap(\.bytes)
    }

    /// The report as a JSON object.
    package var report: String {
        var report = members
        report.add("status", Int(status.rawValue))
        let rows = outputs.map { output in
            var row = JSONObject()
            row.add("uid", orNull: output.uid)
            row.add("length", output.bytes.count)
            return row
        }
        report.add("outputs", rows)
        return report.text
    }
}

extension RequestAnswer {
    /// Adds what was lost, and the items that were counted.
    mutating func add(_ report: LossReport, name: String) {
        members.add("losses", report.losses.map { $0.json(file: name) })
        var counts = JSONObject()
        counts.add("read", report.read)
        counts.add("written", report.written)
        counts.add("skipped", report.skipped)
        counts.add("failed", report.failed)
        members.add("items", counts)
        hasLosses = hasLosses || report.hasLosses
        if report.skipped + report.failed > 0 { status = .incomplete }
    }

    /// Adds what was met while reading.
    mutating func add(_ diagnostics: Diagnostics) {
        members.add("findings", diagnostics.all.map(\.json))
    }
}
