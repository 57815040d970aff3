internal import Bytes
internal import Files
internal import Kalends

/// Files that can be shown to others.
package struct AnonymizedFile {
    /// What can be shown, with a name for a file.
    private var contents: [(name: String, bytes: [UInt8])] = []
    private let path: String
    /// Whether a file of a folder could not be anonymized.
    private var isPartial = false

    /// Reads and anonymizes a file, the files of a folder, or `-` for standard input: calendars, those of compressed files, and the
    /// calendars and objects that mail messages carry.
    ///
    /// - Throws: ``ExitStatusError`` if nothing can be read, or a file holds something that is not a calendar; a file of a folder
    ///   that fails is reported and costs the others nothing.
    package init(_ path: String) throws {
        self.path = path
        if !OutputTarget.isExistingFolder(path) {
            try add(InputFile(path: path, relativePath: path, size: 0))
            return
        }
        let found = try InputSelection([path]).discover(dividesMailboxes: false)
        for failure in found.failures {
            Terminal.complain(failure.description)
            isPartial = true
        }
        for file in found.files {
            do throws(ExitStatusError) {
                try add(file)
            } catch {
                Terminal.complain(error.reason ?? "")
                isPartial = true
            }
        }
        if contents.isEmpty { throw ExitStatusError(status: .nothingRead) }
    }

    private mutating func add(_ file: InputFile) throws(ExitStatusError) {
        var parts: [InputContent]
        do throws(FileError) {
            parts = try file.contents()
        } catch {
            throw ExitStatusError(status: error.reason == .doesNotExist ? .usage : .nothingRead, error.description)
        }
        // No part is held when it is changed, so that it is changed in place.
        parts.reverse()
        while let part = parts.popLast() { try add(part, isAmongMessages: file.isAmongMessages) }
    }

    private mutating func add(_ part: consuming InputContent, isAmongMessages: Bool)
        throws(ExitStatusError)
    {
        let (shown, path) = (part.name, part.formatName)
        do throws(ReadError) {
            let original = try (consume part).bytes.get()
            let name = path == "-" ? "calendar" : path.split(separator: "/").last.map(String.init) ?? ""
            for content in try Anonymizer().contents(of: consume original, name: path) {
                contents.append((content.carriedExtension.map { "\(name).\($0)" } ?? name, content.bytes))
            }
        } catch {
            if isAmongMessages, error.reason == .mailWithoutCalendar { return }
            throw ExitStatusError(status: .nothingRead, "\(shown): \(error.message)")
        }
    }

    /// Writes it, several calendars into a folder.
    ///
    /// - Throws: ``ExitStatusError`` if a file exists and is kept, or there is no place for several; `FileError` if one cannot be
    ///   written.
    package func write(to request: OutputRequest) throws {
        let isFolder = request.path.map { $0.hasSuffix("/") || OutputTarget.isExistingFolder($0) } ?? false
        if contents.count == 1, !isFolder {
            try request.write(contents[0].bytes)
            return try finish()
        }
        guard let folder = request.path, isFolder else {
            throw ExitStatusError(
                status: .usage,
                "\(path) contains \(contents.count) calendars: name a folder for them with --output FOLDER/"
            )
        }
        try AtomicFile.createFolders(folder)
        var names = UniqueNames()
        var kept: ExitStatusError?
        for content in contents {
            // A number goes before the extension.
            let dot = content.name.lastIndex(of: ".") ?? content.name.endIndex
            let name = names.name(for: String(content.name[..<dot])) + content.name[dot...]
            let place = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            do {
                try OutputRequest(place, overwrites: request.overwrites, request.register).write(content.bytes)
            } catch let error as ExitStatusError {
                kept = error
            }
        }
        if let kept { throw kept }
        try finish()
    }

    private func finish() throws(ExitStatusError) {
        if isPartial { throw ExitStatusError(status: .partlyDone) }
    }
}
