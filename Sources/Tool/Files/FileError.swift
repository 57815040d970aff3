internal import Platform

/// What the file system refused, and where.
public struct FileError: Error, Hashable, Sendable {
    /// Why a file could not be read or written.
    public enum Reason: Hashable, Sendable {
        /// No such file or folder.
        case doesNotExist
        /// The permissions forbid it.
        case permissionDenied
        /// A folder where a file was wanted.
        case isFolder
        /// A file where a folder was wanted.
        case isNotFolder
        /// Something that is not a regular file, such as a `named pipe`.
        case isSpecial(String)
        /// A folder in which no file is of a known format.
        case nothingRecognised
        /// A pattern that no file matches.
        case nothingMatches
        /// A name that is not valid UTF-8, given with its bytes replaced.
        case nameIsNotUTF8
        /// An address in a network instead of a path.
        case isNetworkAddress
        /// A file is there already and is not to be replaced.
        case exists
        /// Another file has got its name since it was begun.
        case taken
        /// Another process is at work on it.
        case inUse
        /// A symbolic link is where a file would be written.
        case isSymbolicLink
        /// A symbolic link in a folder that leads out of it, or nowhere.
        case linkLeadsOut
        /// More bytes than the limit allows.
        case tooLarge(limit: Int)
        /// No space is left, or a quota is used up.
        case noSpace
        /// The reader has closed the other end of a pipe.
        case brokenPipe
        /// Anything else, by the system's error number.
        case system(Int32)
    }

    /// The file's name as the user knows it.
    public var path: String
    /// Why it failed.
    public var reason: Reason

    /// An error about the file named `path`.
    public init(_ path: String, _ reason: Reason) {
        self.path = path
        self.reason = reason
    }
}

extension FileError {
    /// An error from a system error number.
    init(_ path: String, number: Int32) {
        let reason: Reason =
            switch number {
            case ENOENT: .doesNotExist
            case EACCES, EPERM, EROFS: .permissionDenied
            case EISDIR: .isFolder
            case ENOTDIR: .isNotFolder
            case EEXIST: .exists
            case ENOSPC, EDQUOT: .noSpace
            case EPIPE: .brokenPipe
            default: .system(number)
            }
        self.init(path, reason)
    }

    /// Whether what was named is nothing that could be read: a wrong usage.
    public var namesNothing: Bool { [.doesNotExist, .nothingMatches, .isNetworkAddress].contains(reason) }

    /// The reason in words, without the path.
    public var message: String {
        switch reason {
        case .doesNotExist: "no such file or folder"
        case .permissionDenied: "permission denied"
        case .isFolder: "is a folder"
        case .isNotFolder: "is not a folder"
        case .isSpecial(let kind): "is a \(kind)"
        case .nothingRecognised: "no calendar files in this folder"
        case .nothingMatches: "no file matches this pattern"
        case .isNetworkAddress: "the command opens no network connection: curl -L URL | kalends ... -"
        case .nameIsNotUTF8: "the name is not valid UTF-8"
        case .exists: "exists already"
        case .taken: "was written by something else meanwhile, and is kept"
        case .inUse: "another run is using it"
        case .isSymbolicLink: "is a symbolic link, which is not written through"
        case .linkLeadsOut: "a symbolic link out of the folder, or to nothing, is not followed; name its target instead"
        case .tooLarge(let limit): "larger than the limit input-size (\(limit) bytes; raise with --limit input-size=N)"
        case .noSpace: "no space left on the device"
        case .brokenPipe: "the program that read the output has ended"
        case .system(let number): systemMessage(number)
        }
    }
}

extension FileError: CustomStringConvertible {
    /// `path: reason`.
    public var description: String { "\(path): \(message)" }
}

/// The system's own words for an error number.
private func systemMessage(_ number: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard unsafe strerror_r(number, &buffer, buffer.count) == 0 else { return "system error \(number)" }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
