/// Paths as text that keeps every byte, those too that are not UTF-8.
///
/// A byte that is not part of a character is represented by U+F780 to U+F7FF, by its lowest eight bits; so do the bytes
/// of those characters, whose block is for private use. Law: the bytes of the text of some bytes are these bytes.
public enum PathText {
    /// The text of a path.
    public static func text(of bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0xEF) { return text }
        var text = String.UnicodeScalarView()
        var index = 0
        while index < bytes.count {
            let first = bytes[index]
            let count = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
            let end = min(index + count, bytes.count)
            if let scalar = String(validating: bytes[index..<end], as: UTF8.self)?.unicodeScalars.first,
                byte(of: scalar) == nil
            {
                text.append(scalar)
                index = end
            } else {
                // The block lies in the middle of a plane: every number in it is a scalar.
                if let scalar = Unicode.Scalar(0xF700 + UInt32(first)) { text.append(scalar) }
                index += 1
            }
        }
        return String(text)
    }

    /// The byte that a scalar represents; nil for a character.
    public static func byte(of scalar: Unicode.Scalar) -> UInt8? {
        (0xF780...0xF7FF).contains(scalar.value) ? UInt8(truncatingIfNeeded: scalar.value) : nil
    }
}

extension String {
    /// The bytes of a path (``PathText``) with the zero after them that the system requires.
    var onDisk: [CChar] {
        var bytes: [CChar] = []
        bytes.reserveCapacity(utf8.count + 1)
        let text = utf8.span
        var hasMarks = false
        for index in text.indices {
            hasMarks = hasMarks || text[index] == 0xEF
            bytes.append(CChar(bitPattern: text[index]))
        }
        if hasMarks {
            bytes.removeAll(keepingCapacity: true)
            for scalar in unicodeScalars {
                if let byte = PathText.byte(of: scalar) {
                    bytes.append(CChar(bitPattern: byte))
                } else {
                    bytes += String(scalar).utf8.map { CChar(bitPattern: $0) }
                }
            }
        }
        bytes.append(0)
        return bytes
    }
}
