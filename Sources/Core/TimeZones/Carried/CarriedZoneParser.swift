/// Reads what `generate.py` wrote: types, transitions and footer of one zone.
struct CarriedZoneParser {
    /// `LMT=3208,CEST=7200d,CET=3600 -14hf5k8C… CET-1CEST,M3.5.0,M10.5.0/3`
    var line: Substring

    /// The rules; nil if the line has another form.
    func rules() -> ZoneRules? {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        let types = parts[0].split(separator: ",").compactMap(Self.type)
        guard let initial = types.first, let transitions = Self.transitions(parts[1], types) else { return nil }
        let footer = parts[2] == "-" ? nil : PosixRule(parts[2].utf8)
        return ZoneRules(initial: initial, transitions: transitions, tail: footer?.tail ?? ZoneTail(onsets: []))
    }

    private static func type(_ text: Substring) -> LocalTimeType? {
        let parts = text.split(separator: "=")
        guard parts.count == 2, let offset = Int(parts[1].hasSuffix("d") ? parts[1].dropLast() : parts[1]) else {
            return nil
        }
        return LocalTimeType(offset: offset, isDaylight: parts[1].hasSuffix("d"), abbreviation: String(parts[0]))
    }

    private static func transitions(
        _ text: Substring,
        _ types: [LocalTimeType]
    ) -> [(instant: Int, type: LocalTimeType)]? {
        guard text != "-" else { return [] }
        var found: [(instant: Int, type: LocalTimeType)] = []
        var instant = 0
        var number = 0
        var sign = 1
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "-"): sign = -1
            case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number * 36 + Int(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "z"): number = number * 36 + Int(byte - UInt8(ascii: "a")) + 10
            default:
                let index = Int(byte) - 65
                guard types.indices.contains(index) else { return nil }
                instant += sign * number
                found.append((instant, types[index]))
                (number, sign) = (0, 1)
            }
        }
        return found
    }
}
