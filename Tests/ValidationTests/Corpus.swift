import Foundation

/// The public corpus, which is not part of the package.
enum Corpus {
    /// Its folder: the environment's `KALENDS_CORPUS`, or `shared/corpus` beside the package; nil if it is not there.
    static var folder: URL? {
        let folder =
            ProcessInfo.processInfo.environment["KALENDS_CORPUS"].map { URL(fileURLWithPath: $0) }
            ?? CommandRunner.root.deletingLastPathComponent().appendingPathComponent("shared/corpus")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }

    /// The files of some of its folders by their paths from there: all under `KALENDS_SOAK`, else one in `share`.
    static func files(in parts: [String], oneIn share: Int) -> [(path: String, bytes: [UInt8])] {
        guard let folder else { return [] }
        let isSoak = ProcessInfo.processInfo.environment["KALENDS_SOAK"] != nil
        let paths = parts.flatMap { part in
            (FileManager.default.enumerator(atPath: folder.appendingPathComponent(part).path)?.compactMap {
                $0 as? String
            } ?? [])
            .map { "\(part)/\($0)" }
        }.sorted()
        return paths.enumerated().filter { isSoak || $0.offset % share == 0 }.compactMap { _, path in
            (try? Data(contentsOf: folder.appendingPathComponent(path))).map { (path, Array($0)) }
        }
    }
}
