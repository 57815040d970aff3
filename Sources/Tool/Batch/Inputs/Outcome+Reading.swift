internal import Bytes
internal import Files
internal import Kalends

extension Outcome {
    /// The documents of the input, which may be compressed by gzip, or a ZIP archive of calendars.
    ///
    /// A file of an archive that cannot be read is reported, and costs the others nothing.
    ///
    /// - Throws: ``ReadError`` if nothing could be read.
    mutating func documents(
        in bytes: [UInt8],
        by converter: Converter,
        from source: CalendarFormat?
    ) throws(ReadError) -> [CalendarDocument] {
        guard let entries = CompressedFile.entries(of: bytes, limit: converter.options.limits.inputSize) else {
            return try read(bytes, input.displayName, isMessage: input.isMessage, converter, source)
        }
        var documents: [CalendarDocument] = []
        var failure: ReadError?
        for entry in entries where entry.name.isEmpty || entry.isCalendar {
            let name =
                entry.name.isEmpty
                ? Inputs.nameWithoutCompression(input.displayName) : "\(input.displayName)/\(entry.name)"
            do throws(ReadError) {
                let content = try entry.readableContent(limit: converter.options.limits.inputSize)
                documents += try read(content, name, isMessage: false, converter, source)
            } catch {
                isPartial = true
                failure = error
                if entries.count > 1 { report(error, in: name) }
            }
        }
        if documents.isEmpty { throw failure ?? ReadError(.wrongFormat("an archive without a calendar")) }
        return documents
    }

    private mutating func read(
        _ bytes: [UInt8],
        _ name: String,
        isMessage: Bool,
        _ converter: Converter,
        _ source: CalendarFormat?
    ) throws(ReadError) -> [CalendarDocument] {
        let file = diagnostics.file
        diagnostics.file = name
        defer { diagnostics.file = file }
        return try converter.documents(
            in: bytes,
            from: source,
            name: name,
            isMessage: isMessage,
            diagnostics: &diagnostics
        )
    }

    private mutating func report(_ error: ReadError, in name: String) {
        var place = error.location
        place.file = name
        diagnostics.report(error.rule, .error, error.message, at: place)
    }
}

extension CompressedFile.Entry {
    /// Whether its name or its content is that of a calendar, as in a folder.
    var isCalendar: Bool {
        if FormatDetection.isNamedAsCalendar(name) { return true }
        guard case .success(let content) = content else { return false }
        return FormatDetection.format(ofContent: Array(content.prefix(FormatDetection.headSize))) != nil
    }

    func readableContent(limit: Int) throws(ReadError) -> [UInt8] {
        switch content {
        case .success(let content): return content
        case .failure(.tooLarge): throw ReadError(.limitExceeded(name: "input-size", limit: limit))
        case .failure(.damaged): throw ReadError(.invalid("the compressed data are damaged"))
        }
    }
}

extension Inputs {
    /// A name without the extension of gzip.
    static func nameWithoutCompression(_ name: String) -> String {
        name.lowercased().hasSuffix(".gz") ? String(name.dropLast(3)) : name
    }
}
