public import Foundation

/// Files of other projects, which are not part of the package: read in place, never copied.
public enum Corpus {
    /// The environment's `KALENDS_CORPUS`, else `shared/corpus` next to the package; it may not exist.
    public static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["KALENDS_CORPUS"] { return URL(fileURLWithPath: path) }
        return Repository.folder.deletingLastPathComponent().appending(path: "shared/corpus")
    }()

    public static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

    /// A file or folder by its path from the corpus.
    public static func file(_ name: String) -> URL { folder.appending(path: name) }

    public static func bytes(_ name: String) throws -> [UInt8] { try Repository.bytes(file(name)) }

    /// The files that have one of these extensions, sorted.
    ///
    /// - Parameters:
    ///   - part: the folder of the corpus; all of it, if empty.
    ///   - share: one file in this number, which keeps a run of the tests short; all of them under `KALENDS_SOAK`.
    /// - Returns: paths from the corpus.
    public static func files(_ extensions: Set<String>, in part: String = "", oneIn share: Int = 1) -> [String] {
        let names = Repository.files(extensions, below: part.isEmpty ? folder : file(part))
        let all = part.isEmpty ? names : names.map { "\(part)/\($0)" }
        return TestRun.isSoak ? all : all.enumerated().filter { $0.offset % share == 0 }.map(\.element)
    }
}
