internal import CalendarDiagnostics
internal import ICalendar
internal import KolabMail

/// The value of a property of vCalendar 1.0: in its encoding and charset, a semicolon between its parts.
struct RawValue {
    /// The parameters that describe the value, not its encoding: names in upper case, values as written.
    private(set) var parameters: [(name: String, value: String)] = []
    private(set) var isBase64 = false
    private(set) var isQuotedPrintable = false
    /// The text of VALUE in upper case: `URL`, `CID`, `INLINE`, `VCARD` …
    private(set) var kind = ""
    /// The text of TYPE in upper case: `WAVE`, `GIF` …
    private(set) var type = ""
    /// The parts between semicolons, decoded.
    private(set) var parts: [String] = []

    /// Values of a parameter that are written without its name.
    private static let bareEncodings: Set<String> = ["QUOTED-PRINTABLE", "BASE64", "7BIT", "8BIT"]
    private static let bareKinds: Set<String> = ["URL", "CONTENT-ID", "CID", "INLINE", "VCARD"]

    /// Reads the value of a property; what its encoding does not allow is reported.
    init(_ property: Property, _ translation: inout Translation, isQuiet: Bool = false) {
        var charset = ""
        for parameter in property.parameters {
            let name = parameter.nameText
            let value = parameter.isBare ? name : parameter.value.uppercased()
            switch name {
            case "ENCODING", "QUOTED-PRINTABLE", "BASE64", "7BIT", "8BIT":
                isQuotedPrintable = isQuotedPrintable || value == "QUOTED-PRINTABLE" || value == "Q"
                isBase64 = isBase64 || value == "BASE64" || value == "B"
                if !Self.bareEncodings.contains(value), value != "Q", value != "B", !isQuiet {
                    translation.lose(
                        .altered,
                        "unknown encoding \(value.prefix(40)); the value is taken as it is",
                        rule: "vcalendar-encoding"
                    )
                }
            case "CHARSET": charset = value
            case "VALUE": kind = value == "CONTENT-ID" ? "CID" : value
            case "TYPE": type = value
            case _ where Self.bareKinds.contains(name) && parameter.isBare: kind = name == "CONTENT-ID" ? "CID" : name
            case _ where parameter.isBare && !name.hasPrefix("X-"): type = name
            default: parameters.append((name, parameter.isBare ? "" : parameter.value))
            }
        }
        let raw = Self.unfolded(property, keepsBreaks: isQuotedPrintable)
        for part in Self.divided(raw) { parts.append(decoded(part, charset, &translation, isQuiet)) }
    }

    /// The whole as one text; semicolons in it are part of it.
    var text: String { parts.joined(separator: ";") }

    /// Parameters that RFC 5545 has too.
    func kept(_ translation: inout Translation) -> [(String, String)] {
        if !type.isEmpty { translation.lose(.dropped, "TYPE=\(type.prefix(40)) has no meaning here") }
        return parameters.filter { !$0.value.isEmpty }
    }

    /// The bytes of the value: of a fold the blank stays (RFC 822 §3.1.1), soft line breaks of quoted-printable too.
    private static func unfolded(_ property: Property, keepsBreaks: Bool) -> [UInt8] {
        let line = property.line
        let bytes = property.tree.bytes[Int(line.valueStart)..<Int(line.valueEnd)]
        guard keepsBreaks else { return bytes.filter { $0 != 0x0A && $0 != 0x0D } }
        var value: [UInt8] = []
        for index in bytes.indices {
            let isBreak = bytes[index] == 0x0A || bytes[index] == 0x0D
            if isBreak, value.last != UInt8(ascii: "="), value.last != 0x0D { continue }
            value.append(bytes[index])
        }
        return value
    }

    /// The parts between semicolons that no backslash is before.
    private static func divided(_ raw: [UInt8]) -> [[UInt8]] {
        var parts: [[UInt8]] = [[]]
        var index = 0
        while index < raw.count {
            if raw[index] == UInt8(ascii: "\\"), index + 1 < raw.count, raw[index + 1] == UInt8(ascii: ";") {
                parts[parts.count - 1].append(raw[index + 1])
                index += 2
                continue
            }
            if raw[index] == UInt8(ascii: ";") { parts.append([]) } else { parts[parts.count - 1].append(raw[index]) }
            index += 1
        }
        return parts
    }

    private func decoded(_ part: [UInt8], _ charset: String, _ translation: inout Translation, _ isQuiet: Bool)
        -> String
    {
        if isBase64 { return String(decoding: part.filter { $0 > 0x20 }, as: UTF8.self) }
        var bytes = part
        if isQuotedPrintable {
            let content = TransferEncoding.quotedPrintable.decoded(part)
            bytes = content.bytes
            if content.malformedCount > 0, !isQuiet {
                translation.note(
                    "vcalendar-encoding",
                    .warning,
                    "an = that quoted-printable does not allow; kept as it is"
                )
            }
        }
        let known = Charset(named: charset)
        if known == nil, !charset.isEmpty, !isQuiet {
            translation.lose(
                .altered,
                "unknown charset \(charset.prefix(40)); read as UTF-8 or windows-1252",
                rule: "vcalendar-charset"
            )
        }
        if let known, known != .usASCII, known != .utf8 { return known.text(bytes) }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        if !isQuiet { translation.lose(.altered, "not UTF-8; read as windows-1252", rule: "vcalendar-charset") }
        return Charset.windows1252.text(bytes)
    }
}
