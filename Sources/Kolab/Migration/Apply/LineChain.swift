internal import Bytes

/// Lines of a journal that vouch for one another: each ends with a sum over itself and over the sum of the line before.
///
/// A line that was damaged, removed, doubled or moved shows at the first line that no longer fits.
struct LineChain: Sendable {
    /// The first 16 digits of the last line's SHA-256.
    private var sum = ""

    private static let prefix = Array(",\"sum\":\"".utf8)
    private static let suffix = Array("\"}".utf8)
    private static let digits = 16
    private static let length = prefix.count + digits + suffix.count

    init() {}

    /// The next line, for an object with at least one member.
    mutating func sealed(_ json: JSON) -> [UInt8] {
        var line = Array(json.line.dropLast(2))
        sum = Self.sum(of: line[...], after: sum)
        line += Self.prefix
        line += sum.utf8
        line += Self.suffix
        line.append(0x0A)
        return line
    }

    /// Whether a line without its line feed follows the one before; the next is compared with this one if it has a sum.
    mutating func follows(_ line: [UInt8]) -> Bool {
        let body = line.dropLast(Self.length)
        let seal = line[body.endIndex...]
        // A line that was put in has no sum; what follows it still fits the one before.
        guard !body.isEmpty, seal.starts(with: Self.prefix), seal.suffix(Self.suffix.count).elementsEqual(Self.suffix)
        else { return false }
        let expected = Self.sum(of: body, after: sum)
        sum = String(decoding: seal.dropFirst(Self.prefix.count).prefix(Self.digits), as: UTF8.self)
        return sum == expected
    }

    private static func sum(of body: ArraySlice<UInt8>, after sum: String) -> String {
        String(SHA256.digest(Array(sum.utf8) + body).prefix(digits))
    }
}
