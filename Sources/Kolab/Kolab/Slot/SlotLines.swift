internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar

extension CalendarItem {
    /// The item with the lines of `texts` instead of its own of the same names; nil if they are not content lines.
    func replacingLines(_ texts: [String]) -> CalendarItem? {
        let names = Set(texts.map { ExactText(Self.name(ofLines: $0)) })
        var lines = ["BEGIN:\(kind.rawValue)"]
        for group in ItemLines(self).groups where !names.contains(ExactText(group.name)) { lines += group.texts }
        for text in texts where !text.hasPrefix("!") { lines.append(text) }
        lines.append("END:\(kind.rawValue)")
        guard var item = CalendarItem(lines: lines, kind) else { return nil }
        item.preserved.elements = preserved.elements + item.preserved.elements
        return item
    }

    /// Lifts the component that `lines` spell; nil if they spell none of that kind.
    init?(lines: [String], _ kind: Kind) {
        let bytes =
            Array(lines.joined(separator: "\n").split(separator: "\n").joined(separator: "\r\n").utf8) + [13, 10]
        var diagnostics = Diagnostics()
        guard let tree = try? ICalendarReader().read(bytes, diagnostics: &diagnostics),
            let component = tree.components.first,
            let item = CalendarItem(lifting: component), item.kind == kind
        else { return nil }
        self = item
    }

    /// The name of the property or subcomponent that an entry is of.
    static func name(ofLines text: String) -> String {
        let bytes = text.utf8
        if bytes.first == UInt8(ascii: "!") { return String(text.dropFirst()) }
        if bytes.starts(with: "BEGIN:".utf8) {
            let name = bytes.dropFirst(6).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
            return String(Substring(name))
        }
        return String(Substring(bytes.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: ";") }))
    }
}
