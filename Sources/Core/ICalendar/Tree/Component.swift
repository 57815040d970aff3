/// A component of a tree (RFC 5545 §3.6): two words that know where to look.
public struct Component: Sendable {
    /// The tree it belongs to.
    public let tree: ComponentTree
    /// Its BEGIN among the tree's lines.
    public let index: Int

    /// A view of the component that begins at line `index`.
    public init(tree: ComponentTree, index: Int) {
        self.tree = tree
        self.index = index
    }

    /// Its name.
    public var name: Name { tree.lines[index].name }
    /// Its name's letters in upper case.
    public var nameText: String { tree.text(of: name) }

    /// The index of its END among the tree's lines.
    public var endIndex: Int {
        let link = tree.lines[index].link
        return link == .max ? tree.lines.count : Int(link)
    }

    /// What names it among others of its kind: its UID, the TZID of a time zone; empty if it has none.
    public var identity: String { first(name == .vtimezone ? .timeZoneIdentifier : .uid)?.text ?? "" }

    /// Its own properties in order, without those of subcomponents.
    public var properties: [Property] {
        var found: [Property] = []
        forEachLine { kind, index in
            if kind == .property { found.append(Property(tree: tree, index: index)) }
        }
        return found
    }

    /// Its subcomponents in order.
    public var components: [Component] {
        var found: [Component] = []
        forEachLine { kind, index in
            if kind == .begin { found.append(Component(tree: tree, index: index)) }
        }
        return found
    }

    /// Its subcomponents of one name.
    public func components(named name: Name) -> [Component] { components.filter { $0.name == name } }

    /// Its first property of that name.
    public func first(_ name: Name) -> Property? {
        var index = index + 1
        let end = endIndex
        while index < end {
            let line = tree.lines[index]
            switch line.kind {
            case .property where line.name == name: return Property(tree: tree, index: index)
            case .begin: index = line.link == .max ? end : Int(line.link)
            default: break
            }
            index += 1
        }
        return nil
    }

    /// Its properties of that name in order.
    public func all(_ name: Name) -> [Property] { properties.filter { $0.name == name } }

    /// Calls `body` with every line directly below this component.
    public func forEachLine(_ body: (ContentLine.Kind, Int) -> Void) {
        var index = index + 1
        let end = endIndex
        while index < end {
            let line = tree.lines[index]
            let kind = line.kind
            body(kind, index)
            if kind == .begin { index = line.link == .max ? end : Int(line.link) }
            index += 1
        }
    }
}
