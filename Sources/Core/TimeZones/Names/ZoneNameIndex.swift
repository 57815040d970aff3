/// The names of the tz database, laid out for searching in any case and by city.
struct ZoneNameIndex: Sendable {
    private let spellings: [String: String]
    private let targets: [String: String]

    static let shared = ZoneNameIndex()

    private init() {
        targets = CarriedZones.linkTargets
        var spellings = [String: String](minimumCapacity: 1024)
        for name in Self.names(targets) { spellings[name.lowercased()] = name }
        self.spellings = spellings
    }

    private static func names(_ targets: [String: String]) -> [String] {
        CarriedZones.zoneNames + targets.keys.sorted()
    }

    /// The zones by their cities; few names are only a city.
    private static let cities: [String: String] = {
        var cities: [String: String] = [:]
        let targets = shared.targets
        for name in names(targets) {
            guard let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")), !name.hasPrefix("Etc/") else { continue }
            let last = name[name.utf8.index(after: slash)...].lowercased()
            let city = String(
                decoding: last.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 },
                as: UTF8.self
            )
            if cities[city] == nil { cities[city] = targets[name] ?? name }
        }
        return cities
    }()
}

extension ZoneNameIndex {
    /// The zone or link of that name in any case, links followed.
    func find(_ name: String) -> (id: String, isLink: Bool)? {
        guard let spelling = spellings[name.lowercased()] else { return nil }
        return targets[spelling].map { ($0, true) } ?? (spelling, false)
    }

    /// The zone named after that city, its words separated by spaces.
    func zone(ofCity city: String) -> String? { Self.cities[city.lowercased()] }
}
