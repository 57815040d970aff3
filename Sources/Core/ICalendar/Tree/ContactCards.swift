public import CalendarDiagnostics

/// vCards among, or in the place of, calendars: a file of another format that looks much like one (RFC 6350, RFC 7095).
public struct ContactCards: Sendable {
    /// What a reader calls one.
    public static let text = "a vCard, not a calendar"

    private let tree: ComponentTree
    /// The cards that are not inside of others, by the line of their BEGIN.
    public let lines: [Int]

    /// The cards in a tree.
    public init(in tree: ComponentTree) {
        self.tree = tree
        guard let number = tree.ownNames.firstIndex(of: "VCARD") else {
            lines = []
            return
        }
        let name = Name(id: Name.firstUnknown + UInt16(truncatingIfNeeded: number))
        var found: [Int] = []
        var end = -1
        for (index, line) in tree.lines.enumerated() where index > end && line.kind == .begin && line.name == name {
            found.append(index)
            end = Component(tree: tree, index: index).endIndex
        }
        lines = found
    }

    /// Reports `contact-card` for each card.
    ///
    /// - Throws: ``ReadError`` if nothing else is in the tree.
    public func report(to diagnostics: inout Diagnostics) throws(ReadError) {
        guard let first = lines.first else { return }
        let places = SourceLineIndex(tree.isSource ? tree.bytes : [])
        func place(_ line: Int) -> SourceLocation {
            tree.isSource ? places.location(of: tree.lines[line]) : SourceLocation(line: 1, column: 1)
        }
        guard tree.components.contains(where: { !lines.contains($0.index) }) else {
            throw ReadError(.wrongFormat(Self.text), at: place(first))
        }
        for line in lines {
            let subject = LossSubject(
                component: "VCARD",
                uid: Component(tree: tree, index: line).first(.uid)?.text ?? ""
            )
            diagnostics.report(
                "contact-card",
                .error,
                "\(Self.text); skipped",
                at: place(line),
                losing: .dropped,
                of: subject
            )
        }
    }

    /// The tree without cards.
    ///
    /// - Parameter diagnostics: receives `contact-card` for each, which counts as an item that failed.
    /// - Throws: ``ReadError`` if nothing else is in the tree.
    public func removed(_ diagnostics: inout Diagnostics) throws(ReadError) -> ComponentTree {
        if lines.isEmpty { return tree }
        try report(to: &diagnostics)
        var report = LossReport(keeping: diagnostics.losses.keeping)
        (report.read, report.failed) = (lines.count, lines.count)
        var losses = TreeLosses(of: tree, to: report)
        losses.addRepairedLines()
        var open = 0
        losses.addUnwrittenLines(open: &open)
        diagnostics.merge(losses.report)
        var builder = ComponentTreeBuilder(capacity: tree.bytes.count)
        let skipped = Set(lines)
        for component in tree.components where !skipped.contains(component.index) {
            builder.copy(component, without: skipped)
        }
        return builder.finish()
    }
}

extension ComponentTreeBuilder {
    /// Adds a component of another tree without some of the components in it.
    ///
    /// - Parameters:
    ///   - skipped: the lines of their BEGINs.
    ///   - replaces: adds another property in the place of one, and returns whether it did.
    public mutating func copy(
        _ component: Component,
        without skipped: Set<Int> = [],
        replacing replaces: (Property, inout ComponentTreeBuilder) -> Bool = { _, _ in false }
    ) {
        begin(name(component.nameText))
        component.forEachLine { kind, index in
            switch kind {
            case .property:
                let property = Property(tree: component.tree, index: index)
                if !replaces(property, &self) { copy(property) }
            case .begin where !skipped.contains(index):
                copy(Component(tree: component.tree, index: index), without: skipped, replacing: replaces)
            default: break
            }
        }
        end()
    }
}
