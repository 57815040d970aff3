internal import Files
internal import Kalends

/// The losses of a conversion in a file, one JSON object a line.
final class ReportFile {
    private var file: AtomicFile

    /// Begins a report; an earlier one of the name gives way when this one is complete.
    init(_ path: String, register: TemporaryFiles) throws(FileError) {
        file = try AtomicFile.beginning(path, existing: .replace, register: register)
    }

    /// Adds a row for each loss of what a conversion says.
    func append(_ outcome: Outcome) throws(FileError) {
        try outcome.rows?.forEachBlock { rows throws(FileError) in try file.append(rows) }
        try file.append(Self.rows(of: outcome.report.losses, file: outcome.lossFile))
    }

    /// Adds a row.
    func append(_ loss: Loss) throws(FileError) { try file.append(Self.rows(of: [loss], file: "")) }

    /// A row for each loss.
    ///
    /// - Parameter file: the file of losses that name none.
    static func rows(of losses: [Loss], file: String) -> [UInt8] {
        var rows: [UInt8] = []
        for loss in losses {
            var row = JSONObject()
            row.add("file", loss.location.file.isEmpty ? file : loss.location.file)
            row.add("line", loss.location.line)
            row.add("component", loss.component)
            row.add("uid", loss.uid)
            row.add("property", loss.property)
            row.add("id", loss.id.rawValue)
            row.add("action", loss.action.rawValue)
            row.add("detail", loss.detail)
            rows += row.line
        }
        return rows
    }

    /// Gives the report its name.
    func finish() throws(FileError) { _ = try file.commit() }
}
