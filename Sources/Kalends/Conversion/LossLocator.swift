internal import CalendarDiagnostics
internal import ICalendar

/// Gives losses the line of the component and property that they speak of.
struct LossLocator {
    private let tree: ComponentTree
    private let lines: SourceLineIndex

    /// A locator over a tree as it was read; a built tree has no lines to name.
    init(_ tree: ComponentTree) {
        self.tree = tree
        lines = SourceLineIndex(tree.isSource ? tree.bytes : [])
    }

    /// Fills the places of losses that have none.
    func locate(_ losses: inout ArraySlice<Loss>) {
        guard tree.isSource, !losses.isEmpty else { return }
        var components: [String: [Component]] = [:]
        for component in tree.components.flatMap({ [$0] + $0.components }) {
            components[component.first(.uid)?.text ?? "", default: []].append(component)
        }
        for index in losses.indices where losses[index].location.line == 0 {
            let candidates = components[losses[index].uid] ?? []
            let matching = candidates.filter { losses[index].component.isEmpty || $0.nameText == losses[index].component }
            guard let component = matching.first ?? candidates.first else { continue }
            let property = Name(known: losses[index].property).flatMap { name in
                matching.lazy.compactMap { $0.first(name) }.first
            }
            var place = lines.location(of: property?.line ?? tree.lines[component.index])
            place.file = losses[index].location.file
            losses[index].location = place
        }
    }
}
