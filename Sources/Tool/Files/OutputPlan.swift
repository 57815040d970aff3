/// Where the results of a command go.
public enum OutputTarget: Hashable, Sendable {
    /// Standard output.
    case standardOutput
    /// One file.
    case file(String)
    /// Files below a folder, mirroring the inputs.
    case folder(String)

    /// Reads the argument of `--output`.
    ///
    /// It names a folder if it ends in `/`, if a folder of that name exists, or if there are several outputs; else a file.
    public init(_ output: String?, isExistingFolder: (String) -> Bool, hasSeveralOutputs: Bool) {
        guard let output, output != "-" else {
            self = .standardOutput
            return
        }
        let isFolder = output.hasSuffix("/") || isExistingFolder(output) || hasSeveralOutputs
        self = isFolder ? .folder(output) : .file(output)
    }

    /// Whether there is a folder at `path`.
    public static func isExistingFolder(_ path: String) -> Bool {
        (try? FileStatus(of: path))?.kind == .folder
    }
}

/// The names of the files that a command writes below a folder, known before anything is written.
public struct OutputPlan: Sendable {
    /// Two inputs that would write the same file.
    public struct Conflict: Hashable, Sendable {
        /// The file both would write.
        public var output: String
        /// The inputs, by the names to open them.
        public var inputs: [String]
    }

    /// The folder that everything is written below.
    public let folder: String
    /// The file extension of the target format, without the full stop.
    public let fileExtension: String

    /// A plan for files with the extension `fileExtension` below `folder`.
    public init(folder: String, fileExtension: String) {
        self.folder = folder
        self.fileExtension = fileExtension
    }

    /// The file that an input becomes: its relative path with the extension of the target.
    public func output(for input: InputFile) -> String { "\(stem(of: input)).\(fileExtension)" }

    /// The file for one of several objects of an input: in a folder named after the input, a file named after the UID.
    ///
    /// - Parameter name: a name that ``UniqueNames`` has made safe.
    public func output(for input: InputFile, object name: String) -> String {
        "\(stem(of: input))/\(name).\(fileExtension)"
    }

    /// The inputs that would write one output, by the order of the inputs.
    public func conflicts(among inputs: [InputFile]) -> [Conflict] {
        let sharing = Dictionary(grouping: inputs, by: output).filter { $0.value.count > 1 }
        return inputs.map(output).filter { sharing[$0] != nil }.uniqued().map { output in
            Conflict(output: output, inputs: sharing[output, default: []].map(\.path))
        }
    }

    private func stem(of input: InputFile) -> String {
        var relativePath = input.relativePath == "-" ? "standard-input" : input.relativePath
        if relativePath.lowercased().hasSuffix(".gz"), relativePath.dropLast(3).contains(".") {
            relativePath.removeLast(3)
        }
        let folderEnd = relativePath.lastIndex(of: "/").map(relativePath.index(after:)) ?? relativePath.startIndex
        let name = relativePath[folderEnd...]
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else {
            return joined(folder, SafeName.path(relativePath))
        }
        return joined(folder, SafeName.path(String(relativePath[..<dot])))
    }
}

extension Sequence where Element: Hashable {
    /// The elements without repetitions, each at its first place.
    fileprivate func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
