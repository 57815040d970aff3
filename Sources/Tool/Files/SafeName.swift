internal import Bytes

/// Names of files that no common file system takes for something else.
///
/// Windows keeps names of devices, with any extension, and characters that others allow (Microsoft, "Naming Files, Paths, and
/// Namespaces"); a file of such a name cannot be copied there, or is opened as a device.
public enum SafeName {
    // swift-format-ignore
    private static let devices: Set<String> = [
        "con", "prn", "aux", "nul", "conin$", "conout$", "clock$",
        "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "com¹", "com²", "com³",
        "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "lpt¹", "lpt²", "lpt³",
    ]

    /// The names of a path, each made safe; `..` and `.` stay.
    static func path(_ path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).map { name in
            ["", ".", ".."].contains(name) ? String(name) : component(String(name))
        }.joined(separator: "/")
    }

    /// A name in which `%` and two digits replace each byte that is not safe: the first of a device's name, a full stop
    /// or blank at the end, control characters and `< > : " | ? * \\`.
    static func component(_ name: String) -> String {
        let bytes = Array(name.utf8)
        let end = bytes.lastIndex { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: " ") }.map { $0 + 1 } ?? 0
        let isDevice = isDevice(name)
        if !isDevice, end == bytes.count, !bytes.contains(where: isForbidden) { return name }
        var safe: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if isDevice && index == 0 || index >= end || isForbidden(byte) {
                safe += escape(byte)
            } else {
                safe.append(byte)
            }
        }
        return String(decoding: safe, as: UTF8.self)
    }

    /// Whether a name is that of a device: before the first full stop, in any letter case, blanks before it not counted.
    static func isDevice(_ name: String) -> Bool {
        // The longest has seven letters.
        let base = name.prefix { $0 != "." }
        guard base.utf8.count <= 64 else { return false }
        var trimmed = base
        while trimmed.last == " " { trimmed.removeLast() }
        return devices.contains(trimmed.lowercased())
    }

    /// `%` and two digits.
    static func escape(_ byte: UInt8) -> [UInt8] {
        [.percent] + byte.hexDigits
    }

    private static func isForbidden(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || "<>:\"|?*\\".utf8.contains(byte)
    }
}
