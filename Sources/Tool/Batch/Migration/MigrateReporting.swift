package import Files
internal import Kalends

/// Where the reports of a migration go, and whether it is quiet.
package struct MigrateReporting: Sendable {
    /// The files of reports, `-` for standard output.
    private let report: [String]
    /// Whether only what failed is printed.
    package let isQuiet: Bool
    private let overwrites: Bool

    /// - Parameters:
    ///   - report: a page for people for each name that ends in `.html`, else JSON; `-` is standard output.
    ///   - isQuiet: whether only what failed is printed.
    ///   - overwrites: whether files are replaced whatever they are.
    package init(_ report: [String], isQuiet: Bool, overwrites: Bool = false) {
        self.report = report
        self.overwrites = overwrites
        self.isQuiet = isQuiet
    }

    /// Whether a report is written to standard output.
    package var takesStandardOutput: Bool { report.contains("-") }

    /// The reports that are files.
    package var files: [String] { report.filter { $0 != "-" } }

    /// Checks that the reports, and a plan that is made, can be written.
    ///
    /// - Parameters:
    ///   - files: what else the step reads and writes.
    ///   - plan: a plan that is made.
    /// - Throws: ``ExitStatusError`` for wrong usage.
    func check(besides files: [String], plan: String? = nil) throws(ExitStatusError) {
        for place in self.files.compactMap({ ReportPlace($0, overwrites: overwrites) }) {
            try place.check(besides: files + [plan].compactMap(\.self))
        }
        try ReportPlace(plan, overwrites: overwrites)?.check(besides: files)
    }

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
