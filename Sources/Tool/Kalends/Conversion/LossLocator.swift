internal import CalendarDiagnostics
internal import ICalendar

/// Gives losses the line of the component and property that they are about.
struct LossLocator {
    private let tree: ComponentTree
    private let lines: SourceLineIndex
    private static let few = 8

    /// A locator over a tree as it was read; a built tree has no lines to name.
    init(_ tree: ComponentTree) {
        self.tree = tree
        lines = SourceLineIndex(tree.isSource ? tree.bytes : [])
    }

    /// Fills the places of losses that have none.
    func locate(_ report: inout LossReport) {
        guard tree.isSource, !report.losses.isEmpty else { return }
        var components: [ExactText: [Component]] = [:]
        for component in tree.components.flatMap({ [$0] + $0.components }) {
            components[component.first(.uid)?.text ?? "", default: []].append(component)
        }
        // A component without UID is named by one it was given, so it is identified by its kind if no other lacks a
        // UID.
        let nameless = Dictionary(grouping: components[""] ?? []) { $0.nameText }.filter { $0.value.count == 1 }
        // Many losses are about one thing, and many components may share a UID.
        var places: [Subject: SourceLocation] = [:]
        report.updateRows { loss in
            guard loss.location.line == 0 else { return }
            let subject = Subject(loss)
            let candidates = components[subject.uid] ?? nameless[subject.component] ?? []
            // To look again among a few is sooner done than to remember.
            let isRemembered = candidates.count > Self.few
            guard
                let place = isRemembered
                    ? places[subject] ?? place(of: subject, among: candidates) : place(of: subject, among: candidates)
            else { return }
            if isRemembered { places[subject] = place }
            loss.location.line = place.line
            loss.location.column = place.column
        }
    }

    private func place(of subject: Subject, among candidates: [Component]) -> SourceLocation? {
        let matching = candidates.filter { subject.component.isEmpty || $0.nameText == subject.component }
        guard let component = matching.first ?? candidates.first else { return nil }
        let property = Name(known: subject.property).flatMap { name in matching.lazy.compactMap { $0.first(name) }.first
        }
        return lines.location(of: property?.line ?? tree.lines[component.index])
    }

    /// What a loss is about.
    private struct Subject: Hashable {
        let component: String
        let uid: ExactText
        let property: String

        init(_ loss: Loss) {
            component = loss.component
            uid = ExactText(loss.uid)
            property = loss.property
        }
    }
}
