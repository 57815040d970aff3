internal import Files
internal import Kalends

/// Findings that were there before, by rule, file and fingerprint: what changes their line does not make them new.
struct Baseline {
    private var known: Set<String>

    /// Reads a baseline.
    ///
    /// - Throws: ``ExitStatusError`` once it has said what is wrong.
    init(_ path: String) throws {
        let text: String
        do throws(FileError) {
            text = String(decoding: try WholeFile.read(path), as: UTF8.self)
        } catch {
            Terminal.complain("\(path): \(error.message)")
            throw ExitStatusError(status: .usage)
        }
        guard text.contains("\"kalends-baseline\"") else {
            Terminal.complain("\(path): no baseline of kalends")
            throw ExitStatusError(status: .usage)
        }
        // One entry a line, as `Baseline.text` writes them.
        known = Set(
            text.split(separator: "\n").compactMap { line in
                guard line.hasPrefix("{\"fingerprint\"") else { return nil }
                return String(line.hasSuffix(",") ? line.dropLast() : line)
            })
    }

    /// Whether a finding was there before.
    func holds(_ finding: Finding) -> Bool { known.contains(Self.entry(finding)) }

    /// A baseline of findings.
    static func text(of findings: [Finding]) -> String {
        let entries = Set(findings.map(entry)).sorted().joined(separator: ",\n")
        return "{\"format\":\"kalends-baseline\",\"version\":1,\"findings\":[\n\(entries)\n]}\n"
    }

    private static func entry(_ finding: Finding) -> String {
        var object = JSONObject()
        object.add("fingerprint", finding.fingerprint)
        object.add("rule", finding.rule.rawValue)
        object.add("file", finding.location.file)
        return object.text
    }
}
