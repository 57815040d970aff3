import Foundation

/// Where this package and what it is tested with lie.
enum Repository {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Other projects' files, where they lie beside the package.
    static let corpus: URL = {
        if let path = ProcessInfo.processInfo.environment["KALENDS_CORPUS"] { return URL(fileURLWithPath: path) }
        return folder.deletingLastPathComponent().appending(path: "shared/corpus")
    }()

    /// The xCal documents of the conversion cases.
    static let fixtures: [URL] = files(in: folder.appending(path: "fixtures/conversions")) { $0 == "event.xcal.xml" }

    /// The xCal documents of other projects.
    static let corpusDocuments: [URL] = files(in: corpus.appending(path: "xcal")) { name in
        [".xml", ".xcs", ".xcal"].contains { name.hasSuffix($0) }
    }

    private static func files(in folder: URL, where isWanted: (String) -> Bool) -> [URL] {
        guard let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else {
            return []
        }
        return walker.compactMap { $0 as? URL }.filter { isWanted($0.lastPathComponent) }.sorted { $0.path < $1.path }
    }
}
