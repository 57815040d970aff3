/// A list of file names, as `--files-from` reads it.
public enum FileList {
    /// What parts the names.
    public enum Separator: Sendable {
        /// A line break; a carriage return before it does not count, nor do empty lines.
        case newline
        /// A zero byte, as `find -print0` writes it.
        case zero
    }

    /// Reads the list in the file at `path`; `-` is standard input.
    ///
    /// - Throws: ``FileError`` if the list cannot be read. A name in it that is not UTF-8 is returned as a failure.
    public static func read(
        _ path: String,
        separator: Separator
    ) throws(FileError) -> (names: [String], failures: [FileError]) {
        let bytes = path == "-" ? try WholeFile.readStandardInput() : try WholeFile.readFileOrPipe(path)
        return names(in: bytes, separator: separator)
    }

    static func names(in bytes: [UInt8], separator: Separator) -> (names: [String], failures: [FileError]) {
        var names: [String] = []
        var failures: [FileError] = []
        for part in bytes.split(separator: separator == .zero ? 0 : UInt8(ascii: "\n")) {
            var name = part
            if separator == .newline, name.last == UInt8(ascii: "\r") { name.removeLast() }
            if name.isEmpty { continue }
            if let text = String(validating: name, as: UTF8.self) {
                names.append(text)
            } else {
                failures.append(FileError(String(decoding: name, as: UTF8.self), .nameIsNotUTF8))
            }
        }
        return (names, failures)
    }
}
