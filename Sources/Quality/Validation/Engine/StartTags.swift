/// The places of a document's start tags; the parser reports only their lines.
struct StartTags {
    private let bytes: [UInt8]

    /// The offset of the `<` of every start tag of a well-formed document, in its order.
    static func offsets(in bytes: [UInt8]) -> [Int] { StartTags(bytes: bytes).offsets() }

    private func offsets() -> [Int] {
        var offsets: [Int] = []
        var index = 0
        while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")), open + 1 < bytes.count {
            switch bytes[open + 1] {
            case UInt8(ascii: "?"): index = behind("?>", from: open)
            case UInt8(ascii: "!") where begins("<!--", at: open): index = behind("-->", from: open + 4)
            case UInt8(ascii: "!") where begins("<![CDATA[", at: open): index = behind("]]>", from: open)
            case UInt8(ascii: "!"): index = behindTag(from: open, bracket: true)
            case UInt8(ascii: "/"): index = behindTag(from: open)
            default:
                offsets.append(open)
                index = behindTag(from: open)
            }
        }
        return offsets
    }

    private func begins(_ text: StaticString, at start: Int) -> Bool { bytes[start...].starts(with: "\(text)".utf8) }

    private func behind(_ mark: StaticString, from start: Int) -> Int {
        let mark = Array("\(mark)".utf8)
        var index = start
        while index + mark.count <= bytes.count {
            if bytes[index] == mark[0], bytes[index...].starts(with: mark) { return index + mark.count }
            index += 1
        }
        return bytes.count
    }

    /// The position after the `>` that ends a tag, not one in an attribute's value or in the brackets of a document
    /// type declaration.
    private func behindTag(from start: Int, bracket: Bool = false) -> Int {
        var quote: UInt8?
        var depth = 0
        for index in start..<bytes.count {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
            case UInt8(ascii: "[") where bracket: depth += 1
            case UInt8(ascii: "]") where bracket: depth -= 1
            case UInt8(ascii: ">") where depth == 0: return index + 1
            default: continue
            }
        }
        return bytes.count
    }
}
