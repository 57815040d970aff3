internal import Files
internal import Migration
internal import Reports

/// The name of the file for a report, a baseline or a plan.
///
/// It is replaced if it is one of them or empty; whatever else is there is replaced only on request, and an input or an output of
/// the same run never.
package struct ReportPlace: Sendable {
    /// The path of the file.
    package let path: String
    /// Whether any file is replaced; nil where the command has no such option.
    private let overwrites: Bool?

    /// - Parameters:
    ///   - path: nil for none, `-` for standard output: then nothing has to be checked, and the result is nil.
    ///   - overwrites: whether any file is replaced; nil where the command has no such option.
    package init?(_ path: String?, overwrites: Bool?) {
        guard let path, path != "-" else { return nil }
        self.path = path
        self.overwrites = overwrites
    }

    /// Checks that a report can be written here.
    ///
    /// - Parameter files: the paths of what the run reads and writes.
    /// - Throws: ``ExitStatusError`` for wrong usage.
    package func check(besides files: some Sequence<String>) throws(ExitStatusError) {
        let name = Self.fullName(path)
        if let other = files.first(where: { $0 != "-" && Self.fullName($0) == name }) {
            throw ExitStatusError(
                status: .usage,
                "the report would replace \(other), which this run reads or writes; name another file"
            )
        }
        if overwrites != true, holdsOther {
            let option = overwrites == nil ? "" : ", or replace it with --overwrite"
            throw ExitStatusError(
                status: .usage,
                "\(path) exists already and is not a report, baseline or plan; name another file\(option)"
            )
        }
    }

    /// How the files begin that contain no findings: reports of losses, plans and baselines.
    private static let beginnings = ["[]", "[\n{\"file\":", "{\"plan\":", "{\"format\":\"\(Baseline.format)\""]

    /// Whether a file is here with content that is not that of a report. What cannot be looked at is refused when it is written.
    private var holdsOther: Bool {
        guard let status = try? FileStatus(of: path, followingLinks: false), status.kind == .regular, status.size > 0
        else { return false }
        guard let bytes = try? WholeFile.readBeginning(of: path, count: 4_096) else { return true }
        let beginning = String(decoding: bytes, as: UTF8.self)
        return !Self.beginnings.contains(where: beginning.hasPrefix) && !ReportForm.isReport(beginning: beginning)
            && !HTMLPage.isPage(beginning: beginning)
    }

    /// The path without links, of a file that may not exist yet.
    private static func fullName(_ path: String) -> String {
        if let resolved = resolvedPath(path) { return resolved }
        let parts = path.split(separator: "/").filter { $0 != "." }
        let folder = (path.hasPrefix("/") ? "/" : "") + parts.dropLast().joined(separator: "/")
        return "\(resolvedPath(folder.isEmpty ? "." : folder) ?? folder)/\(parts.last ?? "")"
    }
}
