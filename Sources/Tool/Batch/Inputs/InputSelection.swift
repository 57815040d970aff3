internal import Bytes
package import Files
internal import Kalends

/// Which inputs a command reads.
package struct InputSelection: Sendable {
    /// Files, folders, patterns, or `-` for standard input.
    package var inputs: [String]
    /// Patterns of `.gitignore` for what is skipped.
    package var excluded: [String] = []
    /// A file with more names of inputs; nil for none.
    package var listFile: String?
    /// What ends a name in ``listFile``.
    package var separator = FileList.Separator.newline
    /// The name of standard input in messages and for detection.
    package var standardInputName: String?
    /// Whether files of folders are skipped that a `.gitignore` names.
    package var respectsGitIgnore = false

    /// A selection of inputs.
    package init(_ inputs: [String]) { self.inputs = inputs }

    /// What is wrong with the selection; nil if nothing is.
    package var complaint: String? {
        if inputs.isEmpty, listFile == nil { return "Nothing to read: name an input, or - for standard input." }
        if separator == .zero, listFile == nil { return "-0 can be used with --files-from only." }
        let readsOfInput = inputs.count { $0 == "-" } + (listFile == "-" ? 1 : 0)
        return readsOfInput > 1 ? "Standard input can be read only once." : nil
    }

    /// The files that are meant.
    ///
    /// - Parameter dividesMailboxes: whether the messages of an mbox are in its place.
    /// - Throws: ``ExitStatusError`` if ``listFile`` cannot be read.
    package func discover(dividesMailboxes: Bool = true) throws -> Inputs {
        var discovery = InputDiscovery(excluding: IgnorePatterns(excluded)) { name, beginning in
            if FormatDetection.isNamedAsCalendar(Inputs.nameWithoutCompression(name)) { return true }
            let beginning = beginning()
            return FormatDetection.format(ofContent: beginning) != nil
                || CompressedFile.names(in: beginning).contains(where: FormatDetection.isNamedAsCalendar)
        }
        for input in inputs { discovery.add(input) }
        var failures: [FileError] = []
        if let listFile {
            let list = try ArgumentFile.reading { () throws(FileError) in
                try FileList.read(listFile, separator: separator)
            }
            failures = list.failures
            for name in list.names { discovery.addListed(name) }
        }
        var found = dividesMailboxes ? discovery.result.dividingMailboxes() : discovery.result
        found.failures += failures
        if let standardInputName {
            for index in found.files.indices where found.files[index].isStandardInput {
                found.files[index].relativePath = standardInputName
            }
        }
        if respectsGitIgnore { skipIgnored(&found) }
        return found
    }

    private func skipIgnored(_ found: inout Inputs) {
        let named = Set(inputs)
        var ignore = GitIgnore()
        found.files.removeAll {
            !$0.isStandardInput && !named.contains($0.path) && listFile == nil && ignore.excludes($0.path)
        }
    }
}
