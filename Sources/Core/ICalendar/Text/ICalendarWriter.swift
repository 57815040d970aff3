internal import Bytes

/// Writes a ``ComponentTree`` as iCalendar text (RFC 5545 §3.1).
public struct ICalendarWriter: Sendable {
    /// Whether even an untouched tree is written in canonical lines: CRLF, 75 octets, names and values unchanged.
    public var normalizes: Bool
    /// Whether components that need a DTSTAMP and have none get one, where the tree is not written byte for byte.
    public var suppliesStamps: Bool
    /// Whether lines that end nothing are skipped, so that every END has its BEGIN, where the tree is not written byte for byte.
    public var isBalanced: Bool

    /// Creates a writer with its options.
    public init(normalizes: Bool = false, suppliesStamps: Bool = false, isBalanced: Bool = false) {
        self.normalizes = normalizes
        self.suppliesStamps = suppliesStamps
        self.isBalanced = isBalanced
    }

    /// The tree's text: the bytes it was read from, or canonical lines.
    public func write(_ tree: ComponentTree) -> [UInt8] {
        if tree.isSource, !normalizes { return tree.bytes }
        var output: [UInt8] = []
        output.reserveCapacity(tree.bytes.count + tree.bytes.count / 16 + 64)
        append(tree, to: &output)
        return output
    }

    /// Appends the tree's canonical lines, in whichever order they are; pieces of a stream may follow one another.
    public func append(_ tree: ComponentTree, to output: inout [UInt8]) {
        var start = 0
        if suppliesStamps {
            for (begin, stamp) in MissingStamps.places(in: tree) {
                append(tree, start..<begin + 1, to: &output)
                output.append(contentsOf: "DTSTAMP:".utf8)
                output.append(contentsOf: stamp.utf8)
                output.append(contentsOf: "\r\n".utf8)
                start = begin + 1
            }
        }
        append(tree, start..<tree.lines.count, to: &output)
    }

    private func append(_ tree: ComponentTree, _ range: Range<Int>, to output: inout [UInt8]) {
        let lines = tree.lines
        var start = range.lowerBound
        while start < range.upperBound {
            // A group of lines shares one reservation, so that nothing is checked or grown byte by byte.
            var end = start
            var room = 0
            while end < range.upperBound, room < 1 << 16 {
                room += LineFolder.capacity(for: Self.longestForm(of: lines[end], tree))
                end += 1
            }
            output.append(addingCapacity: room) { span in append(tree, start..<end, to: &span) }
            start = end
        }
    }

    /// How long a line can get: Latin-1 bytes become up to three, a raw line break two.
    private static func longestForm(of line: ContentLine, _ tree: ComponentTree) -> Int {
        if line.flags.contains(.isSynthetic) { return 6 + tree.text(of: line.name).utf8.count }
        let count = Int(line.valueEnd) - Int(line.start)
        return line.flags.contains(.isLatin1) ? count * 3 : line.flags.contains(.headFolded) ? count * 2 : count
    }

    private func append(_ tree: ComponentTree, _ range: Range<Int>, to output: inout OutputSpan<UInt8>) {
        let lines = tree.lines
        let bytes = tree.bytes
        let span = bytes.span
        var scratch: [UInt8] = []
        for index in range {
            let line = lines[index]
            let flags = line.flags
            if isBalanced, tree.endsNothing(line) { continue }
            if flags.isDisjoint(with: [.headFolded, .valueFolded, .isLatin1, .isSynthetic]) {
                LineFolder.append(span, Int(line.start), Int(line.valueEnd), to: &output)
            } else if flags.isDisjoint(with: [.headFolded, .isLatin1, .isSynthetic, .hasNonASCII, .hasControl]),
                line.parameterCount == 0
            {
                // Without parameters there is no quoted-printable: every line break is a fold.
                LineFolder.appendRefolded(span, Int(line.start), Int(line.valueEnd), to: &output)
            } else {
                scratch.removeAll(keepingCapacity: true)
                if flags.contains(.isSynthetic) {
                    scratch.append(
                        contentsOf: "\(line.kind == .begin ? "BEGIN" : "END"):\(tree.text(of: line.name))".utf8
                    )
                } else {
                    appendLogical(index, of: tree, to: &scratch)
                }
                LineFolder.append(scratch.span, 0, scratch.count, to: &output)
            }
        }
    }

    /// A raw line break is a fold that lost its blank, except inside a parameter, where it represents `^n` (RFC 6868).
    private func appendLogical(_ index: Int, of tree: ComponentTree, to scratch: inout [UInt8]) {
        let line = tree.lines[index]
        let isLatin1 = line.flags.contains(.isLatin1)
        let bytes = tree.bytes
        let span = bytes.span
        ComponentTree.appendLogical(span, Int(line.start), Int(line.valueStart), isLatin1: isLatin1, to: &scratch)
        if line.flags.contains(.headFolded), scratch.contains(.lineFeed) {
            scratch = scratch.flatMap { $0 == .lineFeed ? [.caret, UInt8(ascii: "n")] : [$0] }
        }
        if line.kind == .malformed {
            ComponentTree.appendLogical(
                span,
                Int(line.valueStart),
                Int(line.valueEnd),
                isLatin1: isLatin1,
                to: &scratch
            )
            scratch.removeAll { $0 == .lineFeed }
        } else {
            Property(tree: tree, index: index).appendLogicalValue(to: &scratch)
        }
    }
}
