/// What a stream has too late: a property after components of a streamed component, where xCal and jCal have no place for it,
/// or a component after one that was written as the only one.
public struct LatePropertyError: Error, Hashable, Sendable {
    /// The component's name in upper case.
    public let component: String
    /// The property's name in upper case; empty for a component.
    public let property: String

    /// A property, or a component, that is too late.
    public init(component: String, property: String = "") {
        self.component = component
        self.property = property
    }
}

/// Gathers the properties that a stream has after components, so that a second pass can write them before.
public struct LateProperties: Sendable {
    private struct OpenComponent {
        var ordinal: Int
        var hasComponents = false
    }

    /// For each component that was left open, by its number: a component with its late properties.
    public private(set) var trees: [Int: ComponentTree] = [:]
    /// How many components are outside of any other; nil until the first pass has ended.
    public private(set) var componentCount: Int?
    private var builders: [Int: ComponentTreeBuilder] = [:]
    private var open: [OpenComponent] = []
    private var openCount = 0
    private var outerCount = 0

    /// None yet.
    public init() {}

    /// None in a stream of so many components.
    package init(componentCount: Int) { self.componentCount = componentCount }

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
                if let last = open.indices.last { open[last].hasComponents = true } else { outerCount += 1 }
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
        componentCount = outerCount
    }

    private mutating func add(_ property: Property, to ordinal: Int) {
        var builder = builders.removeValue(forKey: ordinal) ?? ComponentTreeBuilder()
        if builder.depth == 0 { builder.begin(.vcalendar) }
        builder.copy(property)
        builders[ordinal] = builder
    }
}
