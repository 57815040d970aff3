internal import CalendarDiagnostics
public import ICalendar

/// Where a series was read.
public struct SeriesOrigin: Sendable {
    /// The input's name as the user knows it.
    public var file: String
    /// The component with which the series begins; nil for formats without content lines.
    public var component: Component?

    /// An origin; every part may be omitted.
    public init(file: String = "", component: Component? = nil) {
        self.file = file
        self.component = component
    }
}

/// Finds the places of findings; it counts the lines of each text once.
struct OriginPlaces: Sendable {
    private var lines: [ObjectIdentifier: SourceLineIndex] = [:]

    /// The place of a component's property; of the component where it has none of that name.
    mutating func location(of name: Name, in origin: SeriesOrigin) -> SourceLocation {
        location(of: origin.component?.first(name), in: origin)
    }

    /// The place of the first property that names a zone; of the component where none does.
    mutating func location(ofZone zone: String, in origin: SeriesOrigin) -> SourceLocation {
        let property = origin.component?.properties.first { $0.parameter(.timeZoneIdentifier)?.value == zone }
        return location(of: property, in: origin)
    }

    /// The place of a property; of the component where it is nil.
    mutating func location(of property: Property?, in origin: SeriesOrigin) -> SourceLocation {
        guard let component = origin.component, component.tree.isSource else {
            return SourceLocation(file: origin.file)
        }
        let tree = component.tree
        let known = lines[ObjectIdentifier(tree)] ?? SourceLineIndex(tree.bytes)
        lines[ObjectIdentifier(tree)] = known
        let isInTree = property.map { $0.tree === tree } ?? false
        var place = known.location(
            of: isInTree ? property?.line ?? tree.lines[component.index] : tree.lines[component.index]
        )
        place.file = origin.file
        return place
    }
}
