/// The programs that wrote Kolab 2 objects, as their product-id names them, and how they read times with `tz`.
public struct ClientProgram: Hashable, Sendable {
    /// What a report calls it.
    public let name: String
    /// Whether it takes a local time with `tz` for what it is; the others take it for UTC and shift the event.
    public let readsZones: Bool

    private let mark: String

    private init(_ name: String, mark: String, readsZones: Bool) {
        self.name = name
        self.mark = mark
        self.readsZones = readsZones
    }

    // swift-format-ignore
    /// By a mark in the product-id, in small letters; the first that occurs counts (kolab.md 2.1, 3).
    private static let table: [ClientProgram] = [
        .init("Kalends",                      mark: "kalends",                readsZones: true),
        .init("Horde Kolab_Format 1.1",       mark: "kolab_format_xml-1.1",   readsZones: true),
        .init("Horde",                        mark: "horde",                  readsZones: false),
        .init("Kontact (KOrganizer)",         mark: "korganizer",             readsZones: false),
        .init("Kontact (KAddressBook)",       mark: "kaddressbook",           readsZones: false),
        .init("Kontact (KNotes)",             mark: "knotes",                 readsZones: false),
        .init("Kontact (Akonadi)",            mark: "akonadi",                readsZones: false),
        .init("libkolab",                     mark: "libkolab",               readsZones: false),
        .init("SyncKolab",                    mark: "synckolab",              readsZones: false),
        .init("Bynari Insight Connector",     mark: "bynari",                 readsZones: false),
        .init("Toltec Connector",             mark: "toltec",                 readsZones: false),
        .init("KONSEC Konnektor",             mark: "konsec",                 readsZones: false),
        .init("Evolution",                    mark: "evolution",              readsZones: false),
        .init("Roundcube",                    mark: "roundcube",              readsZones: false),
    ]

    private static let unnamed = "not named"

    /// Whether the objects name it.
    public var isNamed: Bool { name != Self.unnamed }

    /// The program that a product-id names; its first word for an unknown one.
    public init(productIdentifier text: String) {
        let lower = text.lowercased()
        if let known = Self.table.first(where: { lower.contains($0.mark) }) {
            self = known
        } else {
            let word = text.split { $0 == " " || $0 == "," || $0 == "/" }.first.map(String.init) ?? ""
            self.init(word.isEmpty ? Self.unnamed : word, mark: "", readsZones: false)
        }
    }
}
