internal import Platform

/// The names in a folder.
struct FolderListing {
    /// One name in a folder.
    struct Entry {
        var name: String
        /// False if bytes of the name had to be replaced, so that it cannot be opened under it.
        var isUTF8: Bool
    }

    /// All entries but `.` and `..`, in the order of their bytes.
    let entries: [Entry]

    /// Lists the folder at `path`.
    init(of path: String) throws(FileError) {
        guard let folder = unsafe opendir(path.onDisk) else { throw FileError(path, number: errno) }
        defer { unsafe closedir(folder) }
        var entries: [Entry] = []
        while true {
            // The end and a failure differ only in the error number.
            errno = 0
            guard let record = unsafe readdir(folder) else { break }
            let bytes = unsafe withUnsafeBytes(of: &record.pointee.d_name) { field in
                unsafe Array(field.prefix { $0 != 0 })
            }
            if bytes == [0x2E] || bytes == [0x2E, 0x2E] { continue }
            if let name = String(validating: bytes, as: UTF8.self) {
                entries.append(Entry(name: name, isUTF8: true))
            } else {
                entries.append(Entry(name: String(decoding: bytes, as: UTF8.self), isUTF8: false))
            }
        }
        guard errno == 0 else { throw FileError(path, number: errno) }
        self.entries = entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
}

/// The bytes of a string of C, without the zero at its end.
func bytes(of text: UnsafePointer<CChar>) -> [UInt8] {
    unsafe UnsafeBufferPointer(start: text, count: strlen(text)).map { UInt8(bitPattern: $0) }
}

/// The path of `name` in the folder `folder`.
func joined(_ folder: String, _ name: some StringProtocol) -> String {
    if folder.isEmpty { return String(name) }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
}

/// The absolute path without links, or `nil` if it leads nowhere.
public func resolvedPath(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path.onDisk, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe PathText.text(of: bytes(of: resolved))
}

/// The path relative to a folder, where it lies below it; else the path unchanged.
///
/// - Parameter folder: an absolute path without links, with a slash at its end.
public func relativePath(_ path: String, below folder: String) -> String {
    guard !folder.isEmpty, let resolved = resolvedPath(path), resolved.hasPrefix(folder) else { return path }
    return String(resolved.dropFirst(folder.count))
}
