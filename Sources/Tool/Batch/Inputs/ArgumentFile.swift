internal import Files

/// Files that an option names: lists and maps that a command reads before its inputs.
package enum ArgumentFile {
    /// The longest that is read.
    private static let limit = 64 << 20

    /// The content as text.
    package static func text(of path: String) throws -> String {
        try reading { () throws(FileError) in String(decoding: try WholeFile.read(path, limit: limit), as: UTF8.self) }
    }

    /// Runs what reads such a file: one that is missing or unreadable is a wrong usage, not an input or output that failed.
    ///
    /// - Throws: ``ExitStatusError`` with ``ExitStatus/usage``.
    static func reading<Value>(_ body: () throws(FileError) -> Value) throws -> Value {
        do throws(FileError) {
            return try body()
        } catch {
            throw ExitStatusError(status: .usage, error.description)
        }
    }
}
