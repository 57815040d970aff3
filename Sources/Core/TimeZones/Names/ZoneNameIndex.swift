/// The names of the tz database, laid out for searching in any case and by city.
struct ZoneNameIndex: Sendable {
    private let spellings: [String: String]
    private let targets: [String: String]
    private let cities: [String: String]

    static let shared = ZoneNameIndex()

    private init() {
        var spellings: [String: String] = [:]
        var cities: [String: String] = [:]
        let targets = CarriedZones.linkTargets
        for name in CarriedZones.zoneNames + targets.keys.sorted() {
            spellings[name.lowercased()] = name
            guard let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")), !name.hasPrefix("Etc/") else { continue }
            let last = name[name.utf8.index(after: slash)...].lowercased()
            let city = String(
                decoding: last.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 },
                as: UTF8.self
            )
            if cities[city] == nil { cities[city] = targets[name] ?? name }
        }
        self.spellings = spellings
        self.targets = targets
        self.cities = cities
    }
}

extension ZoneNameIndex {
    /// The zone or link of that name in any case, links followed.
    func find(_ name: String) -> (id: String, isLink: Bool)? {
        guard let spelling = spellings[name.lowercased()] else { return nil }
        return targets[spelling].map { ($0, true) } ?? (spelling, false)
    }

    /// The zone named after that city, its words separated by spaces.
    func zone(ofCity city: String) -> String? { cities[city.lowercased()] }
}
