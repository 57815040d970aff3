internal import ICalendar

/// Everything the writer copies from: tags of all known names and value types, and the numbers of names it asks for.
struct XCalTags: Sendable {
    static let shared = XCalTags()

    let names = ElementTags(Name.allKnown.lazy.compactMap(\.knownText))
    let types = ElementTags(ValueType.allCases.sorted { $0.ordinal < $1.ordinal }.map(\.rawValue))
    let recurrenceParts = ElementTags(RecurrencePart.names)
    let forms = PropertyForm.known
    let parameterTypes: [ValueType] = Name.allKnown.map { Vocabulary.shared.parameter($0)?.type ?? .unknown }
    /// A line break and as many blanks as the deepest component needs; what is deeper still is indented no further.
    private let lineBreak: [UInt8] = [UInt8(ascii: "\n")] + [UInt8](repeating: UInt8(ascii: " "), count: 512)
    let value = Name.value
    let encoding = Name.encoding
    let xml = Name.xml

    /// Appends a line break and the indentation of a level.
    @inline(__always)
    func appendLineBreak(_ depth: Int, to output: inout [UInt8]) {
        output.append(copying: lineBreak.span.extracting(0..<min(1 + 2 * depth, lineBreak.count)))
    }
}
