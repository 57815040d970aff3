internal import Bytes
public import ICalendar
internal import Synchronization

/// Finds the rules of a zone by its IANA name: in the system's zone files, else in the data carried along.
///
/// Each zone is read once and kept; one directory can serve any number of tasks.
public final class ZoneDirectory: Sendable {
    /// Where a zone's rules were found.
    public enum Source: String, Hashable, Sendable {
        case systemFile = "system file"
        case carriedData = "built-in data"
    }

    private struct Entry {
        var rules: ZoneRules
        var source: Source
    }

    private let systemFile: @Sendable (String) -> [UInt8]?
    private let entries = Mutex<[String: Entry]>([:])
    /// Rules by the text of their definition.
    private let definitions = Mutex<[ByteKey: ZoneRules?]>([:])
    private static let mostDefinitions = 1000

    /// A directory over zone files.
    ///
    /// - Parameter systemFile: the bytes of the zone file of that name, such as `Europe/Berlin`, or nil. It is called
    ///   only for names that stay below its folder. If omitted, there is the carried data alone.
    public init(systemFile: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }) {
        self.systemFile = systemFile
    }

    /// The rules of the zone that `name` means, in any of the spellings that `ZoneNames` knows: IANA time zone names, names of
    /// Windows such as `W. Europe Standard Time`, and others that calendars use; nil for an unknown one.
    public func rules(for name: String) -> ZoneRules? { resolve(name)?.rules }

    /// The rules of the zone with the IANA time zone name `id`, spelt exactly; nil if neither files nor carried data have it.
    package func exactRules(named id: String) -> ZoneRules? { entry(for: id)?.rules }

    /// The source of the rules of the zone with the IANA time zone name `id`; nil if it is unknown.
    public func source(of id: String) -> Source? { entry(for: id)?.source }

    /// What `name` means, in any of the spellings that `ZoneNames` knows, with its rules; nil for an unknown one.
    ///
    /// A zone file younger than the carried data is found by its exact name.
    public func resolve(_ name: String) -> (resolution: ZoneNameResolution, rules: ZoneRules)? {
        guard let resolution = ZoneNames.resolve(name) else {
            return exactRules(named: name).map { (ZoneNameResolution(.named(name), by: .exact), $0) }
        }
        return rules(of: resolution.zone).map { (resolution, $0) }
    }

    /// The rules of a zone found by name.
    public func rules(of zone: ZoneNameResolution.Zone) -> ZoneRules? {
        switch zone {
        case .named(let id): exactRules(named: id)
        case .fixed(let offset): .fixed(offset: offset.seconds, abbreviation: zone.description)
        }
    }

    /// The rules of a VTIMEZONE, evaluated once for all calendars that contain the same one; nil if it has none.
    ///
    /// For the time before its first onset, a definition contains only the offset. Where it has the name of a known
    /// zone, that zone's rules hold until then: RFC 5545's own example in §4 has an event seven months earlier.
    public func rules(definedBy zone: Component) -> ZoneRules? {
        let lines = zone.tree.lines
        let text = ByteKey(Array(zone.tree.bytes[Int(lines[zone.index].start)..<Int(lines[zone.endIndex].valueEnd)]))
        if let known = definitions.withLock({ $0[text] }) { return known }
        let rules = VTimeZone(reading: zone).flatMap {
            ZoneRules(observances: $0.observances, before: namesake(of: $0.id))
        }
        definitions.withLock { known in
            if known.count == Self.mostDefinitions { known.removeAll() }
            known[text] = .some(rules)
        }
        return rules
    }

    /// The rules of the zone that a definition is named after; nil where that would be a guess.
    private func namesake(of id: String) -> ZoneRules? {
        guard let found = resolve(id), found.resolution.method != .guess else { return nil }
        return found.rules
    }

    private func entry(for id: String) -> Entry? {
        if let known = entries.withLock({ $0[id] }) { return known }
        guard Self.isZoneName(id), let entry = read(id) else { return nil }
        entries.withLock { $0[id] = entry }
        return entry
    }

    private func read(_ id: String) -> Entry? {
        // A damaged file is as good as none: the carried data know the zone as well.
        if let bytes = systemFile(id), let rules = try? ZoneFileReader.read(bytes.span) {
            return Entry(rules: rules, source: .systemFile)
        }
        return CarriedZones.rules(for: id).map { Entry(rules: $0, source: .carriedData) }
    }

    /// Whether `name` can name a zone and, as a path, stays below its folder.
    static func isZoneName(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard name.utf8.count <= 100, let first = parts.first, !first.elementsEqual("right".utf8) else { return false }
        return parts.allSatisfy { part in
            guard let first = part.first, first != UInt8(ascii: "."), first != UInt8(ascii: "-") else { return false }
            return part.allSatisfy(isNameByte)
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }
}
