/// A JSON value (RFC 8259); the members of an object keep their order.
package indirect enum JSON: Hashable, Sendable {
    case text(String)
    case number(Int)
    /// A number that is not whole, or larger than `Int`, as it is written.
    case decimal(String)
    case flag(Bool)
    case null
    case list([JSON])
    case object([Member])

    /// A member of an object.
    package struct Member: Hashable, Sendable {
        package var name: String
        package var value: JSON

        /// Creates a member from its name and value.
        package init(name: String, value: JSON) {
            self.name = name
            self.value = value
        }
    }
}

extension JSON {
    /// An object from those members that have a value.
    ///
    /// Names are `camelCase`. One with `-` or `_` is a former name, under which the member stays for one release: before it
    /// comes the member under its name of today.
    package static func members(_ members: [(String, JSON?)]) -> JSON {
        .object(
            members.flatMap { name, value in
                guard let value else { return [Member]() }
                let today = Self.camelCase(name)
                return (today == name ? [name] : [today, name]).map { Member(name: $0, value: value) }
            }
        )
    }

    /// An object from those members that have a value, under the very names that another specification gives them.
    package static func verbatim(_ members: [(String, JSON?)]) -> JSON {
        .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
    }

    /// `rootVersion` for `root-version` and `root_version`.
    private static func camelCase(_ name: String) -> String {
        let words = name.split { $0 == "-" || $0 == "_" }
        guard words.count > 1 else { return name }
        return words.enumerated().map { $0 == 0 ? String($1) : $1.prefix(1).uppercased() + $1.dropFirst() }.joined()
    }

    /// A list of texts; nil if it is empty.
    package static func texts(_ texts: [String]) -> JSON? { texts.isEmpty ? nil : .list(texts.map(JSON.text)) }

    /// The member called `name`.
    package subscript(_ name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    package var text: String? { if case .text(let text) = self { text } else { nil } }
    package var number: Int? { if case .number(let number) = self { number } else { nil } }
    package var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
    package var list: [JSON] { if case .list(let list) = self { list } else { [] } }
}

// MARK: - Writing

extension JSON {
    /// The value on a separate line.
    package var line: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private func append(to bytes: inout [UInt8]) {
        switch self {
        case .text(let text): Self.append(text, to: &bytes)
        case .number(let number): bytes += String(number).utf8
        case .decimal(let text): bytes += text.utf8
        case .flag(let flag): bytes += (flag ? "true" : "false").utf8
        case .null: bytes += "null".utf8
        case .list(let list):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in list.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                value.append(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.append(member.name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.append(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                bytes += "\\u00\(digits.utf8.count < 2 ? "0" : "")\(digits)".utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

// MARK: - Reading

extension JSON {
    /// How deep rows of this package are nested at most.
    private static let depth = 16

    /// Reads one value; nil if the bytes hold anything else, or are nested deeper than rows of this package are.
    package init?(_ bytes: [UInt8]) {
        var tokens = JSONTokens(bytes)
        guard let value = try? JSON(reading: &tokens, depth: 0) else { return nil }
        tokens.skipBlanks()
        let hasHalfCharacters = tokens.takeRepairs().contains { if case .loneSurrogate = $0 { true } else { false } }
        guard tokens.isAtEnd, !hasHalfCharacters else { return nil }
        self = value
    }

    private init(reading tokens: inout JSONTokens, depth: Int) throws(JSONTokens.Fault) {
        guard depth < Self.depth else {
            throw JSONTokens.Fault(message: "nested too deeply", offset: tokens.index)
        }
        switch try tokens.kind() {
        case .string: self = .text(String(decoding: try tokens.string(), as: UTF8.self))
        case .number:
            let text = try tokens.number()
            self = Int(text).map(JSON.number) ?? .decimal(text)
        case .literal: self = try tokens.literal().map(JSON.flag) ?? .null
        case .array:
            var list: [JSON] = []
            try tokens.expect("[", "before a list")
            var isFirst = true
            while try tokens.next(isFirst: &isFirst, end: "]") {
                list.append(try JSON(reading: &tokens, depth: depth + 1))
            }
            self = .list(list)
        case .object:
            var members: [Member] = []
            try tokens.expect("{", "before members")
            var isFirst = true
            while try tokens.next(isFirst: &isFirst, end: "}") {
                let name = String(decoding: try tokens.string(), as: UTF8.self)
                try tokens.expect(":", "after a key")
                members.append(Member(name: name, value: try JSON(reading: &tokens, depth: depth + 1)))
            }
            self = .object(members)
        }
    }
}
