internal import Platform

extension LocalClock {
    /// The name of the zone of the process: that of `TZ`, else the one that `/etc/localtime` links to; nil if neither has one.
    public static func zoneName() -> String? {
        if let zone = Environment.value(of: "TZ"), !zone.isEmpty {
            return name(ofPath: zone.hasPrefix(":") ? String(zone.dropFirst()) : zone)
        }
        var target = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = unsafe readlink("/etc/localtime", &target, target.count)
        guard length > 0 else { return nil }
        return name(ofPath: String(decoding: target[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }

    /// The part of a path in a folder of zone files that is a name.
    private static func name(ofPath path: String) -> String? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let folder = parts.lastIndex(of: "zoneinfo") else { return path.hasPrefix("/") ? nil : path }
        return parts[(folder + 1)...].joined(separator: "/")
    }
}
