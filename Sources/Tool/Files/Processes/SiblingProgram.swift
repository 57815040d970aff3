internal import Platform

/// A program that is installed next to this one.
public struct SiblingProgram: Sendable {
    /// Where it is.
    public let path: String

    /// Looks for a program of that name: in the folder of this program, then in those of PATH.
    ///
    /// - Returns: nil if there is none that may be run.
    public init?(named name: String) {
        var folders: [String] = []
        if let own = Self.ownPath, let slash = own.lastIndex(of: "/") { folders.append(String(own[..<slash])) }
        folders += (Environment.value(of: "PATH") ?? "").split(separator: ":").map(String.init)
        for folder in folders {
            let path = "\(folder)/\(name)"
            let isProgram = (try? FileStatus(of: path))?.kind == .regular
            if isProgram, unsafe access(path.onDisk, X_OK) == 0 {
                self.path = path
                return
            }
        }
        return nil
    }

    /// This program, by a name that stays right when its file is replaced meanwhile (Linux).
    static var running: String {
        let link = "/proc/self/exe"
        return unsafe access(link, X_OK) == 0 ? link : ownPath ?? ""
    }

    private static var ownPath: String? {
        let found = unsafe [CChar](unsafeUninitializedCapacity: 4096) { buffer, filled in
            guard let start = buffer.baseAddress else { return }
            filled = unsafe max(0, readlink("/proc/self/exe", start, buffer.count))
        }
        if !found.isEmpty { return PathText.text(of: found.map { UInt8(bitPattern: $0) }) }
        // Without /proc the name by which it was started has to do.
        return CommandLine.arguments.first.flatMap { $0.contains("/") ? $0 : nil }
    }

    /// Becomes the program: it takes over this process with its standard streams.
    ///
    /// - Returns: only if that fails, with the reason.
    public func take(over arguments: [String]) -> FileError {
        unsafe Self.withList([path] + arguments) { list in
            _ = unsafe execv(path.onDisk, list)
            return FileError(path, number: errno)
        }
    }

    /// Calls `body` with arguments as the system takes them.
    static func withList<Result>(
        _ arguments: [String],
        _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var list: [UnsafeMutablePointer<CChar>?] = unsafe []
        for argument in arguments {
            let copy = unsafe strdup(argument.onDisk)
            unsafe list.append(copy)
        }
        unsafe list.append(nil)
        let result = unsafe body(list)
        unsafe list.forEach { unsafe free($0) }
        return result
    }
}
