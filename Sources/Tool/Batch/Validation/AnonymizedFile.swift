internal import Bytes
internal import Files
internal import Kalends

/// Files that can be shown to others.
package struct AnonymizedFile {
    /// What can be shown, with a name for a file.
    private var contents: [(name: String, bytes: [UInt8])] = []
    private let path: String

    /// Reads and anonymizes a file, `-` for standard input: a calendar, those of a compressed file, or the calendars and objects
    /// that mail messages carry.
    ///
    /// - Throws: ``ExitStatusError`` if it cannot be read, or holds something that is not a calendar.
    package init(_ path: String) throws(ExitStatusError) {
        self.path = path
        var parts: [InputContent]
        do throws(FileError) {
            parts = try InputFile(path: path, relativePath: path, size: 0).contents()
        } catch {
            throw ExitStatusError(status: error.reason == .doesNotExist ? .usage : .nothingRead, error.description)
        }
        // No part is held when it is changed, so that it is changed in place.
        parts.reverse()
        while let part = parts.popLast() { try add(part) }
    }

    private mutating func add(_ part: consuming InputContent) throws(ExitStatusError) {
        let (shown, path) = (part.name, part.formatName)
        do throws(ReadError) {
            let original = try (consume part).bytes.get()
            let format = Validator.format(of: original, name: path)
            let name = path == "-" ? "calendar" : path.split(separator: "/").last.map(String.init) ?? ""
            if format.row.anonymizes != nil { return try add(consume original, format, name) }
            let carried = MessageParts.contents(of: original)
            if carried.isEmpty { throw ReadError(.wrongFormat("a mail message without a calendar object")) }
            for content in carried {
                guard let format = content.format else {
                    throw ReadError(.wrongFormat("an object that is not a calendar"))
                }
                try add(content.bytes, format, "\(name).\(format.row.extensions.first ?? "txt")")
            }
        } catch {
            throw ExitStatusError(status: .nothingRead, "\(shown): \(error.message)")
        }
    }

    private mutating func add(_ bytes: consuming [UInt8], _ format: CalendarFormat, _ name: String) throws(ReadError) {
        guard let anonymize = format.row.anonymizes else { throw ReadError(.wrongFormat("this format cannot be anonymized: \(format.row.title)")) }
        contents.append((name, try anonymize(Anonymizer(), consume bytes)))
    }

    /// Writes it, several calendars into a folder.
    ///
    /// - Throws: ``ExitStatusError`` if a file exists and is kept, or there is no place for several; `FileError` if one cannot be
    ///   written.
    package func write(to request: OutputRequest) throws {
        let isFolder = request.path.map { $0.hasSuffix("/") || OutputTarget.isExistingFolder($0) } ?? false
        if contents.count == 1, !isFolder { return try request.write(contents[0].bytes) }
        guard let folder = request.path, isFolder else {
            throw ExitStatusError(
                status: .usage,
                "\(path) holds \(contents.count) calendars: name a folder for them with --output FOLDER/"
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
    }
}
