package import Files
internal import Kalends

/// Where the reports of a migration go, and whether it is quiet.
package struct MigrateReporting: Sendable {
    /// The files of reports, `-` for standard output.
    private let report: [String]
    /// Whether only what failed is printed.
    package let isQuiet: Bool

    /// - Parameter report: a page for people for each name that ends in `.html`, else JSON; `-` is standard output.
    package init(_ report: [String], isQuiet: Bool) {
        self.report = report
        self.isQuiet = isQuiet
    }

    /// Whether a report is written to standard output.
    package var takesStandardOutput: Bool { report.contains("-") }

    /// The reports that are files.
    package var files: [String] { report.filter { $0 != "-" } }

    /// Writes the requested reports.
    package func write(
        json: @autoclosure () -> [UInt8],
        page: @autoclosure () -> [UInt8],
        register: TemporaryFiles
    ) throws(FileError) {
        for path in report {
            let bytes = ReportFileKind(path) == .page ? page() : json()
            if path == "-" {
                try Console.standardOutput.write(bytes)
            } else {
                _ = try AtomicFile.write(bytes, to: path, existing: .replace, register: register)
            }
        }
        try register.synchroniseFolders()
    }
}
