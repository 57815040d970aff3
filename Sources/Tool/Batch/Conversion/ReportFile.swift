internal import Bytes
internal import Files
internal import Kalends
internal import Migration
internal import Reports

/// How a report is written, by the extension of its name.
enum ReportFileKind {
    /// A page for people: `.html` and `.htm`.
    case page
    /// One JSON document: `.json`.
    case document
    /// One JSON object a line: any other name, and standard output.
    case lines

    init(_ path: String) {
        let name = path.lowercased()
        self = name.hasSuffix(".html") || name.hasSuffix(".htm") ? .page : name.hasSuffix(".json") ? .document : .lines
    }
}

/// The losses of a conversion in a file, a row for each.
final class ReportFile {
    /// nil for standard output.
    private var file: AtomicFile?
    private let path: String
    /// What had its name when it was begun.
    private let earlier: FileStatus?
    private let form: ReportFileKind
    private var hasRows = false

    // swift-format-ignore
    /// The columns of a page, with the members of a row.
    private static let columns: [(title: String, member: String)] = [
        ("File",   "file"),   ("Line", "line"), ("Component", "component"), ("UID",    "uid"), ("Property", "property"),
        ("Loss",   "id"),     ("Action", "action"),              ("Detail", "detail"),
    ]

    /// Begins a report; it replaces an earlier one of the name when it is complete.
    ///
    /// - Parameter path: `-` for standard output.
    init(_ path: String, register: TemporaryFiles) throws(FileError) {
        self.path = path
        earlier = try? FileStatus(of: path, followingLinks: false)
        form = ReportFileKind(path)
        if path != "-" { file = try AtomicFile.beginning(path, existing: .replace, register: register) }
        switch form {
        case .lines: break
        case .document: try write(Array("[".utf8))
        case .page: try write(HTMLPage(title: "Losses of the conversion").beginning(tableOf: Self.columns.map(\.title)))
        }
    }

    private func write(_ bytes: [UInt8]) throws(FileError) {
        if file == nil { try Console.standardOutput.write(bytes) } else { try file?.append(bytes) }
    }

    /// Adds a row for each loss of a conversion.
    func append(_ outcome: Outcome) throws(FileError) {
        try append(outcome.rows, and: outcome.report, of: outcome.lossFile)
    }

    /// Adds a row for each loss of a report, after those that wait.
    func append(_ waiting: RowSpool?, and report: LossReport, of file: String) throws(FileError) {
        var rest: [UInt8] = []
        try waiting?.forEachBlock { block throws(FileError) in
            // A block may end within a row.
            let rows = rest + block
            let end = rows.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            try append(Array(rows[..<end]))
            rest = Array(rows[end...])
        }
        try append(Self.rows(of: report.losses, file: file))
    }

    /// Adds a row.
    func append(_ loss: Loss) throws(FileError) { try append(Self.rows(of: [loss], file: "")) }

    /// Adds rows that are JSON lines already.
    private func append(_ rows: [UInt8]) throws(FileError) {
        guard !rows.isEmpty else { return }
        if form == .lines { return try write(rows) }
        var written: [UInt8] = []
        for row in rows.split(separator: 0x0A) {
            if form == .document {
                written += (hasRows ? ",\n" : "\n").utf8
                written += row
            } else if let json = JSON(Array(row)) {
                written += HTMLPage.row(
                    Self.columns.map { json[$0.member]?.text ?? json[$0.member]?.number.map(String.init) ?? "" }
                )
            }
            hasRows = true
        }
        try write(written)
    }

    /// A row for each loss.
    ///
    /// - Parameter file: the file of losses that name none.
    static func rows(of losses: [Loss], file: String) -> [UInt8] {
        losses.flatMap { $0.json(file: file).line }
    }

    /// Ends the report, and gives a file its name, unless something else has got that name since it was begun.
    func finish() throws(FileError) {
        switch form {
        case .lines: break
        case .document: try write(Array((hasRows ? "\n]\n" : "]\n").utf8))
        case .page: try write(HTMLPage.endOfTable)
        }
        if file != nil, (try? FileStatus(of: path, followingLinks: false)) != earlier { throw FileError(path, .taken) }
        _ = try file?.commit()
    }
}
