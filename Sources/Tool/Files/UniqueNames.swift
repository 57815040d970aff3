internal import Bytes

/// File names made from UIDs: safe on every file system, no two the same.
public struct UniqueNames: Sendable {
    /// Hashes of the names given so far: a folder of a million files has no room for the names themselves. Two names of one
    /// hash cost the second a number it would not need.
    private var taken: Set<UInt64> = []
    /// The last number given to a name requested more than once, by the name's hash.
    private var numbers: [UInt64: Int] = [:]

    /// Names for one folder.
    public init() {}

    /// A name for `text` that was not given before; an empty text is called `untitled`.
    public mutating func name(for text: String) -> String {
        let safe = Self.safeName(text)
        // Some file systems do not distinguish letter cases.
        let key = Self.hash(safe.lowercased())
        if taken.insert(key).inserted { return safe }
        var number = numbers[key, default: 1]
        var name: String
        repeat {
            number += 1
            name = "\(safe)~\(number)"
        } while !taken.insert(Self.hash(name.lowercased())).inserted
        numbers[key] = number
        return name
    }

    /// The longest name that is made, leaving room for an extension within the usual 255 bytes.
    static let longestName = 200

    /// Letters, digits and a few signs of ASCII unchanged, every other byte as `%` and two digits.
    ///
    /// A name that would be too long ends in `~` and a number computed from the whole text.
    static func safeName(_ text: String) -> String {
        if text.isEmpty { return "untitled" }
        var bytes: [UInt8] = []
        // The name of a device must not begin as it does.
        let unsafeStart = SafeName.isDevice(text) ? 0 : -1
        let lastIndex = text.utf8.count - 1
        for (index, byte) in text.utf8.enumerated() {
            // In front a full stop would hide the file, or name a folder, and a hyphen would look like an option; at the end
            // Windows drops a full stop.
            let isPunctuation =
                index == 0 && ".-".utf8.contains(byte) || index == lastIndex && byte == UInt8(ascii: ".")
            if isSafe(byte), !isPunctuation, index != unsafeStart {
                bytes.append(byte)
            } else {
                bytes += SafeName.escape(byte)
            }
        }
        if bytes.count > longestName {
            let ending = "~" + String(hash(text), radix: 36)
            bytes = bytes.prefix(longestName - ending.utf8.count) + Array(ending.utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isSafe(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-_.@+=".utf8.contains(byte)
        }
    }

    private static func hash(_ text: String) -> UInt64 { StableHash(of: text).value }
}
