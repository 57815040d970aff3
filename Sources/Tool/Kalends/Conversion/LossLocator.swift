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
        // The losses of an item are one after the other.
        var lastUID: ExactText?
        var lastComponents: [Component]?
        report.updateRows { loss in
            guard loss.location.line == 0 else { return }
            if lastUID?.text.isExactly(loss.uid) != true {
                let uid = ExactText(loss.uid)
                lastUID = uid
                lastComponents = components[uid]
            }
            let candidates = lastComponents ?? nameless[loss.component] ?? []
            // To look again among a few is sooner done than to remember.
            guard candidates.count > Self.few else {
                if let place = place(of: loss, among: candidates) { loss.location.take(place) }
                return
            }
            let subject = Subject(loss)
            guard let place = places[subject] ?? place(of: loss, among: candidates) else { return }
            places[subject] = place
            loss.location.take(place)
        }
    }

    private func place(of loss: Loss, among candidates: [Component]) -> SourceLocation? {
        let property = Name(known: loss.property)
        var first: Component?
        for component in candidates where loss.component.isEmpty || component.nameText == loss.component {
            if first == nil { first = component }
            guard let property else { break }
            if let line = component.first(property)?.line { return lines.location(of: line) }
        }
        guard let component = first ?? candidates.first else { return nil }
        return lines.location(of: tree.lines[component.index])
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

extension SourceLocation {
    fileprivate mutating func take(_ place: SourceLocation) {
        line = place.line
        column = place.column
    }
}
