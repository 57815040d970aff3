/// Files below a folder of which it is known what they must be: regular, and reached without a link.
///
/// Plans and manifests name such files, and between a plan and its application they can be replaced by something else.
extension StoreFile {
    /// Reads the regular file at `path`.
    ///
    /// - Throws: ``FileError`` also for a link, and for a pipe or device, which is not waited for.
    public static func read(_ path: String) throws(FileError) -> [UInt8] { try readWithAttributes(path).bytes }

    /// Reads the regular file at `path` as ``read(_:)`` does, and what it is besides its content.
    public static func readWithAttributes(
        _ path: String
    ) throws(FileError) -> (bytes: [UInt8], attributes: Attributes) {
        let file = try RandomAccessFile(path, followingLinks: false)
        return (try file.read(0..<file.size), Attributes(file.status))
    }

    /// Makes sure that no folder between `root` and `path` is a link; `root` itself is checked too.
    ///
    /// - Parameter path: below `root`; what does not exist yet is not an error.
    /// - Throws: ``FileError`` with the reason ``FileError/Reason/isSymbolicLink`` or ``FileError/Reason/isNotFolder``.
    public static func checkFolders(to path: some StringProtocol, below root: String) throws(FileError) {
        var folder = root
        let path = String(path)
        var names = path.utf8.split(separator: UInt8(ascii: "/")).dropLast()
        while true {
            let kind: FileStatus.Kind
            do throws(FileError) {
                kind = try FileStatus(of: folder, followingLinks: false).kind
            } catch  where error.reason == .doesNotExist {
                return
            }
            switch kind {
            case .folder: break
            case .symbolicLink: throw FileError(folder, .isSymbolicLink)
            case .regular, .special: throw FileError(folder, .isNotFolder)
            }
            guard let name = names.popFirst() else { return }
            folder = joined(folder, Substring(name))
        }
    }
}
