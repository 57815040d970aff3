/// Where a tree lacks the DTSTAMP that RFC 5545 §3.8.7.2 requires.
enum MissingStamps {
    /// What is written where a component has no own time: the first moment of 1970, clearly not a real time.
    private static let epoch = "19700101T000000Z"

    /// The BEGIN lines of the components that need a DTSTAMP and have none, in order, each with the one to write: the last
    /// change where one is known, else the creation.
    static func places(in tree: ComponentTree) -> [(line: Int, stamp: String)] {
        var places: [(line: Int, stamp: String)] = []
        for index in tree.lines.indices where tree.lines[index].kind == .begin {
            let line = tree.lines[index]
            guard Vocabulary.shared.component(line.name)?.required.contains("DTSTAMP") == true else { continue }
            let component = Component(tree: tree, index: index)
            guard component.first(.dateTimeStamp) == nil else { continue }
            places.append((index, time(.lastModified, of: component) ?? time(.created, of: component) ?? epoch))
        }
        return places
    }

    private static func time(_ name: Name, of component: Component) -> String? {
        guard let property = component.first(name) else { return nil }
        var value: [UInt8] = []
        property.appendLogicalValue(to: &value)
        guard value.last == UInt8(ascii: "Z"), ValueGrammar.matches(value.span, .dateTime) else { return nil }
        return String(decoding: value, as: UTF8.self)
    }
}
