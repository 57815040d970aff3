internal import ICalendar

/// Finds out which zone a TZID, an X-WR-TIMEZONE or a user means.
///
/// Guesses, reported as such: a Windows name without its last words (`Eastern`, `W. Europe`), in its summer form or with a
/// number after it; a
/// zone's name with spaces or hyphens for its separators (`US-Eastern`); a city alone; Lotus Notes' `ZE1` to `ZE12` and
/// `ZW1` to `ZW12` as whole hours east and west of Greenwich; abbreviations in the meaning of ``abbreviations``; the
/// offset of an Outlook text whose cities are unknown. `Customized Time Zone` and the like mean nothing without their
/// VTIMEZONE and are not guessed.
public enum ZoneNames {
    /// What `name` means; nil if unknown.
    public static func resolve(_ name: String) -> ZoneNameResolution? {
        let name = cleaned(name)
        guard !name.isEmpty, name.utf8.count <= 200 else { return nil }
        return listed(name) ?? prefixed(name) ?? displayed(name) ?? fixed(name) ?? guessed(name)
    }

    // swift-format-ignore
    /// Abbreviations that are not names of the tz database, in their commonest meaning.
    static let abbreviations: [String: String] = [
        "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "MDT": "America/Denver",
        "CST": "America/Chicago",     "CDT": "America/Chicago",     "EDT": "America/New_York",
        "AST": "America/Halifax",     "ADT": "America/Halifax",     "NST": "America/St_Johns",
        "AKST": "America/Anchorage",  "BST": "Europe/London",       "WEST": "Europe/Lisbon",
        "CEST": "Europe/Berlin",      "MEZ": "Europe/Berlin",       "MESZ": "Europe/Berlin",
        "EEST": "Europe/Athens",      "MSK": "Europe/Moscow",       "IST": "Asia/Kolkata",
        "JST": "Asia/Tokyo",          "KST": "Asia/Seoul",          "HKT": "Asia/Hong_Kong",
        "SGT": "Asia/Singapore",      "AEST": "Australia/Sydney",   "AEDT": "Australia/Sydney",
        "AWST": "Australia/Perth",    "NZST": "Pacific/Auckland",   "NZDT": "Pacific/Auckland",
        "WESTERN/CENTRAL EUROPE": "Europe/Berlin",
    ]
}

extension ZoneNames {
    /// Without white space, quotes and NULs around it, and without backslashes left from text escapes.
    private static func cleaned(_ name: String) -> String {
        let outside: Set<UInt8> = [0, 9, 10, 13, 32, UInt8(ascii: "\"")]
        let bytes = name.utf8.drop { outside.contains($0) }
        let end = bytes.lastIndex { !outside.contains($0) }
        return end.map { String(decoding: bytes[...$0].filter { $0 != UInt8(ascii: "\\") }, as: UTF8.self) } ?? ""
    }

    private static func listed(_ name: String) -> ZoneNameResolution? {
        if let found = ZoneNameIndex.shared.find(name) {
            return ZoneNameResolution(.named(found.id), by: found.isLink ? .link : .exact)
        }
        return WindowsZones.shared.zones(named: name).flatMap(\.first).map { .init(.named($0), by: .windows) }
    }

    /// The longest known name after a slash.
    private static func prefixed(_ name: String) -> ZoneNameResolution? {
        var rest = name[...]
        let isVendors = name.hasPrefix("/") || name.contains("://")
        while let slash = rest.firstIndex(of: "/") {
            rest = rest[rest.index(after: slash)...]
            guard isVendors || rest.contains("/") else { return nil }
            if let found = listed(String(rest)) { return ZoneNameResolution(found.zone, by: .prefixed) }
        }
        return nil
    }

    private static func displayed(_ name: String) -> ZoneNameResolution? {
        let (offset, text) = OffsetText.splitOff(name)
        if let found = windowsZone(showing: text) { return ZoneNameResolution(.named(found), by: .displayText) }
        guard let offset else { return nil }
        if text.isEmpty { return ZoneNameResolution(zone(at: offset), by: .fixedOffset) }
        for city in text.split(whereSeparator: { ",;/".contains($0) }) {
            let city = String(city.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            if let id = ZoneNameIndex.shared.zone(ofCity: city) ?? windowsZone(showing: city),
                wasEver(id, at: offset)
            {
                return ZoneNameResolution(.named(id), by: .displayText)
            }
        }
        return ZoneNameResolution(zone(at: offset), by: .guess)
    }

    private static func windowsZone(showing text: String) -> String? {
        namesByText[text.lowercased()].flatMap { WindowsZones.shared.zones(named: $0)?.first }
    }

    /// The names of ``WindowsZones/displayTexts`` by their texts in lower case.
    private static let namesByText = Dictionary(WindowsZones.displayTexts.map { ($0.text.lowercased(), $0.name) }) {
        first,
        _ in first
    }

    private static func fixed(_ name: String) -> ZoneNameResolution? {
        OffsetText.read(name).map { ZoneNameResolution(zone(at: $0), by: .fixedOffset) }
    }

    private static func zone(at offset: UTCOffset) -> ZoneNameResolution.Zone {
        offset == .zero ? .named("Etc/UTC") : .fixed(offset)
    }

    /// Whether the clocks of `id` showed `offset` at any time since 1970.
    private static func wasEver(_ id: String, at offset: UTCOffset) -> Bool {
        guard let rules = CarriedZones.rules(for: id) else { return false }
        let end = CivilDate(year: 2038, month: 1, day: 1).dayNumber * 86_400
        return rules.offset(at: 0) == offset.seconds
            || rules.transitions(in: 0..<end).contains { $0.after.offset == offset.seconds }
    }

    private static func guessed(_ name: String) -> ZoneNameResolution? {
        if let offset = OffsetText.readLotus(name) { return ZoneNameResolution(.fixed(offset), by: .guess) }
        let words = name.split(separator: " ")
        var variants = [abbreviations[name.uppercased()] ?? name, name + " Standard Time"]
        if words.count > 1, ["time", "zeit"].contains(words[words.count - 1].lowercased()) {
            let stem = words.dropLast().filter { !["daylight", "summer"].contains($0.lowercased()) }
            variants.append((stem + ["Standard", "Time"]).joined(separator: " "))
        }
        // Lotus Notes and Outlook number zones of one name: `Eastern Standard Time 1`.
        if words.count > 1, words[words.count - 1].utf8.count <= 2,
            words[words.count - 1].utf8.allSatisfy({ (48...57).contains($0) })
        {
            variants.append(words.dropLast().joined(separator: " "))
        }
        variants.append(words.joined(separator: "_"))
        variants.append(name.split(separator: "-").joined(separator: "/"))
        for variant in variants {
            if let found = listed(variant) { return ZoneNameResolution(found.zone, by: .guess) }
        }
        return ZoneNameIndex.shared.zone(ofCity: name).map { ZoneNameResolution(.named($0), by: .guess) }
    }
}
