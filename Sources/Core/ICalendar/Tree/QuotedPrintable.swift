internal import Bytes

/// vCalendar 1.0's ENCODING=QUOTED-PRINTABLE with its CHARSET, which old phones and Outlook wrote.
extension Property {
    /// The decoded text if the value is quoted-printable, else nil.
    var quotedPrintableText: String? {
        guard line.parameterCount > 0, isQuotedPrintable else { return nil }
        let isLatin1 = ["ISO-8859-1", "WINDOWS-1252", "ISO-8859-15"].contains(
            parameter(.charset)?.value.uppercased() ?? "UTF-8"
        )
        return withValue { bytes in
            let decoded = QuotedPrintable.decode(bytes)
            var text: [UInt8] = []
            ComponentTree.appendLogical(decoded.span, 0, decoded.count, isLatin1: isLatin1, to: &text)
            return String(decoding: text, as: UTF8.self)
        }
    }

    /// Whether the value is quoted-printable, by ENCODING or by the bare word.
    public var isQuotedPrintable: Bool {
        let line = line
        return (Int(line.link)..<Int(line.link) + line.parameterCount).contains { index in
            let parameter = Parameter(tree: tree, index: index)
            if tree.parameters[index].flags.contains(.isBare) { return parameter.nameText == "QUOTED-PRINTABLE" }
            return tree.parameters[index].name == .encoding && parameter.value.uppercased() == "QUOTED-PRINTABLE"
        }
    }
}
