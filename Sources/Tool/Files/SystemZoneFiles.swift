/// The compiled time zones of the system (TZif, RFC 9636).
public struct SystemZoneFiles: Sendable {
    /// The folder that holds them.
    public let folder: String

    /// The folder that `TZDIR` names, else the usual one.
    public init(folder: String? = nil) {
        self.folder = folder ?? Environment.value(of: "TZDIR") ?? "/usr/share/zoneinfo"
    }

    /// The file of the zone called `name`, such as `Europe/Berlin`; `nil` if there is none or the name could lead elsewhere.
    public func zoneBytes(_ name: String) -> [UInt8]? {
        let segments = name.split(separator: "/", omittingEmptySubsequences: false)
        let isPlain = segments.allSatisfy { segment in
            !segment.isEmpty && !segment.hasPrefix(".") && segment.utf8.allSatisfy(Self.isNameByte)
        }
        guard isPlain else { return nil }
        let bytes = try? WholeFile.read(joined(folder, name), limit: 1 << 20)
        return bytes.flatMap { $0.starts(with: Self.magic) ? $0 : nil }
    }

    /// The names of all zone files, sorted; none where the folder cannot be listed.
    ///
    /// The copies below `posix` and `right` are skipped.
    public var names: [String] {
        var names: [String] = []
        var folders = [""]
        while let folder = folders.popLast() {
            let entries = (try? FolderListing(of: joined(self.folder, folder)))?.entries ?? []
            for name in entries.map({ joined(folder, $0.name) })
            where name != "posix" && name != "right" && name != "posixrules" {
                let isFolder = (try? FileStatus(of: joined(self.folder, name)))?.kind == .folder
                if isFolder {
                    // A link may lead back up; no zone lies deeper.
                    if name.utf8.count(where: { $0 == UInt8(ascii: "/") }) < 3 { folders.append(name) }
                } else if zoneBytes(name) != nil {
                    names.append(name)
                }
            }
        }
        return names.sorted()
    }

    private static let magic = Array("TZif".utf8)

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "_-+.".utf8.contains(byte)
        }
    }
}
