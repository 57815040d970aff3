import Foundation

/// Where the files that the tests read lie.
enum Places {
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let fixtures = package.appending(path: "fixtures")
    static let known = package.appending(path: "Tests/RobustnessTests/Known")
    static let oracles = package.appending(path: "Tests/Oracles")

    /// Other projects' files; may be absent.
    static let corpus: URL = {
        if let path = ProcessInfo.processInfo.environment["KALENDS_CORPUS"] { return URL(fileURLWithPath: path) }
        return package.deletingLastPathComponent().appending(path: "shared/corpus")
    }()

    static func bytes(_ file: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: file)) }

    /// The files below a folder that have one of these extensions, sorted; paths are relative to the folder.
    static func files(_ extensions: Set<String>, below folder: URL) -> [String] {
        let all = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return all.filter { name in
            extensions.contains(URL(fileURLWithPath: name).pathExtension.lowercased())
                && (try? folder.appending(path: name).resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile
                    == true
        }.sorted()
    }

    /// Whether expectations are to be written anew instead of compared: `KALENDS_RECORD=1`.
    static let isRecording = ProcessInfo.processInfo.environment["KALENDS_RECORD"] != nil
}

/// A file of tab-separated lines, `#` before comments: a name, then what is known of it.
struct KnownList {
    let entries: [String: [String]]

    init(_ file: URL) {
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        var entries: [String: [String]] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            entries[fields[0]] = Array(fields.dropFirst())
        }
        self.entries = entries
    }

    init(known name: String) { self.init(Places.known.appending(path: name)) }
}
