extension Component {
    /// The names by which a TZID parameter may mean this VTIMEZONE; one at least.
    ///
    /// The first is the value of its TZID, empty without one. The others are what programs write instead: the same with its
    /// escapes, which a parameter has not (RFC 5545 section 3.2.19), without quotes around it, and those of a second TZID.
    public var timeZoneNames: [String] {
        var names: [String] = []
        for property in properties where property.name == .timeZoneIdentifier {
            let text = property.text
            for name in [text, property.rawValue, text.unquoted]
            where !names.contains(name) && (names.isEmpty || !name.isEmpty) { names.append(name) }
        }
        return names.isEmpty ? [""] : names
    }
}

extension String {
    fileprivate var unquoted: String {
        utf8.count > 2 && utf8.first == UInt8(ascii: "\"") && utf8.last == UInt8(ascii: "\"")
            ? String(dropFirst().dropLast()) : self
    }
}
