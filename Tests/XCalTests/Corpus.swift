import Foundation

/// Other projects' files, where they lie beside the package.
enum Corpus {
    static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["KALENDS_CORPUS"] { return URL(fileURLWithPath: path) }
        return URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/corpus")
    }()

    static func files(_ extensions: Set<String>, under path: String = "") -> [URL] {
        let start = path.isEmpty ? folder : folder.appending(path: path)
        guard let walker = FileManager.default.enumerator(at: start, includingPropertiesForKeys: nil) else { return [] }
        return walker.compactMap { $0 as? URL }.filter { extensions.contains($0.pathExtension) }.sorted {
            $0.path < $1.path
        }
    }

    /// A file's path below the corpus.
    static func name(_ file: URL) -> String { String(file.path.dropFirst(folder.path.count + 1)) }

    static func bytes(_ file: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: file)) }

    /// Says so in one line where the corpus is absent.
    static func announce(_ files: [URL], _ what: String) {
        print(files.isEmpty ? "corpus absent: \(what) not tested" : "\(what): \(files.count) files")
    }

    /// Files that are known not to hold, with the reason.
    static let exceptions: [String: String] = {
        let list = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "corpus-exceptions.txt")
        let text = (try? String(contentsOf: list, encoding: .utf8)) ?? ""
        var found: [String: String] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let halves = line.split(separator: "\t", maxSplits: 1)
            found[String(halves[0])] = halves.count > 1 ? String(halves[1]) : ""
        }
        return found
    }()
}
