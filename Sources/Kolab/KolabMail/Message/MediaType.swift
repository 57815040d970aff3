internal import Bytes

/// The content of a Content-Type field (RFC 2045 §5).
public struct MediaType: Hashable, Sendable {
    /// The first half, in small letters.
    public let type: String
    /// The second half, in small letters.
    public let subtype: String
    /// Parameters by name in small letters; values decoded (RFC 2231, and RFC 2047 where writers used it).
    public let parameters: [String: String]

    /// A media type from its parts, names in small letters.
    public init(type: String, subtype: String, parameters: [String: String] = [:]) {
        self.type = type
        self.subtype = subtype
        self.parameters = parameters
    }

    /// Reads the unfolded value of a Content-Type field; `fallback` gives the type where none can be read.
    public init(reading value: [UInt8], default fallback: MediaType = .plainText) {
        let parsed = HeaderParameters(reading: value)
        let halves = parsed.word.split(separator: .slash, omittingEmptySubsequences: false)
        let isType = halves.count == 2 && halves.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isTokenByte) }
        type = isType ? halves[0].lowercasedText : fallback.type
        subtype = isType ? halves[1].lowercasedText : fallback.subtype
        parameters = parsed.values
    }

    /// `type/subtype`.
    public var essence: String { "\(type)/\(subtype)" }

    /// What a part without Content-Type is (RFC 2045 §5.2).
    public static let plainText = MediaType(type: "text", subtype: "plain")
    /// What a part of a digest without Content-Type is (RFC 2046 §5.1.5).
    public static let message = MediaType(type: "message", subtype: "rfc822")
}

extension MediaType: CustomStringConvertible {
    /// `type/subtype`.
    public var description: String { essence }
}
