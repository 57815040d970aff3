public import CalendarDiagnostics
public import ICalendar

/// An attachment of a calendar that names a part of the message around it by `cid:` (RFC 2392).
public struct PartLink: Sendable {
    /// The line of the attachment in the calendar's tree.
    public let line: Int
    /// The Content-ID that it names.
    public let contentID: String
    /// The part; nil if the message does not have it, or it cannot be decoded.
    public let part: MailPart?
}

extension MailMessage {
    /// The links of a calendar that a part of this message holds.
    ///
    /// - Parameter diagnostics: receives `attachment-missing` for each that leads nowhere, at its place in the calendar.
    public func partLinks(in tree: ComponentTree, diagnostics: inout Diagnostics) -> [PartLink] {
        var links: [PartLink] = []
        for (index, line) in tree.lines.enumerated() where line.kind == .property && line.name == .attach {
            let value = Property(tree: tree, index: index).rawValue
            guard value.utf8.count > 4, value.utf8.prefix(4).elementsEqual("cid:".utf8, by: { $0 | 0x20 == $1 | 0x20 })
            else { continue }
            let id = String(value.dropFirst(4))
            let part = parts.first { contentID(of: $0) == id && $0.transferEncoding.unknownName == nil }
            links.append(PartLink(line: index, contentID: id, part: part))
        }
        guard links.contains(where: { $0.part == nil }) else { return links }
        let places = SourceLineIndex(tree.isSource ? tree.bytes : [])
        for link in links where link.part == nil {
            diagnostics.report(
                "attachment-missing",
                .warning,
                "the message has no part with the Content-ID \(link.contentID); the attachment is missing",
                at: tree.isSource ? places.location(of: tree.lines[link.line]) : SourceLocation(line: 1, column: 1),
                losing: .altered,
                of: LossSubject(property: "ATTACH")
            )
        }
        return links
    }
}
