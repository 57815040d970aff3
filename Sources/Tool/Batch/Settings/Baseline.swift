internal import Bytes
internal import Files
internal import Kalends
internal import Reports
internal import Validation

/// Findings that were there before, by file and fingerprint: what changes their line does not make them new.
struct Baseline {
    /// A finding that is known.
    private struct Entry: Hashable, Comparable {
        var file: String
        var rule: String
        var fingerprint: String

        static func < (left: Entry, right: Entry) -> Bool {
            (left.file, left.rule, left.fingerprint) < (right.file, right.rule, right.fingerprint)
        }
    }

    /// What its JSON document is called in itself.
    static let format = "kalends-baseline"

    private let folder: String
    private var known: Set<Entry> = []
    private var found: Set<Entry> = []
    /// The names that the files of this run have in a baseline.
    private var names: [String: String] = [:]

    /// A baseline without a finding, to be written to a path.
    init(for path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let folder = parts.isEmpty ? "." : parts.joined(separator: "/") + "/"
        self.folder = resolvedPath(folder).map { $0.hasSuffix("/") ? $0 : $0 + "/" } ?? ""
    }

    /// Reads a baseline.
    ///
    /// - Throws: ``ExitStatusError`` with what is wrong.
    init(_ path: String) throws {
        self.init(for: path)
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try WholeFile.read(path)
        } catch {
            throw ExitStatusError(status: .usage, "\(path): \(error.message)")
        }
        guard let document = JSON(bytes), document["format"]?.text == Self.format else {
            throw ExitStatusError(status: .usage, "\(path): not a baseline of kalends; --write-baseline writes one")
        }
        for row in document["findings"]?.list ?? [] {
            guard let file = row["file"]?.text, let rule = row["rule"]?.text, let fingerprint = row["fingerprint"]?.text
            else { continue }
            let former = RuleCatalogue.rules(formerly: RuleID(rule)).map(\.rawValue)
            for rule in [rule] + former { known.insert(Entry(file: file, rule: rule, fingerprint: fingerprint)) }
        }
    }
}

extension Baseline {
    /// Notes a finding of this run.
    ///
    /// - Returns: whether it was known before.
    package mutating func notes(_ finding: Finding) -> Bool {
        let entry = Entry(
            file: name(of: finding.location.file),
            rule: finding.rule.rawValue,
            fingerprint: finding.fingerprint
        )
        found.insert(entry)
        return known.contains(entry)
    }

    /// How many of the known findings no longer occur in files that were validated.
    mutating func goneCount(from files: [String]) -> Int {
        let names = Set(files.map { name(of: $0) })
        return known.count { names.contains($0.file) && !found.contains($0) }
    }

    /// How many findings this run had.
    package var count: Int { found.count }

    /// The findings of this run as a baseline.
    package var text: String {
        let rows = found.sorted().map { entry in
            var row = JSONObject()
            row.add("file", entry.file)
            row.add("rule", entry.rule)
            row.add("fingerprint", entry.fingerprint)
            return row.text
        }
        return "{\"format\":\"\(Self.format)\",\"version\":1,\"findings\":[\n\(rows.joined(separator: ",\n"))\n]}\n"
    }

    /// A file's name as it is from the baseline's folder, wherever the command runs.
    private mutating func name(of file: String) -> String {
        if let name = names[file] { return name }
        let name = relativePath(file, below: folder)
        names[file] = name
        return name
    }
}
