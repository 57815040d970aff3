public import CalendarDiagnostics
public import ICalendar

/// Writes one xCal document from the pieces of a stream.
///
/// A piece is a tree in which a component may begin and not end (its BEGIN has the link `UInt32.max`) or end without having
/// begun, as VCALENDAR does when a large file is read in parts. Memory stays at the size of a piece.
///
/// ```swift
/// var writer = XCalStreamWriter()
/// writer.begin(to: &output)
/// for piece in pieces { try writer.append(piece, to: &output, report: &report) }
/// writer.end(to: &output)
/// ```
public struct XCalStreamWriter: Sendable {
    /// A component whose END was not written yet.
    struct OpenComponent {
        var name: String
        /// Its number among the components that were left open at the end of a piece.
        var ordinal: Int
        var hasProperties = false
        var hasComponents = false
    }

    let options: XCalWriter.Options
    let lateProperties: LateProperties
    let tags = XCalTags.shared
    /// Tags of the names that only the current tree knows.
    var ownTags = ElementTags([])
    var output: [UInt8] = []
    var scratch: [UInt8] = []
    var open: [OpenComponent] = []
    var openCount = 0
    /// Levels of indentation.
    var depth = 0
    /// Characters dropped from the current property.
    var droppedCharacters = 0
    /// Whether the current rule was written without what readers skip in it.
    var hasTidiedRule = false
    /// The losses of the current piece.
    var losses: TreeLosses?

    /// A writer that has written nothing yet.
    ///
    /// - Parameter lateProperties: properties that the stream has after components and that must be before them.
    public init(_ options: XCalWriter.Options = .init(), lateProperties: LateProperties = .init()) {
        self.options = options
        self.lateProperties = lateProperties
    }
}

extension XCalStreamWriter {
    /// Writes the document's head.
    public mutating func begin(to output: inout [UInt8]) {
        output.append(contentsOf: #"<?xml version="1.0" encoding="UTF-8"?>"#.utf8)
        output.append(UInt8(ascii: "\n"))
        output.append(contentsOf: #"<icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0">"#.utf8)
        depth = 1
    }

    /// Writes a piece.
    ///
    /// - Parameter linesBefore: lines of the input that earlier pieces held, for the places of losses.
    /// - Throws: ``LatePropertyError`` if a component that began in an earlier piece has a property after a component.
    ///   What was written is useless then: gather such properties with ``LateProperties`` and write anew.
    public mutating func append(
        _ tree: ComponentTree,
        behind linesBefore: Int = 0,
        to output: inout [UInt8],
        report: inout LossReport
    ) throws(LatePropertyError) {
        prepare(tree, linesBefore, &output, &report)
        defer { finish(&output, &report) }
        let piece = Piece(tree)
        var index = 0
        while index < piece.lines.count {
            let line = piece.lines[index]
            switch line.kind {
            case .property: try streamedProperty(index, of: piece)
            case .malformed: losses?.addMalformed(line: index, in: nil, named: open.last?.name ?? "")
            case .begin where line.link == .max: beginStreamed(line.name, of: piece)
            case .begin:
                prepareForComponent()
                component(index, of: piece)
                index = Int(line.link)
            case .end: endStreamed()
            }
            index += 1
        }
    }

    /// Writes a tree in which no component is left open.
    mutating func appendWhole(_ tree: ComponentTree, to output: inout [UInt8], report: inout LossReport) {
        do {
            try append(tree, to: &output, report: &report)
        } catch {
            // Only a component that some earlier piece left open can have late properties.
            report.add(Loss("late-property", .dropped, "a property after the components", property: error.property))
        }
    }

    /// Ends what is open, and the document.
    public mutating func end(to output: inout [UInt8]) {
        swap(&self.output, &output)
        while !open.isEmpty { endStreamed() }
        depth = 0
        breakLine()
        self.output.append(contentsOf: "</icalendar>\n".utf8)
        swap(&self.output, &output)
    }
}

/// A tree with direct access to its arrays, so that no line reads them through the tree's box.
struct Piece {
    let tree: ComponentTree
    let bytes: [UInt8]
    let lines: [ContentLine]

    init(_ tree: ComponentTree) {
        self.tree = tree
        bytes = tree.bytes
        lines = tree.lines
    }
}
