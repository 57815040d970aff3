public import CalendarModel

extension Series {
    /// The UID of its object, which must have one: its own without white space around it, else the one it was stored under,
    /// else one made from its content.
    public var objectUID: String {
        let given = uid.trimmingBlanks()
        return given.isEmpty ? storedUID ?? items.first?.contentUID ?? "" : given
    }
}

extension CalendarItem {
    /// A UID for an item that has none: the same for the same content.
    fileprivate var contentUID: String {
        // FNV-1a, 64 bits.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for text in LineGroups(self).groups.flatMap(\.texts) {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        return "kalends-" + String(hash, radix: 16)
    }
}
