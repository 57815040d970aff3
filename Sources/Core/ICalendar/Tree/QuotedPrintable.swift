/// vCalendar 1.0's ENCODING=QUOTED-PRINTABLE with its CHARSET, which old phones and Outlook left behind.
extension Property {
    /// The decoded text if the value is quoted-printable, else nil.
    var quotedPrintableText: String? {
        guard line.parameterCount > 0, isQuotedPrintable else { return nil }
        let isLatin1 = ["ISO-8859-1", "WINDOWS-1252", "ISO-8859-15"].contains(
            parameter(.charset)?.value.uppercased() ?? "UTF-8"
        )
        return withValue { bytes in
            var decoded: [UInt8] = []
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                guard byte == .equals else {
                    decoded.append(byte)
                    continue
                }
                // One at the very end is a soft break that nothing follows.
                if index + 1 < bytes.count, let high = bytes[index].hexDigit, let low = bytes[index + 1].hexDigit {
                    decoded.append(high << 4 | low)
                    index += 2
                } else if index < bytes.count {
                    decoded.append(byte)
                }
            }
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

extension UInt8 {
    /// The value of a hexadecimal digit.
    var hexDigit: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }
}
