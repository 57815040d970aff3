public import Foundation

/// The folders of this package that tests read.
public enum Repository {
    public static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    public static let fixtures = folder.appending(path: "fixtures")
    /// The golden cases, a folder each.
    public static let conversions = fixtures.appending(path: "conversions")
    /// Programs that ask other software.
    public static let oracles = folder.appending(path: "Tests/Oracles")

    /// A file or folder by its path from the root of the package.
    public static func file(_ path: String) -> URL { folder.appending(path: path) }

    public static func text(_ path: String) throws -> String {
        try String(contentsOf: file(path), encoding: .utf8)
    }

    /// The regular files below a folder that have one of these extensions, sorted.
    ///
    /// - Parameter extensions: in lower case, without a dot; a name matches whatever its case.
    /// - Returns: paths from the folder; none if there is no such folder.
    public static func files(_ extensions: Set<String>, below folder: URL) -> [String] {
        let all = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return all.filter { name in
            guard extensions.contains(URL(fileURLWithPath: name).pathExtension.lowercased()) else { return false }
            let values = try? folder.appending(path: name).resourceValues(forKeys: [.isRegularFileKey])
            return values?.isRegularFile == true
        }.sorted()
    }

    public static func bytes(_ file: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: file)) }
}
