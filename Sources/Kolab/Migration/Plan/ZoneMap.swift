public import TimeZones

/// The zones of folders or users, from a file with one pair a line: a path below the store, blanks, a zone's name.
///
/// The longest path counts; `*` in the place of a path is for all others. Lines that begin with `#` are comments.
public struct ZoneMap: Sendable {
    /// A line that cannot be used.
    public struct BadLine: Error, Hashable, Sendable {
        /// Counted from 1.
        public let line: Int
        /// What is wrong with it.
        public let reason: String
    }

    private var zones: [String: KnownZone] = [:]

    /// A map of nothing.
    public init() {}

    /// Reads a map.
    public init(reading text: String, in directory: ZoneDirectory) throws(BadLine) {
        for (number, path, name) in PathTable.rows(of: text) {
            guard let zone = KnownZone(name, in: directory) else {
                throw BadLine(
                    line: number,
                    reason: name.isEmpty ? "no zone after the path" : "the zone \(name) is unknown"
                )
            }
            zones[path] = zone
        }
    }

    /// The zone of the folder at a path below the store.
    func zone(ofFolder path: String) -> KnownZone? { PathTable.value(of: path, in: zones) }
}

/// The types of folders by their annotations, from a file with one pair a line: a path below the store, blanks, a value of
/// `/vendor/kolab/folder-type`.
///
/// Values that lost their first four characters, as a known move of annotation databases left them, are understood.
public struct FolderTypes: Sendable {
    private var types: [String: String] = [:]
    /// The folders whose value was damaged, with the value that it must have been.
    public private(set) var restored: [(folder: String, value: String)] = []

    /// Nothing is known.
    public init() {}

    /// Reads a dump.
    public init(reading text: String) {
        for (_, path, value) in PathTable.rows(of: text) {
            let whole = Self.undamaged(value)
            if whole != value { restored.append((path, whole)) }
            types[path] = String(whole.prefix { $0 != "." })
        }
    }

    /// The type of the folder at a path below the store, such as `event`; nil if the dump does not contain it.
    func type(ofFolder path: String) -> String? { types[path] }

    private static let values: [String] = [
        "event", "task", "journal", "note", "contact", "configuration", "freebusy", "file", "mail",
    ]

    /// The value with the four characters that it lost (kolab.md 4.1): `t.default` was `event.default`.
    private static func undamaged(_ value: String) -> String {
        let type = value.prefix { $0 != "." }
        if values.contains(String(type)) { return value }
        let candidates = values.filter { $0.utf8.count > 4 && $0.dropFirst(4) == type }
        let isDefaultOnly = type.isEmpty && value.isEmpty
        guard candidates.count == 1, !isDefaultOnly else { return value }
        return candidates[0] + value.dropFirst(type.count)
    }
}

/// Lines of a path and a word.
private enum PathTable {
    static func rows(of text: String) -> [(line: Int, path: String, word: String)] {
        var rows: [(Int, String, String)] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let words = line.split { $0 == " " || $0 == "\t" }
            guard let word = words.last, !line.hasPrefix("#") else { continue }
            let path =
                words.count > 1
                ? line.dropLast(line.count - line.distance(from: line.startIndex, to: word.startIndex)) : line
            let trimmed = path.reversed().drop { $0 == " " || $0 == "\t" }.reversed()
            rows.append((index + 1, trimmedPath(String(trimmed)), words.count > 1 ? String(word) : ""))
        }
        return rows
    }

    static func value<Value>(of path: String, in table: [String: Value]) -> Value? {
        var prefix = path[...]
        while true {
            if let value = table[String(prefix)] { return value }
            guard let slash = prefix.lastIndex(of: "/") else { return table["*"] }
            prefix = prefix[..<slash]
        }
    }

    private static func trimmedPath(_ path: String) -> String {
        path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }
}
