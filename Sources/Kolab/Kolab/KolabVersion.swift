/// A version of the storage format: what its objects can state.
///
/// A version is added by a row of `allCases`; whoever reads or writes asks for the facts of the row.
public struct KolabVersion: Hashable, Sendable {
    /// The number, as options have it.
    public let rawValue: String
    /// Whether times have zones (KEP 2); else they are in UTC.
    public let hasZones: Bool
    /// Whether exclusions have subevents, which are changed occurrences (KEP 3).
    public let hasSubevents: Bool
    /// The root's version attribute of objects that have either.
    let rootVersion: String

    init(_ rawValue: String, hasZones: Bool, hasSubevents: Bool, rootVersion: String) {
        self.rawValue = rawValue
        self.hasZones = hasZones
        self.hasSubevents = hasSubevents
        self.rootVersion = rootVersion
    }
}

extension KolabVersion: CaseIterable {
    // swift-format-ignore
    /// Every version that is read and written, the oldest first.
    public static let allCases: [KolabVersion] = [
        .init("2.0", hasZones: false, hasSubevents: false, rootVersion: "1.0"),
        .init("2.1", hasZones: true,  hasSubevents: true,  rootVersion: "1.1"),
    ]

    /// Times in UTC, exclusions only.
    public static let v2_0 = allCases[0]
    /// Times with zones, exclusions with subevents.
    public static let v2_1 = allCases[1]
}

extension KolabVersion: RawRepresentable {
    /// The version of a number; nil if there is none.
    public init?(rawValue: String) {
        guard let version = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = version
    }
}

extension KolabVersion {
    /// The oldest version whose objects can have what an object shows.
    public init(zones: Bool, subevents: Bool) {
        let able = Self.allCases.first { ($0.hasZones || !zones) && ($0.hasSubevents || !subevents) }
        self = able ?? .v2_1
    }
}
