internal import CalendarDiagnostics
internal import ICalendar

extension CalendarContext {
    /// The context of content lines that were in a VCALENDAR; a component's lines are separated by line feeds.
    public init(lines: [String]) {
        self.init()
        guard !lines.isEmpty else { return }
        let text = (["BEGIN:VCALENDAR"] + lines + ["END:VCALENDAR"]).joined(separator: "\n")
        let bytes = Array(text.split(separator: "\n").joined(separator: "\r\n").utf8) + [13, 10]
        var diagnostics = Diagnostics()
        guard let tree = try? ICalendarReader().read(bytes, diagnostics: &diagnostics),
            let calendar = tree.components.first
        else { return }
        self.init(calendar)
    }

    /// The properties and zones as content lines, unfolded; the lines of a zone are separated by line feeds.
    public var lines: [String] {
        properties.map(\.property.canonicalLine) + zones.map(\.text)
    }

    /// Both together; what is in both is there once.
    public func merged(with other: CalendarContext) -> CalendarContext {
        var merged = self
        merged.properties += other.properties.filter { !properties.contains($0) }
        merged.zones += other.zones.filter { !zones.contains($0) }
        return merged
    }
}
