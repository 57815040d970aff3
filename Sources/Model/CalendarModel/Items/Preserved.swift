public import ICalendar
internal import Synchronization

/// What an item holds in addition to its fields, so that nothing of a file is lost.
public struct Preserved: Hashable, Sendable {
    /// Forms of the original that represent fields as long as these have the same values.
    public var exactForms: [ExactForm] = []
    /// Properties that no field holds.
    public var properties: [PreservedProperty] = []
    /// Subcomponents that no field holds.
    public var components: [PreservedComponent] = []
    /// Kolab elements that no field holds, or that contain more than their field, as XML text.
    public var elements: [String] = []

    /// Nothing.
    public init() {}

    /// Whether there is nothing.
    public var isEmpty: Bool {
        exactForms.isEmpty && properties.isEmpty && components.isEmpty && elements.isEmpty
    }
}

/// The lines of the original where those of the fields alone would contain less.
public struct ExactForm: Hashable, Sendable {
    /// The content lines that the fields gave when the original was read. As long as they still give these, the original
    /// is written; when a field was changed, it is stale.
    public var generated: [UInt8]
    /// The original's properties.
    public var properties: [PreservedProperty] = []
    /// The original's subcomponent.
    public var component: PreservedComponent?
}

/// A property kept unchanged in its tree; equal to every property that means the same.
public struct PreservedProperty: Sendable {
    /// The property.
    public let property: Property
    /// Whether it could not be read into its field, and so is replaced when the field has a value.
    public let yieldsToField: Bool

    /// A property to keep.
    public init(_ property: Property, yieldsToField: Bool = false) {
        self.property = property
        self.yieldsToField = yieldsToField
    }
}

extension PreservedProperty: Hashable {
    /// Compares what the properties mean.
    public static func == (left: PreservedProperty, right: PreservedProperty) -> Bool {
        left.property.hasSameMeaning(as: right.property)
    }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(property.nameText) }
}

/// A subcomponent kept unchanged in its tree; equal to every one that means the same.
public struct PreservedComponent: Sendable {
    /// The component.
    public let component: Component
    private let sharedText = SharedText()

    /// A component to keep.
    public init(_ component: Component) {
        self.component = component
    }
}

extension PreservedComponent {
    /// Its lines as they are written into another tree, separated by line feeds.
    package var text: String {
        sharedText.value {
            var builder = ComponentTreeBuilder(capacity: 512)
            builder.copy(component)
            let tree = builder.finish()
            return tree.text(ofLines: 0...tree.lines.count - 1)
        }
    }
}

/// A text that is made when it is first needed, once for all copies of its owner.
private final class SharedText: Sendable {
    private let text = Mutex<String?>(nil)

    func value(_ make: () -> String) -> String {
        text.withLock { text in
            if let text { return text }
            let made = make()
            text = made
            return made
        }
    }
}

extension PreservedComponent: Hashable {
    /// Compares what the components mean.
    public static func == (left: PreservedComponent, right: PreservedComponent) -> Bool {
        left.component.hasSameMeaning(as: right.component)
    }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(component.nameText) }
}
