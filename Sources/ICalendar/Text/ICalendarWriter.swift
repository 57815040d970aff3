/// Writes a ``ComponentTree`` as iCalendar text (RFC 5545 §3.1).
public struct ICalendarWriter: Sendable {
    /// Whether even an untouched tree is written in canonical lines: CRLF, 75 octets, names and values as they are.
    public var normalizes: Bool

    /// A writer.
    public init(normalizes: Bool = false) {
        self.normalizes = normalizes
    }

    /// The tree's text: the very bytes it was read from, or canonical lines.
    public func write(_ tree: ComponentTree) -> [UInt8] {
        if tree.isSource, !normalizes { return tree.bytes }
        var output: [UInt8] = []
        output.reserveCapacity(tree.bytes.count + tree.bytes.count / 16 + 64)
        append(tree, to: &output)
        return output
    }

    /// Appends the tree's canonical lines, in whichever order they stand; pieces of a stream may follow one another.
    public func append(_ tree: ComponentTree, to output: inout [UInt8]) {
        let bytes = tree.bytes
        var scratch: [UInt8] = []
        for line in tree.lines {
            let flags = line.flags
            if flags.isDisjoint(with: [.headFolded, .valueFolded, .isLatin1, .isSynthetic]) {
                LineFolder.append(bytes, Int(line.start), Int(line.valueEnd), to: &output)
                continue
            }
            scratch.removeAll(keepingCapacity: true)
            if flags.contains(.isSynthetic) {
                scratch.append(contentsOf: "END:\(tree.text(of: line.name))".utf8)
            } else {
                appendLogical(line, of: tree, to: &scratch)
            }
            LineFolder.append(scratch, 0, scratch.count, to: &output)
        }
    }

    /// A raw line break is a fold that lost its blank, except inside a parameter, where it stands for `^n` (RFC 6868).
    private func appendLogical(_ line: ContentLine, of tree: ComponentTree, to scratch: inout [UInt8]) {
        let isLatin1 = line.flags.contains(.isLatin1)
        var head: [UInt8] = []
        let bytes = tree.bytes
        let span = bytes.span
        ComponentTree.appendLogical(span, Int(line.start), Int(line.valueStart), isLatin1: isLatin1, to: &head)
        for byte in head {
            if byte == .lineFeed { scratch.append(contentsOf: [.caret, UInt8(ascii: "n")]) } else { scratch.append(byte) }
        }
        let valueStart = scratch.count
        ComponentTree.appendLogical(
            span, Int(line.valueStart), Int(line.valueEnd), isLatin1: isLatin1, to: &scratch)
        // What is left of raw breaks in a value are quoted-printable soft breaks: `=` and the break both go.
        if scratch[valueStart...].contains(.lineFeed) {
            var joined = Array(scratch[..<valueStart])
            for byte in scratch[valueStart...] {
                if byte == .lineFeed {
                    if joined.last == .equals { joined.removeLast() }
                } else {
                    joined.append(byte)
                }
            }
            scratch = joined
        }
    }
}
