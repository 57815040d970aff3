internal import Bytes
public import CalendarDiagnostics

/// Reads iCalendar text that arrives in chunks, and returns whole components as soon as they are complete.
///
/// Each piece is a separate tree: the lines since the last piece, cut after the END of a component directly in the
/// calendar. The calendar's BEGIN is in the first piece and its END in the last; `link` is `UInt32.max` where the other
/// end lies in another piece. Memory is bounded by the chunk size and the largest component.
public struct ICalendarStream: Sendable {
    private var parser: ContentLineParser
    private var pending: [UInt8] = []
    /// What was read and is not returned yet: a component is open that may contain the calendar's, and its end is known
    /// only once its own END is read or is missing.
    private var held: [UInt8] = []
    private let limits: ReadLimits

    /// A stream at its beginning.
    public init(limits: ReadLimits = ReadLimits()) {
        self.limits = limits
        parser = ContentLineParser(limits: limits)
    }

    /// Reads the next bytes; returns the components that they complete, if any.
    public mutating func feed(_ chunk: [UInt8], diagnostics: inout Diagnostics) throws(ReadError) -> ComponentTree? {
        let searched = max(0, pending.count - 32)
        pending.append(contentsOf: chunk)
        // One component of such a size; the whole may be larger.
        guard pending.count + held.count <= limits.inputSize else {
            throw ReadError(.limitExceeded(name: "input-size", limit: limits.inputSize))
        }
        guard let cut = Self.lastComponentEnd(in: pending.span, from: searched) else { return nil }
        let block = Array(pending[..<cut])
        pending.removeFirst(cut)
        let whole = try read(block, &diagnostics)
        if parser.stack.count > 1 {
            held = whole
            return nil
        }
        return tree(of: whole)
    }

    /// Reads what is left; components still open are ended.
    public mutating func finish(diagnostics: inout Diagnostics) throws(ReadError) -> ComponentTree {
        let rest = pending
        pending = []
        let block = try read(rest, &diagnostics)
        guard parser.hasSeenComponent else { throw ReadError(ICalendarReader.refusal(of: block.span)) }
        if !parser.stack.isEmpty { parser.closeAll(block.span, &diagnostics) }
        return tree(of: block)
    }

    /// Reads a block, and gives it with what is held before it.
    private mutating func read(_ block: [UInt8], _ diagnostics: inout Diagnostics) throws(ReadError) -> [UInt8] {
        if held.isEmpty {
            parser.beginBlock()
            parser.lines.reserveCapacity(block.count / 24 + 16)
            try parser.parse(block.span, diagnostics: &diagnostics)
            return block
        }
        var whole: [UInt8] = []
        swap(&whole, &held)
        let start = whole.count
        whole += block
        try parser.parse(whole.span, from: start, diagnostics: &diagnostics)
        return whole
    }

    private func tree(of block: [UInt8]) -> ComponentTree {
        ComponentTree(
            bytes: block,
            lines: parser.lines,
            parameters: parser.parameters,
            ownNames: parser.interner.texts,
            isSource: true
        )
    }

    /// The components that only a calendar contains: where one ends, a piece may end.
    private static let cuts: [[UInt8]] = ComponentTable.rows.filter { $0.parents == ["VCALENDAR"] }
        .map { Array($0.name.utf8) }

    /// The position after the last line `END:` of such a component, at or after `from`.
    private static func lastComponentEnd(in bytes: Span<UInt8>, from start: Int) -> Int? {
        var lineFeed = bytes.count - 1
        var behind: Int?
        // A line that begins with a blank continues the one before, even across blank lines.
        var isFollowed = false
        while lineFeed >= start {
            guard bytes[lineFeed] == .lineFeed else {
                lineFeed -= 1
                continue
            }
            if let behind {
                if isFollowed, isComponentEnd(bytes, lineFeed + 1, behind) { return behind }
                if !bytes[lineFeed + 1].isLineBreak { isFollowed = !bytes[lineFeed + 1].isBlank }
            } else if lineFeed + 1 < bytes.count, !bytes[lineFeed + 1].isLineBreak {
                isFollowed = !bytes[lineFeed + 1].isBlank
            }
            behind = lineFeed + 1
            lineFeed -= 1
        }
        return nil
    }

    private static func isComponentEnd(_ bytes: Span<UInt8>, _ start: Int, _ behind: Int) -> Bool {
        let marker = Array("END:".utf8)
        guard behind - start > marker.count else { return false }
        for step in marker.indices where bytes[start + step].uppercasedASCII != marker[step] { return false }
        let nameStart = start + marker.count
        return cuts.contains { name in
            var index = nameStart
            for letter in name {
                guard index < behind, bytes[index].uppercasedASCII == letter else { return false }
                index += 1
            }
            while index < behind, bytes[index] <= .space { index += 1 }
            return index == behind
        }
    }
}
