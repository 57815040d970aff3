/// A place in an input as stored on disk.
public struct SourceLocation: Hashable, Sendable {
    /// The input's name as the user knows it; empty for a value without a file.
    public var file: String
    /// Line in the file as stored, folded lines counted, starting at 1; 0 where no line applies.
    public var line: Int
    /// Column in code points, starting at 1; 0 where no column applies.
    public var column: Int
    /// Byte offset from the start of the input.
    public var offset: Int

    /// A place; parts that are unknown may be omitted.
    public init(file: String = "", line: Int = 0, column: Int = 0, offset: Int = 0) {
        self.file = file
        self.line = line
        self.column = column
        self.offset = offset
    }
}

extension SourceLocation {
    /// The place in a whole, of a place in a part of it.
    ///
    /// - Parameters:
    ///   - lines: lines before the part.
    ///   - bytes: bytes before the part.
    public func moved(byLines lines: Int, bytes: Int) -> SourceLocation {
        var place = self
        place.line += line > 0 ? lines : 0
        place.offset += bytes
        return place
    }
}

extension SourceLocation: CustomStringConvertible {
    /// `file:line:column`, without the parts that do not apply.
    public var description: String {
        guard line > 0 else { return file }
        return column > 0 ? "\(file):\(line):\(column)" : "\(file):\(line)"
    }
}
