import Foundation

/// The test data of other projects, read where it lies and never copied.
enum Corpus {
    /// A folder of the corpus, or nil with a printed line where it is absent.
    static func folder(_ name: String) -> URL? {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let own = ProcessInfo.processInfo.environment["KALENDS_CORPUS"].map { URL(filePath: $0) }
        let folder = (own ?? root.appending(path: "../shared/corpus")).appending(path: name)
        guard FileManager.default.fileExists(atPath: folder.path) else {
            print("The corpus folder \(name) is absent: nothing to compare.")
            return nil
        }
        return folder
    }
}
