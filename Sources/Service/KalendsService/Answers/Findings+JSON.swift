internal import Batch
internal import Bytes
internal import CalendarDiagnostics
internal import Kalends

extension Diagnostic {
    /// The finding with the members that a validation's findings have.
    var json: JSON {
        .verbatim([
            ("file", .text(location.file)), ("line", .number(location.line)), ("column", .number(location.column)),
            ("rule", .text(rule.rawValue)), ("severity", .text(severity.rawValue)), ("message", .text(message)),
            ("component", .text(subject.component)), ("uid", .text(subject.uid)), ("property", .text(subject.property)),
            ("path", path.isEmpty ? nil : .text(path)),
        ])
    }
}

extension LossReport {
    /// Counts and losses.
    var json: JSONText {
        var text = JSONText()
        for (name, count) in [("read", read), ("written", written), ("skipped", skipped), ("failed", failed)] {
            text.add(name, .number(count))
        }
        text.add("losses", lines: rows(file: ""))
        return text
    }
}

extension Diagnostics {
    /// The findings that were kept.
    var json: JSON { .list(all.map(\.json)) }
}
