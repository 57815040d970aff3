/// A file to be read, and the two names it goes by.
public struct InputFile: Hashable, Sendable {
    /// The name to open it by; `-` for standard input.
    public var path: String
    /// The path below the argument it came from, as it is mirrored below an output folder.
    public var relativePath: String
    /// Length in bytes, 0 where none is known.
    public var size: Int

    /// A file from its parts.
    public init(path: String, relativePath: String, size: Int) {
        self.path = path
        self.relativePath = relativePath
        self.size = size
    }

    /// Whether it stands for standard input.
    public var isStandardInput: Bool { path == "-" }

    /// The name that messages call it by.
    public var displayName: String {
        if isStandardInput, relativePath != "-" { return relativePath }
        // Programs that read reports match names with those of their own lists.
        var name = Substring(path)
        while name.hasPrefix("./"), name.count > 2 { name = name.dropFirst(2).drop { $0 == "/" } }
        return String(name)
    }

    /// Its bytes.
    public func read(limit: Int = .max) throws(FileError) -> [UInt8] {
        try isStandardInput ? WholeFile.readStandardInput(limit: limit) : WholeFile.read(path, limit: limit)
    }
}

/// What the arguments of a command name: the files found, and what could not be.
public struct Inputs: Sendable {
    /// Files in the order of the arguments, and below a folder in the order of their names.
    public var files: [InputFile] = []
    /// What could not be found or looked into; no failure costs another input.
    public var failures: [FileError] = []
}
