public import CalendarDiagnostics
public import ICalendar

/// Writes a ``ComponentTree`` as xCal (RFC 6321).
///
/// Properties precede components, names are in lower case, and VALUE becomes the element that contains the value. What
/// cannot be written that way can still be read back:
/// - A value that does not match its type is written as `unknown` with its text unchanged; where it had VALUE or
///   ENCODING, they stay parameters (RFC 6321 has no place for VALUE, so a reader that does not know them ignores
///   them).
/// - A value type that no table knows becomes an element of its name in lower case.
/// - A name that XML does not allow is escaped: see `ElementNames`.
/// - Lines that are not content lines are dropped (`malformed-line`), so are characters that XML 1.0 forbids
///   (`character-not-in-xml`) and properties outside of any component (`property-outside-component`): each is reported.
public struct XCalWriter: Sendable {
    /// What may be chosen in the output.
    public struct Options: Hashable, Sendable {
        /// Whether every property is on a separate line, indented by two blanks a level. No white space is ever added
        /// inside a property.
        public var isIndented = true
        /// Whether UNTIL is written as a `date` or `date-time` child, as Kolab 3 does, instead of text.
        public var typesUntil = false
        /// Whether X-CUSTOM with X-IDENTIFIER is written as Kolab 3's `identifier` and `value`, unknown parameters as text, and
        /// the parts of rules in the order of Kolab 3's schema.
        var isKolab3 = false

        /// Indented, UNTIL as text.
        public init() {}
    }

    /// What may be chosen in the output.
    public var options: Options

    /// A writer with its options.
    public init(_ options: Options = Options()) {
        self.options = options
    }

    /// The tree as one document: an `icalendar` element with every outermost component.
    ///
    /// - Parameter report: receives a row for each thing that XML cannot carry.
    public func write(_ tree: ComponentTree, report: inout LossReport) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(tree.bytes.count * 5 / 2 + 256)
        var stream = XCalStreamWriter(options)
        stream.begin(to: &output)
        stream.appendWhole(tree, to: &output, report: &report)
        stream.end(to: &output)
        return output
    }
}
