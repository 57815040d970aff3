internal import Bytes
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
        var hash = StableHash()
        for text in ItemLines(self).groups.flatMap(\.texts) { hash.combine(text.utf8.span) }
        return "kalends-" + String(hash.value, radix: 16)
    }
}
