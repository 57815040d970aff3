internal import Files
internal import Kalends

/// The losses of a conversion in a file, one JSON object a line.
final class ReportFile {
    private var file: AtomicFile

    /// Begins a report; an earlier one of the name gives way when this one is complete.
    init(_ path: String, register: TemporaryFiles) throws(FileError) {
        file = try AtomicFile.beginning(path, existing: .replace, register: register)
    }

    /// Adds a row for each loss.
    func append(_ losses: [Loss]) throws(FileError) {
        for loss in losses {
            var row = JSONObject()
            row.add("file", loss.location.file)
            row.add("line", loss.location.line)
            row.add("component", loss.component)
            row.add("uid", loss.uid)
            row.add("property", loss.property)
            row.add("id", loss.id.rawValue)
            row.add("action", loss.action.rawValue)
            row.add("detail", loss.detail)
            try file.append(row.line)
        }
    }

    /// Gives the report its name.
    func finish() throws(FileError) { _ = try file.commit() }
}
