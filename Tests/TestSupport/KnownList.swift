public import Foundation
public import Testing

/// A file of known exceptions: lines of tab-separated fields, `#` before comments; a name, then what is known about it.
public struct KnownList: Sendable {
    /// The fields of each line.
    public let rows: [[String]]

    public init(_ file: URL) {
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// - Parameters:
    ///   - name: the list's path from the folder of the file that asks.
    ///   - file: the file that asks.
    public init(_ name: String, nextTo file: String = #filePath) {
        self.init(URL(fileURLWithPath: file).deletingLastPathComponent().appending(path: name))
    }

    /// What is known, by name; the last line counts.
    public var entries: [String: [String]] {
        Dictionary(rows.map { ($0[0], Array($0.dropFirst())) }) { _, last in last }
    }

    /// Records an issue for each exception that the list lacks, and for each that it no longer needs.
    ///
    /// - Parameters:
    ///   - found: what was found to differ, with what differs.
    ///   - tried: the names that were tried; lines about others are left alone.
    public func expect(
        _ found: [String: String],
        of tried: some Sequence<String>,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let entries = entries
        for (name, difference) in found.sorted(by: { $0.key < $1.key }) where entries[name] == nil {
            Issue.record("\(name): \(difference)", sourceLocation: sourceLocation)
        }
        for name in Set(tried).intersection(entries.keys).subtracting(found.keys).sorted() {
            Issue.record("\(name): is listed, but no longer an exception", sourceLocation: sourceLocation)
        }
    }
}
