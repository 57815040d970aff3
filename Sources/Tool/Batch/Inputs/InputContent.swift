internal import Bytes
internal import Files
internal import Kalends

/// What a file holds that is worked on alone: itself, or a calendar in a compressed file.
struct InputContent {
    /// The name that reports call it by.
    let name: String
    /// The name by which its format is detected.
    let formatName: String
    /// Whether it is in a compressed file, which is not written to.
    let isCompressed: Bool
    /// Its bytes, or why they cannot be read.
    let bytes: Result<[UInt8], ReadError>
}

extension InputFile {
    /// What the file holds: the whole, the content of gzip, or each calendar of a ZIP archive.
    ///
    /// - Parameter limit: the most bytes that each may have.
    func contents(limit: Int = .max) throws(FileError) -> [InputContent] {
        let bytes = try read(limit: limit)
        let limit = min(limit, ConversionOptions().limits.inputSize)
        guard let entries = CompressedFile.entries(of: bytes, limit: limit) else {
            return [
                InputContent(name: displayName, formatName: displayName, isCompressed: false, bytes: .success(bytes))
            ]
        }
        let contents = entries.filter { $0.name.isEmpty || $0.isCalendar }.map { entry in
            InputContent(
                name: entry.name.isEmpty ? displayName : "\(displayName)/\(entry.name)",
                formatName: entry.name.isEmpty ? Inputs.nameWithoutCompression(displayName) : entry.name,
                isCompressed: true,
                bytes: Result { () throws(ReadError) in try entry.readableContent(limit: limit) }
            )
        }
        if !contents.isEmpty { return contents }
        let refusal = ReadError(.wrongFormat("an archive without a calendar"))
        return [InputContent(name: displayName, formatName: displayName, isCompressed: true, bytes: .failure(refusal))]
    }
}
