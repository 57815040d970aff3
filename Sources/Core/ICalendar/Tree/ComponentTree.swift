/// Components, properties and parameters as three flat arrays over one byte buffer: the carrier that iCalendar text, xCal
/// and jCal share (RFC 5545 §3, RFC 6321 §3).
///
/// The tree is immutable and decodes nothing: names are numbers, values are byte ranges. ``Component``,
/// ``Property`` and ``Parameter`` are small views; a ``ComponentTreeBuilder`` makes new trees.
public final class ComponentTree: Sendable {
    /// The text that every record points into.
    public let bytes: [UInt8]
    /// The content lines in document order.
    public let lines: [ContentLine]
    /// The parameters of all properties, in order.
    public let parameters: [ParameterRecord]
    /// The names that no vocabulary table knows, in upper case.
    public let ownNames: [String]
    /// Whether ``bytes`` is an input as it was read, to be written back unchanged.
    public let isSource: Bool

    init(
        bytes: [UInt8],
        lines: [ContentLine],
        parameters: [ParameterRecord],
        ownNames: [String],
        isSource: Bool
    ) {
        self.bytes = bytes
        self.lines = lines
        self.parameters = parameters
        self.ownNames = ownNames
        self.isSource = isSource
    }

    /// A name's letters in upper case.
    public func text(of name: Name) -> String {
        name.knownText ?? ownNames[Int(name.id - Name.firstUnknown)]
    }

    /// The outermost components, usually one VCALENDAR.
    public var components: [Component] {
        var found: [Component] = []
        var index = 0
        while index < lines.count {
            if lines[index].kind == .begin {
                found.append(Component(tree: self, index: index))
                index = lines[index].link == .max ? lines.count : Int(lines[index].link)
            }
            index += 1
        }
        return found
    }
}
