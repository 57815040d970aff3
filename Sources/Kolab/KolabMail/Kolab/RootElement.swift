internal import Bytes

/// The name of the first element of an XML document, found without parsing it.
enum RootElement {
    /// The local name of the root element; nil if `bytes` do not begin like XML.
    ///
    /// A byte order mark, blanks and comments before it are skipped, as is a document type.
    static func name(in bytes: [UInt8]) -> String? {
        var index = bytes.hasPrefix([0xEF, 0xBB, 0xBF], at: 0, within: bytes.count) ? 3 : 0
        while true {
            while index < bytes.count, bytes[index].isWhiteSpace { index += 1 }
            guard index + 1 < bytes.count, bytes[index] == .lessThan else { return nil }
            if bytes.hasPrefix(Array("<!--".utf8), at: index, within: bytes.count) {
                guard let end = end(of: "-->", in: bytes, from: index + 4) else { return nil }
                index = end
            } else if bytes[index + 1] == .questionMark || bytes[index + 1] == UInt8(ascii: "!") {
                guard let end = end(of: ">", in: bytes, from: index) else { return nil }
                index = end
            } else {
                let name = bytes[(index + 1)...].prefix {
                    $0.isFieldNameByte && !">/".utf8.contains($0) || $0 == .colon
                }
                let local = name.split(separator: .colon).last ?? []
                return local.isEmpty ? nil : String(decoding: local, as: UTF8.self)
            }
        }
    }

    /// Whether the XML declaration names an encoding.
    static func declaresEncoding(_ bytes: [UInt8]) -> Bool {
        guard let end = end(of: "?>", in: Array(bytes.prefix(256)), from: 0) else { return false }
        return Array(bytes[..<end]).contains(Array("encoding".utf8))
    }

    /// Whether the root element contains a Kolab version: other vocabularies have a `note` too.
    static func looksLikeKolab(_ bytes: [UInt8]) -> Bool {
        let start = Array(bytes.prefix(512))
        return start.contains(Array("version=\"1.".utf8)) && start.contains(Array("<uid".utf8))
            || start.contains(Array("<product-id".utf8))
    }

    private static func end(of mark: String, in bytes: [UInt8], from start: Int) -> Int? {
        let mark = Array(mark.utf8)
        var index = start
        while index + mark.count <= bytes.count {
            if bytes.hasPrefix(mark, at: index, within: bytes.count) { return index + mark.count }
            index += 1
        }
        return nil
    }
}
