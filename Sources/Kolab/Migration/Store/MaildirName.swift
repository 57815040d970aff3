internal import Bytes

/// The name of a message in a Maildir: `unique[,S=size][,W=wire size][:2,flags]`.
struct MaildirName {
    /// Before the first comma and the colon.
    let base: String
    /// Fields after commas, such as `S=1234`, in their order.
    private let fields: [String]
    /// From the colon on; some systems write `;` or `!` in its place.
    private let info: String

    init(_ name: String) {
        let bytes = name.utf8
        let infoStart =
            ":;!".utf8.lazy.compactMap { separator in
                bytes.lastIndex(of: separator).flatMap { bytes[$0...].dropFirst().starts(with: "2,".utf8) ? $0 : nil }
            }.first ?? name.endIndex
        info = String(name[infoStart...])
        let parts = bytes[..<infoStart].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        base = parts.first.map { String(Substring($0)) } ?? ""
        fields = parts.dropFirst().map { String(Substring($0)) }
    }

    /// The flags, such as `FS`.
    var flags: String { String(info.dropFirst(3)) }

    /// A name for the message with other content: as unique, the same for the same content, flags kept, sizes corrected.
    ///
    /// Mail servers and clients never read a message again under a name that they know.
    func renamed(for content: [UInt8], hash: String) -> String {
        let parts = base.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        let mark = "K" + SHA256.digest(Array(base.utf8) + Array(hash.utf8)).prefix(20)
        // Delivery time first and host last, as names of a Maildir are made; the middle is what makes them unique.
        let unique = parts.count == 3 ? "\(parts[0]).\(mark).\(parts[2])" : "\(base).\(mark)"
        let sized = fields.map { field -> String in
            if field.hasPrefix("S=") { return "S=\(content.count)" }
            if field.hasPrefix("W=") { return "W=\(Self.wireSize(content))" }
            return field
        }
        return ([unique] + sized).joined(separator: ",") + info
    }

    /// The size with CRLF line ends, as IMAP counts it.
    private static func wireSize(_ content: [UInt8]) -> Int {
        var size = content.count
        for index in content.indices where content[index] == 0x0A && (index == 0 || content[index - 1] != 0x0D) {
            size += 1
        }
        return size
    }
}
