import CalendarDiagnostics
import ICalendar

/// A text as the reader saw it: the tree and each finding as `rule line:column`.
struct Reading {
    let tree: ComponentTree
    let findings: [String]
    let severities: [Severity]

    init(_ bytes: [UInt8], limits: ReadLimits = ReadLimits()) throws(ReadError) {
        var diagnostics = Diagnostics(file: "test.ics")
        tree = try ICalendarReader(limits: limits).read(bytes, diagnostics: &diagnostics)
        findings = diagnostics.all.map { "\($0.rule) \($0.location.line):\($0.location.column)" }
        severities = diagnostics.all.map(\.severity)
    }

    init(_ text: String, limits: ReadLimits = ReadLimits()) throws(ReadError) {
        try self.init(Array(text.utf8), limits: limits)
    }

    /// The lines of an event between its BEGIN, on line 2, and its END; the first of them is line 3.
    init(event lines: [UInt8], limits: ReadLimits = ReadLimits()) throws(ReadError) {
        try self.init(
            Array("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n".utf8) + lines + Array("END:VEVENT\r\nEND:VCALENDAR\r\n".utf8),
            limits: limits
        )
    }

    init(event lines: String, limits: ReadLimits = ReadLimits()) throws(ReadError) {
        try self.init(event: Array(lines.utf8), limits: limits)
    }

    /// The properties of the first event, whichever component contains it.
    var event: [Property] {
        for component in tree.components {
            if component.name == .vevent { return component.properties }
            if let event = component.components(named: .vevent).first { return event.properties }
        }
        return []
    }

    /// `NAME=value` of the first event's properties, values as text.
    var lines: [String] { event.map { "\($0.nameText)=\($0.text)" } }

    /// `NAME=[values]` of the first event's first property.
    var parameters: [String] { event.first?.parameters.map { "\($0.nameText)=\($0.values)" } ?? [] }

    /// The canonical text.
    var normalized: String { String(decoding: ICalendarWriter(normalizes: true).write(tree), as: UTF8.self) }
}

extension ComponentTree {
    /// A tree with one VCALENDAR that `body` fills.
    static func calendar(_ body: (inout ComponentTreeBuilder) -> Void) -> ComponentTree {
        var builder = ComponentTreeBuilder()
        builder.begin(.vcalendar)
        body(&builder)
        builder.end()
        return builder.finish()
    }

    /// The content of the tree, line by line, without a trace of how it was written.
    var contentLines: [String] {
        lines.indices.map { index in
            let line = lines[index]
            switch line.kind {
            case .begin: return "BEGIN:\(text(of: line.name))"
            case .end: return "END:\(text(of: line.name))"
            case .malformed: return "malformed"
            case .property:
                let property = Property(tree: self, index: index)
                let parameters = property.parameters.map { ";\($0.nameText)=\($0.values)" }.joined()
                return
                    "\(property.nameText)\(parameters):\(property.isQuotedPrintable ? property.text : property.rawValue)"
            }
        }
    }
}
