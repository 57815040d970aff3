internal import Files
internal import Kalends
internal import Reports

/// The output of a report.
struct ReportOutput {
    private var writer: (any ReportWriter)?
    private let path: String?
    private let register: TemporaryFiles
    private var buffer = ""

    /// - Parameter form: nil writes nothing.
    init(form: ReportForm?, path: String?, isColored: Bool, failLevel: Severity, register: TemporaryFiles) {
        writer = form?.writer(
            ReportContext(
                isColored: isColored && path == nil,
                failLevel: failLevel,
                tool: Product.identifier,
                version: Product.version
            )
        )
        self.path = path
        self.register = register
    }

    mutating func begin() throws(FileError) { try write(writer?.begin() ?? "") }

    mutating func add(_ file: ValidatedFile) throws(FileError) { try write(writer?.add(file) ?? "") }

    mutating func finish() throws(FileError) {
        try write(writer?.end() ?? "")
        guard let path, writer != nil else { return }
        _ = try AtomicFile.write(Array(buffer.utf8), to: path, existing: .replace, register: register)
    }

    private mutating func write(_ text: String) throws(FileError) {
        if path == nil { try Console.standardOutput.write(text) } else { buffer += text }
    }
}
