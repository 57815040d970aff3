/// The names that Windows, Outlook and Exchange give to zones, and the IANA zones that they mean.
public struct WindowsZones: Sendable {
    private let zones: [String: [String]]
    private let spellings: [String: String]
    private let windowsNames: [String: String]

    /// The table, laid out for both directions.
    public static let shared = WindowsZones()

    private init() {
        var zones: [String: [String]] = [:]
        var spellings: [String: String] = [:]
        var windowsNames: [String: String] = [:]
        for row in Self.table.split(separator: "\n") {
            let parts = row.split(separator: "=")
            guard parts.count == 2 else { continue }
            let name = String(parts[0])
            let ids = parts[1].split(separator: " ").map(String.init)
            zones[name] = ids
            spellings[name.lowercased()] = name
            for id in ids { windowsNames[id] = name }
        }
        self.zones = zones
        self.spellings = spellings
        self.windowsNames = windowsNames
    }
}

extension WindowsZones {
    /// Every Windows name.
    public var names: [String] { zones.keys.sorted() }

    /// The IANA zones of a Windows name in any case, the usual one first; nil if it is none.
    public func zones(named name: String) -> [String]? { spellings[name.lowercased()].flatMap { zones[$0] } }

    /// The Windows name of an IANA zone; links are to be resolved before. Nil if Windows has none.
    public func name(ofZone id: String) -> String? { windowsNames[id] }
}
