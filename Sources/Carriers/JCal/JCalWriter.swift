public import CalendarDiagnostics
public import ICalendar

/// Writes a ``ComponentTree`` as jCal (RFC 7265).
///
/// One component is written as itself, several as an array. VALUE becomes the type; a value that is not of its type is
/// written as `unknown` with its text unchanged, together with VALUE and ENCODING. A parameter that is a bare name has
/// an empty array for its value. Lines that are not content lines are dropped (`malformed-line`), so are properties
/// outside of any component (`property-outside-component`); the values of a parameter that occurs twice are joined
/// (`parameter-repeated`).
public struct JCalWriter: Sendable {
    /// Creates a writer.
    public init() {}

    /// The tree as one document.
    ///
    /// - Parameter report: receives a row for each thing that jCal cannot carry.
    public func write(_ tree: ComponentTree, report: inout LossReport) -> [UInt8] {
        var stream = JCalStreamWriter(LateProperties(componentCount: tree.components.count))
        var output: [UInt8] = []
        output.reserveCapacity(tree.bytes.count * 3 / 2)
        stream.begin(to: &output)
        stream.appendWhole(tree, to: &output, report: &report)
        stream.end(to: &output)
        return output
    }
}

// MARK: - JSON

extension JCalStreamWriter {
    mutating func string(_ text: String) { string(Array(text.utf8).span) }

    /// A JSON string; the reader of the tree has already replaced bytes that are not UTF-8.
    mutating func string(_ text: Span<UInt8>) {
        output.append(UInt8(ascii: "\""))
        for index in text.indices {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                output.append(UInt8(ascii: "\\"))
                output.append(byte)
            case 0x0A: output.append(contentsOf: "\\n".utf8)
            case 0x09: output.append(contentsOf: "\\t".utf8)
            case 0x0D: output.append(contentsOf: "\\r".utf8)
            case 0..<0x20: output.append(contentsOf: "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
