extension FormatRow {
    /// The media type of an output: where the row's own has a `*` for the kind of object, its root element takes that place.
    package func mediaType(of output: [UInt8], in envelope: ConversionOptions.Envelope = .none) -> String {
        if envelope == .message { return FormatRegistry.row(of: .message).mediaType }
        guard mediaType.hasSuffix("*") else { return mediaType }
        let head = HeadText(Array(output.prefix(FormatDetection.headSize)))
        return mediaType.dropLast() + (head.rootName ?? "event")
    }

    /// Whether a media type, in small letters and without parameters, names the format.
    package func isNamed(by type: String) -> Bool {
        mediaType.hasSuffix("*") ? type.hasPrefix(mediaType.dropLast()) : type == mediaType
    }
}
