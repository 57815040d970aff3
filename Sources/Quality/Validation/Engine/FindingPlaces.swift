internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

/// What a finding is about, in the file as it is stored.
struct FindingPlace {
    var location: SourceLocation
    /// How many code points it covers.
    var length = 1
    /// The content line it belongs to; nil where none does.
    var line: Int?
    /// The element, in XML.
    var element = ""
    /// The elements that lead there, in XML.
    var path = ""
}

/// Finds lines and columns in a file as it is stored.
protocol FindingPlaces {
    /// The place of a check's finding.
    mutating func place(of finding: RawFinding) -> FindingPlace
    /// The place of a reader's finding.
    mutating func place(of diagnostic: Diagnostic) -> FindingPlace
}

/// Places in text: the byte offsets of the tree are those of the file.
struct TextPlaces: FindingPlaces {
    private let bytes: [UInt8]
    private let lines: [ContentLine]
    private let endsInCarriageReturns: Bool
    private var index: SourceLineIndex?

    /// - Parameters:
    ///   - tree: what was read from the text; nil if nothing was.
    ///   - endsInCarriageReturns: whether the reader may have met a line that a carriage return ends.
    init(_ bytes: [UInt8], _ tree: ComponentTree? = nil, endsInCarriageReturns: Bool = true) {
        self.bytes = bytes
        self.endsInCarriageReturns = endsInCarriageReturns
        lines = tree?.lines ?? []
    }

    mutating func place(of finding: RawFinding) -> FindingPlace {
        let index = index ?? SourceLineIndex(bytes, endsInCarriageReturns: endsInCarriageReturns)
        self.index = index
        let start = min(finding.place.start, max(bytes.count - 1, 0))
        var length = 0
        var cursor = start
        while cursor < min(finding.place.end, bytes.count), bytes[cursor] != .lineFeed,
            bytes[cursor] != .carriageReturn,
            length < 500
        {
            if !bytes[cursor].isUTF8Continuation { length += 1 }
            cursor += 1
        }
        return FindingPlace(location: index.location(of: start), length: max(length, 1), line: finding.place.line)
    }

    func place(of diagnostic: Diagnostic) -> FindingPlace {
        let offset = diagnostic.location.offset
        let next = lines.partitioningIndex { Int($0.start) > offset }
        return FindingPlace(location: diagnostic.location, line: next > 0 ? next - 1 : nil)
    }
}

/// Places in text of another form, whose lines were translated: each line of the tree knows the one that it was made of.
struct TranslatedPlaces: FindingPlaces {
    private let sources: [ContentLine]
    private let index: SourceLineIndex

    init(_ bytes: [UInt8], _ sources: [ContentLine]) {
        self.sources = sources
        index = SourceLineIndex(bytes)
    }

    func place(of finding: RawFinding) -> FindingPlace {
        guard sources.indices.contains(finding.place.line) else {
            return FindingPlace(location: SourceLocation(line: 1, column: 1))
        }
        let line = sources[finding.place.line]
        return FindingPlace(
            location: index.location(of: line),
            length: max(Int(line.valueStart) - Int(line.start), 1),
            line: finding.place.line
        )
    }

    func place(of diagnostic: Diagnostic) -> FindingPlace {
        let next = sources.firstIndex { Int($0.start) == diagnostic.location.offset }
        return FindingPlace(location: diagnostic.location, line: next)
    }
}

/// Places in jCal: the place in the file of each line of the tree that was made of it.
struct JSONPlaces: FindingPlaces {
    /// The byte of the name that each content line was made of.
    private let names: [Int]
    /// The lines in the order of these bytes: those that end nothing.
    private let ordered: [Int]
    private let tree: ComponentTree
    private let index: SourceLineIndex

    init(_ bytes: [UInt8], _ tree: ComponentTree, names: [Int]) {
        self.names = names
        ordered = names.indices.filter { tree.lines[$0].kind != .end }
        self.tree = tree
        index = SourceLineIndex(bytes)
    }

    func place(of finding: RawFinding) -> FindingPlace {
        guard names.indices.contains(finding.place.line) else {
            return FindingPlace(location: SourceLocation(line: 1, column: 1))
        }
        // The name with its quotes.
        let length = tree.text(of: tree.lines[finding.place.line].name).unicodeScalars.count + 2
        return FindingPlace(
            location: index.location(of: names[finding.place.line]),
            length: length,
            line: finding.place.line
        )
    }

    func place(of diagnostic: Diagnostic) -> FindingPlace {
        let next = ordered.partitioningIndex { names[$0] > diagnostic.location.offset }
        return FindingPlace(location: diagnostic.location, line: next > 0 ? ordered[next - 1] : nil)
    }
}
