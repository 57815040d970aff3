/// Writes JSON without decoding anything into objects first (RFC 8259).
package struct JSONObject {
    private var bytes: [UInt8] = [UInt8(ascii: "{")]

    /// An object without a member.
    package init() {}

    /// Adds a member with a text.
    package mutating func add(_ name: String, _ text: String) {
        addName(name)
        Self.append(text, to: &bytes)
    }

    /// Adds a member with a text, or with null.
    package mutating func add(_ name: String, orNull text: String?) {
        if let text { return add(name, text) }
        addName(name)
        bytes += "null".utf8
    }

    /// Adds a member that is true or false.
    package mutating func add(_ name: String, _ isTrue: Bool) {
        addName(name)
        bytes += (isTrue ? "true" : "false").utf8
    }

    /// Adds a member with a number.
    package mutating func add(_ name: String, _ number: Int) {
        addName(name)
        bytes += String(number).utf8
    }

    /// Adds a member with a list of texts.
    package mutating func add(_ name: String, _ texts: [String]) {
        addName(name)
        bytes.append(UInt8(ascii: "["))
        for (index, text) in texts.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            Self.append(text, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Adds a member that is an object.
    package mutating func add(_ name: String, _ object: JSONObject) {
        addName(name)
        add(object)
    }

    /// Adds a member that is a list of objects.
    package mutating func add(_ name: String, _ objects: [JSONObject]) {
        addName(name)
        bytes.append(UInt8(ascii: "["))
        for (index, object) in objects.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            add(object)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// The object as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) + "}" }

    /// The object on a separate line.
    package var line: [UInt8] { bytes + [UInt8(ascii: "}"), UInt8(ascii: "\n")] }

    private mutating func add(_ object: JSONObject) {
        bytes += object.bytes
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func addName(_ name: String) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        Self.append(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)

    /// A string; what a terminal would act upon, or would not show, is written by its number, which is the same to a reader.
    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        if isPlain(text.utf8.span) || !text.unicodeScalars.contains(where: isEscaped) {
            bytes.append(contentsOf: text.utf8)
        } else {
            for scalar in text.unicodeScalars { append(scalar, to: &bytes) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether no byte needs an escape.
    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        for index in text.indices {
            let byte = text[index]
            if byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return false }
        }
        return true
    }

    private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\"" || scalar == "\\" || TerminalText.isControl(scalar)
    }

    private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        if scalar.value < 0x7F {
            append(UInt8(scalar.value), to: &bytes)
        } else if TerminalText.isControl(scalar) {
            for unit in String(scalar).utf16 {
                bytes += Array(#"\u"#.utf8)
                for shift in [12, 8, 4, 0] { bytes.append(hexDigits[Int(unit >> shift & 15)]) }
            }
        } else {
            bytes.append(contentsOf: String(scalar).utf8)
        }
    }

    private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "\n"): bytes += Array(#"\n"#.utf8)
        case UInt8(ascii: "\r"): bytes += Array(#"\r"#.utf8)
        case UInt8(ascii: "\t"): bytes += Array(#"\t"#.utf8)
        case 0..<0x20: bytes += Array(#"\u00"#.utf8) + [hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
        default: bytes.append(byte)
        }
    }
}
