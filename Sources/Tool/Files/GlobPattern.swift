/// A pattern for one path segment: `*`, `?`, `[a-z]`, `[!a-z]`, and `\` before a literal character.
struct SegmentPattern: Hashable, Sendable {
    private enum Piece: Hashable, Sendable {
        case one(Unicode.Scalar)
        case any
        case run
        case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)
    }

    private let pieces: [Piece]
    /// The text that the segment matches when it contains no wildcard.
    let literal: String?

    /// Reads a segment; a `[` without its `]` is literal.
    init(_ text: Substring) {
        var pieces: [Piece] = []
        var rest = text.unicodeScalars
        while let scalar = rest.popFirst() {
            switch scalar {
            case "*": if pieces.last != .run { pieces.append(.run) }
            case "?": pieces.append(.any)
            case "\\": pieces.append(.one(rest.popFirst() ?? "\\"))
            case "[":
                if let (set, end) = Self.readSet(rest) {
                    pieces.append(set)
                    rest = rest[end...]
                } else {
                    pieces.append(.one("["))
                }
            default: pieces.append(.one(scalar))
            }
        }
        self.pieces = pieces
        var literal = String.UnicodeScalarView()
        for case .one(let scalar) in pieces { literal.append(scalar) }
        self.literal = literal.count == pieces.count ? String(literal) : nil
    }

    /// Reads what follows `[`, and returns where the text continues after `]`.
    private static func readSet(
        _ text: Substring.UnicodeScalarView
    ) -> (Piece, Substring.UnicodeScalarView.Index)? {
        var rest = text
        var isNegated = false
        if rest.first == "!" || rest.first == "^" {
            isNegated = true
            rest.removeFirst()
        }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while let scalar = rest.popFirst() {
            // A `]` that is first is a member of the set.
            if scalar == "]", !ranges.isEmpty { return (.set(ranges, isNegated: isNegated), rest.startIndex) }
            let low = scalar == "\\" ? rest.popFirst() ?? scalar : scalar
            var high = low
            if rest.first == "-", let end = rest.dropFirst().first, end != "]" {
                rest.removeFirst(2)
                high = end
            }
            if low <= high { ranges.append(low...high) } else { ranges.append(low...low) }
        }
        return nil
    }

    /// Whether the whole of `name` fits; takes time in proportion to both lengths multiplied at worst.
    func matches(_ name: some StringProtocol) -> Bool {
        let scalars = Array(name.unicodeScalars)
        return matchesWithRuns(
            pieces.count,
            scalars.count,
            isRun: { pieces[$0] == .run },
            fits: { piece, position in
                switch pieces[piece] {
                case .one(let scalar): scalar == scalars[position]
                case .any: true
                case .set(let ranges, let isNegated): ranges.contains { $0.contains(scalars[position]) } != isNegated
                case .run: false
                }
            }
        )
    }
}

/// A pattern for a whole path, segment by segment; a segment `**` matches any number of segments.
struct PathPattern: Hashable, Sendable {
    /// One segment of the pattern.
    enum Segment: Hashable, Sendable {
        case anyDepth
        case name(SegmentPattern)
    }

    let segments: [Segment]

    /// Reads a pattern whose segments are parted by `/`; empty segments do not count.
    init(_ text: some StringProtocol) {
        var segments: [Segment] = []
        for part in text.split(separator: "/") where part != "." {
            if part == "**" {
                if segments.last != .anyDepth { segments.append(.anyDepth) }
            } else {
                segments.append(.name(SegmentPattern(Substring(part))))
            }
        }
        self.segments = segments
    }

    /// Whether the path fits from its first to its last segment. A final `**` requires at least one segment.
    func matches(_ path: [Substring]) -> Bool {
        let endsInDepth = segments.last == .anyDepth
        let head = matchesWithRuns(
            segments.count,
            path.count,
            isRun: { segments[$0] == .anyDepth },
            fits: { segment, position in
                guard case .name(let pattern) = segments[segment] else { return false }
                return pattern.matches(path[position])
            }
        )
        guard head, endsInDepth else { return head }
        // What `a/**` names lies inside `a`; `a` itself does not.
        return !PathPattern(segments: segments.dropLast()).matches(path) || segments.count == 1
    }

    private init(segments: some Sequence<Segment>) { self.segments = Array(segments) }

    /// Whether `text` holds a character that makes it a pattern.
    static func isPattern(_ text: String) -> Bool {
        text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[") }
    }
}

/// Matches pieces of which some are runs (zero or more items) and the others fit exactly one item.
///
/// Only the last run met is ever tried again: a longer earlier run could not fit where a shorter one did not.
private func matchesWithRuns(
    _ pieceCount: Int,
    _ itemCount: Int,
    isRun: (Int) -> Bool,
    fits: (_ piece: Int, _ item: Int) -> Bool
) -> Bool {
    var piece = 0
    var item = 0
    var retry: (piece: Int, item: Int)?
    while item < itemCount {
        if piece < pieceCount, isRun(piece) {
            retry = (piece, item)
            piece += 1
        } else if piece < pieceCount, fits(piece, item) {
            piece += 1
            item += 1
        } else if let last = retry {
            retry = (last.piece, last.item + 1)
            piece = last.piece + 1
            item = last.item + 1
        } else {
            return false
        }
    }
    while piece < pieceCount, isRun(piece) { piece += 1 }
    return piece == pieceCount
}
