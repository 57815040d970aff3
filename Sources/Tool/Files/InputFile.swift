/// A file to be read, and its two names.
public struct InputFile: Hashable, Sendable {
    /// The name to open it by; `-` for standard input.
    public var path: String
    /// The path below the argument that it was found by, as it is mirrored below an output folder.
    public var relativePath: String
    /// Length in bytes, 0 where none is known.
    public var size: Int
    /// Whether its name or its place shows that it is a mail message.
    public var isMessage: Bool
    /// Whether it is one of the messages of a mailbox or a folder, of which any may be without a calendar.
    public var isAmongMessages = false
    /// Which part of the file it is; nil for the whole.
    public var part: Part?

    /// A part of a file that is read separately, such as a message of an mbox.
    public struct Part: Hashable, Sendable {
        /// Its bytes in the file.
        public var range: Range<Int>
        /// Line ends before it in the file.
        public var linesBefore: Int
        /// Its number, from 1.
        public var number: Int
        /// Whether it is a part only because of what follows the line that divides it from the one before.
        public var isDoubtful: Bool

        /// Creates a part from its place in the file.
        public init(range: Range<Int>, linesBefore: Int, number: Int, isDoubtful: Bool = false) {
            self.range = range
            self.linesBefore = linesBefore
            self.number = number
            self.isDoubtful = isDoubtful
        }
    }

    /// A file from its parts.
    public init(path: String, relativePath: String, size: Int, isMessage: Bool = false) {
        self.path = path
        self.relativePath = relativePath
        self.size = size
        self.isMessage = isMessage
    }

    /// A part of this file, such as a message of an mbox.
    public func containing(_ part: Part) -> InputFile {
        var file = InputFile(
            path: path,
            relativePath: "\(relativePath)/\(part.number)",
            size: part.range.count,
            isMessage: true
        )
        file.part = part
        file.isAmongMessages = true
        return file
    }

    /// Whether it is standard input.
    public var isStandardInput: Bool { path == "-" }

    /// What distinguishes it from every other input: its path, and which part of the file it is.
    public var identity: String { part.map { "\(path)\0\($0.number)" } ?? path }

    /// What keeps it together with other inputs: its folder, the one around `cur` and `new` of a Maildir, or the file that it is
    /// a part of.
    public var folder: String {
        if part != nil { return path }
        let folder = Self.folder(of: Substring(path))
        let name =
            folder.utf8.lastIndex(of: UInt8(ascii: "/")).map { folder[folder.utf8.index(after: $0)...] } ?? folder
        return String(MailStoreLayout.messageFolders.contains(String(name)) ? Self.folder(of: folder) : folder)
    }

    /// What is before the last slash of a path; nothing if it has none.
    private static func folder(of path: Substring) -> Substring {
        path[..<(path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)]
    }

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
        var hasChanged = false
        return try read(limit: limit, hasChanged: &hasChanged)
    }

    /// Its bytes.
    ///
    /// - Parameter hasChanged: becomes true if the file was written to while it was read.
    public func read(limit: Int, hasChanged: inout Bool) throws(FileError) -> [UInt8] {
        if isStandardInput { return try WholeFile.readStandardInput(limit: limit) }
        guard let part else { return try WholeFile.read(path, limit: limit, hasChanged: &hasChanged) }
        guard part.range.count <= limit else { throw FileError(path, .tooLarge(limit: limit)) }
        let bytes = try RandomAccessFile(path).read(part.range)
        hasChanged = bytes.count != part.range.count
        return bytes
    }
}

/// What the arguments of a command name: the files found, and what could not be.
public struct Inputs: Sendable {
    /// Files in the order of the arguments, and below a folder in the order of their names.
    public var files: [InputFile] = []
    /// What could not be found or looked into; no failure costs another input.
    public var failures: [FileError] = []
}
