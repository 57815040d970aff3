/// The character sets that Kolab's clients wrote.
public enum Charset: String, Hashable, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case usASCII = "us-ascii"
    case latin1 = "iso-8859-1"
    case latin9 = "iso-8859-15"
    case windows1252 = "windows-1252"

    /// The charset of a registered name or alias, compared without case; nil for any other charset.
    public init?(named name: String) {
        let name = name.utf8.lowercasedText
        guard let charset = Self(rawValue: name) ?? Self.aliases[name] else { return nil }
        self = charset
    }

    private static let aliases: [String: Charset] = [
        "utf8": .utf8, "ascii": .usASCII, "ansi_x3.4-1968": .usASCII, "iso646-us": .usASCII, "us": .usASCII,
        "latin1": .latin1, "l1": .latin1, "iso8859-1": .latin1, "iso_8859-1": .latin1, "iso-8859-1:1987": .latin1,
        "latin-1": .latin1, "latin9": .latin9, "latin-9": .latin9, "iso8859-15": .latin9, "iso_8859-15": .latin9,
        "cp1252": .windows1252, "cp-1252": .windows1252, "windows1252": .windows1252, "x-cp1252": .windows1252,
    ]
}

extension Charset {
    /// The text that `bytes` spell; what the charset does not have becomes U+FFFD.
    public func text(_ bytes: some Collection<UInt8>) -> String {
        switch self {
        case .utf8: return String(decoding: bytes, as: UTF8.self)
        case .usASCII, .latin1, .latin9, .windows1252:
            var text = String.UnicodeScalarView()
            for byte in bytes { text.append(scalar(byte)) }
            return String(text)
        }
    }

    /// The text that `bytes` of an unnamed charset spell: UTF-8 if they can be, else windows-1252.
    static func guessedText(_ bytes: some Collection<UInt8>) -> String {
        isUTF8(bytes) ? String(decoding: bytes, as: UTF8.self) : windows1252.text(bytes)
    }

    /// Whether `bytes` are UTF-8 throughout.
    static func isUTF8(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
    }

    private func scalar(_ byte: UInt8) -> Unicode.Scalar {
        let same = Unicode.Scalar(byte)
        switch self {
        case .utf8, .usASCII: return byte < 0x80 ? same : "\u{FFFD}"
        case .latin1: return same
        case .latin9: return Self.latin9Differences[byte] ?? same
        case .windows1252: return (0x80...0x9F).contains(byte) ? Self.windows1252Block[Int(byte) - 0x80] : same
        }
    }

    /// Where ISO-8859-15 differs from ISO-8859-1.
    private static let latin9Differences: [UInt8: Unicode.Scalar] = [
        0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
    ]

    /// 0x80 to 0x9F of windows-1252; its five holes keep their control characters, as browsers read them.
    private static let windows1252Block: [Unicode.Scalar] = [
        "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}",
        "\u{90}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
    ]
}
