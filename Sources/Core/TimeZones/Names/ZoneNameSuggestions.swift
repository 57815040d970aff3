extension ZoneNames {
    /// Names of known zones that `name` may be a misspelling of, the nearest first; at most three.
    ///
    /// A name without its region counts as the city alone: `Berlim` suggests `Europe/Berlin`.
    public static func suggestions(for name: String) -> [String] {
        let wanted = Array(name.lowercased().utf8.prefix(64))
        guard wanted.count > 2 else { return [] }
        let known = CarriedZones.zoneNames + CarriedZones.linkTargets.keys.sorted() + WindowsZones.shared.names
        let near = known.compactMap { candidate -> (distance: Int, name: String)? in
            let whole = Array(candidate.lowercased().utf8)
            let city =
                wanted.contains(UInt8(ascii: "/"))
                ? nil : whole.split(separator: UInt8(ascii: "/")).last.map(Array.init)
            let distance = min(Self.distance(wanted, whole), city.map { Self.distance(wanted, $0) } ?? .max)
            return distance <= wanted.count / 4 + 1 ? (distance, candidate) : nil
        }
        let ranked = near.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
        return ranked.prefix { $0.distance == ranked[0].distance }.prefix(3).map(\.name)
    }

    /// How many letters to insert, delete or replace to turn one text into the other.
    private static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var row = Array(0...second.count)
        for (index, letter) in first.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, other) in second.enumerated() {
                let replaced = diagonal + (letter == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[second.count]
    }
}
