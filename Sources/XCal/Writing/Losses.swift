internal import CalendarDiagnostics
internal import ICalendar

extension XCalStreamWriter {
    /// A line that is no content line has nothing that xCal could name.
    mutating func reportMalformed(_ index: Int, of piece: Piece, in component: Int?) {
        let line = piece.lines[index]
        if line.flags.contains(.isSynthetic) { return }
        let text = String(
            decoding: piece.bytes[Int(line.start)..<min(Int(line.valueEnd), Int(line.start) + 60)],
            as: UTF8.self
        )
        add("malformed-line", "no content line: \(text)", line, of: piece, in: component)
    }

    mutating func reportDropped(_ id: RuleID, _ index: Int, of piece: Piece, in component: Int?) {
        add(id, "", piece.lines[index], of: piece, in: component)
    }

    /// Characters that XML 1.0 has no way to write (XML 1.0 §2.2).
    mutating func reportCharacters(_ index: Int, of piece: Piece, in component: Int?) {
        let count = droppedCharacters
        droppedCharacters = 0
        add(
            "character-not-in-xml",
            "\(count) character(s) that XML cannot carry",
            piece.lines[index],
            of: piece,
            in: component
        )
    }

    private mutating func add(_ id: RuleID, _ detail: String, _ line: ContentLine, of piece: Piece, in component: Int?)
    {
        if component == nil || lossPlace?.component != component {
            let holder = component.map { Component(tree: piece.tree, index: $0) }
            lossPlace = LossPlace(
                component: component,
                name: holder?.nameText ?? open.last?.name ?? "",
                uid: holder?.first(.uid)?.text ?? ""
            )
        }
        let index = lineIndex ?? SourceLineIndex(piece.bytes)
        lineIndex = index
        report.add(
            Loss(
                id,
                .dropped,
                detail,
                component: lossPlace?.name ?? "",
                uid: lossPlace?.uid ?? "",
                property: line.kind == .property ? piece.tree.text(of: line.name) : "",
                at: piece.tree.isSource ? index.location(of: line) : SourceLocation()
            )
        )
    }
}

/// What the losses in one component have in common; it takes a walk over the component to find.
struct LossPlace {
    /// The line that begins the component; nil if it began in an earlier piece.
    var component: Int?
    var name: String
    var uid: String
}
