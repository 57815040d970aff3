internal import Bytes

/// Which names a content line can have, for the readers of formats that can write others (RFC 5545 §3.1).
public enum LineNames {
    /// Whether a property can have the name: letters, digits and hyphens, and the underscore and full stop that real files
    /// have. BEGIN and END are not properties: their lines delimit components.
    public static func canBeProperty(_ name: String) -> Bool {
        let bytes = name.utf8
        guard !bytes.isEmpty, bytes.allSatisfy({ $0.isNameByte || $0 == .underscore || $0 == UInt8(ascii: ".") }) else {
            return false
        }
        return bytes.count != 5 && bytes.count != 3 || !isDelimiter(name)
    }

    /// Whether a parameter can have the name, as text is read: any characters but blanks and those that end a name or a line.
    public static func canBeParameter(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy {
                $0 != .colon && $0 != .semicolon && $0 != .equals && !$0.isBlank && !$0.isLineBreak
            }
    }

    private static func isDelimiter(_ name: String) -> Bool {
        let name = name.uppercased()
        return name == "BEGIN" || name == "END"
    }
}
