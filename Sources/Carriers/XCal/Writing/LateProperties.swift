public import ICalendar

/// A property after components of a streamed component, where xCal has no place for it.
public struct LatePropertyError: Error, Hashable, Sendable {
    /// The component's name in upper case.
    public let component: String
    /// The property's name in upper case.
    public let property: String
}

/// Gathers the properties that a stream has after components, so that a second pass can write them before.
public struct LateProperties: Sendable {
    private struct OpenComponent {
        var ordinal: Int
        var hasComponents = false
    }

    /// For each component that was left open, by its number: a component with its late properties.
    var trees: [Int: ComponentTree] = [:]
    private var builders: [Int: ComponentTreeBuilder] = [:]
    private var open: [OpenComponent] = []
    private var openCount = 0

    /// None yet.
    public init() {}

    /// Looks through the next piece of the stream.
    public mutating func gather(_ tree: ComponentTree) {
        var index = 0
        while index < tree.lines.count {
            let line = tree.lines[index]
            switch line.kind {
            case .property:
                if let last = open.last, last.hasComponents {
                    add(Property(tree: tree, index: index), to: last.ordinal)
                }
            case .begin:
                if let last = open.indices.last { open[last].hasComponents = true }
                if line.link == .max {
                    open.append(OpenComponent(ordinal: openCount))
                    openCount += 1
                } else {
                    index = Int(line.link)
                }
            case .end: _ = open.popLast()
            case .malformed: break
            }
            index += 1
        }
    }

    /// Ends the first pass.
    public mutating func finish() {
        trees = builders.mapValues { $0.finish() }
        builders = [:]
    }

    private mutating func add(_ property: Property, to ordinal: Int) {
        var builder = builders.removeValue(forKey: ordinal) ?? ComponentTreeBuilder()
        if builder.depth == 0 { builder.begin(.vcalendar) }
        builder.copy(property)
        builders[ordinal] = builder
    }
}
