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
        var stream = JCalStreamWriter(tree, report.take())
        stream.write()
        report = stream.losses.report
        return stream.output
    }
}

/// The bytes of a document while it is written.
struct JCalStreamWriter {
    let tree: ComponentTree
    var output: [UInt8] = []
    var losses: TreeLosses

    init(_ tree: ComponentTree, _ report: LossReport) {
        self.tree = tree
        losses = TreeLosses(of: tree, to: report)
        output.reserveCapacity(tree.bytes.count * 3 / 2)
    }

    mutating func write() {
        let components = tree.components
        var open = 0
        losses.addUnwrittenLines(open: &open)
        if components.count == 1 {
            component(components[0])
        } else {
            output.append(UInt8(ascii: "["))
            for (position, component) in components.enumerated() {
                if position > 0 { output.append(UInt8(ascii: ",")) }
                self.component(component)
            }
            output.append(UInt8(ascii: "]"))
        }
        output.append(0x0A)
    }

    /// Works with a separate stack: a tree may be deeper than the call stack allows.
    private mutating func component(_ first: Component) {
        var open: [(component: Component, children: [Component], next: Int)] = []
        begin(first, level: 0)
        open.append((first, first.components, 0))
        while let level = open.indices.last {
            guard open[level].next < open[level].children.count else {
                open.removeLast()
                output.append(contentsOf: "]]".utf8)
                continue
            }
            let child = open[level].children[open[level].next]
            if open[level].next > 0 { output.append(UInt8(ascii: ",")) }
            open[level].next += 1
            begin(child, level: open.count)
            open.append((child, child.components, 0))
        }
    }

    private mutating func begin(_ component: Component, level: Int) {
        breakLine(level)
        output.append(UInt8(ascii: "["))
        string(component.nameText.lowercased())
        output.append(contentsOf: ",[".utf8)
        for (position, property) in component.properties.enumerated() {
            if position > 0 { output.append(UInt8(ascii: ",")) }
            breakLine(level + 1)
            self.property(property, of: component)
        }
        output.append(contentsOf: "],[".utf8)
    }

    private mutating func breakLine(_ level: Int) {
        guard !output.isEmpty else { return }
        output.append(0x0A)
        output.append(contentsOf: repeatElement(0x20, count: min(level, 64)))
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
