internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

/// Tells lines and columns in a file as it is stored.
protocol FindingPlaces {
    /// The place of a finding in the tree, how many code points it covers, and the path of its element.
    mutating func place(of finding: RawFinding) -> (location: SourceLocation, length: Int, path: String)
    /// The element that a reader's finding speaks of.
    func element(at location: SourceLocation) -> (path: String, name: String, column: Int)?
    /// The byte at a place that a reader names.
    func offset(of location: SourceLocation) -> Int
}

/// Places in text: the byte offsets of the tree are those of the file.
struct TextPlaces: FindingPlaces {
    private let bytes: [UInt8]
    private var index: SourceLineIndex?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func place(of finding: RawFinding) -> (location: SourceLocation, length: Int, path: String) {
        let index = index ?? SourceLineIndex(bytes)
        self.index = index
        let start = min(finding.start, max(bytes.count - 1, 0))
        var length = 0
        var cursor = start
        while cursor < min(finding.end, bytes.count), bytes[cursor] != .lineFeed, bytes[cursor] != .carriageReturn,
            length < 500
        {
            if !bytes[cursor].isUTF8Continuation { length += 1 }
            cursor += 1
        }
        return (index.location(of: start), max(length, 1), "")
    }

    func element(at location: SourceLocation) -> (path: String, name: String, column: Int)? { nil }

    func offset(of location: SourceLocation) -> Int { location.offset }
}

/// Places in XML: the elements of the document beside the lines of the tree that was made of them.
struct XMLPlaces: FindingPlaces {
    private struct Element {
        var line: Int
        var path: String
        var name: String
    }

    private let bytes: [UInt8]
    /// Where each line of the file begins.
    private let starts: [Int]
    /// Elements by the number of the content line that they became.
    private var byContentLine: [Int: Element] = [:]
    private var byFileLine: [Int: Element] = [:]

    init(_ bytes: [UInt8], _ root: XMLElement?, _ tree: ComponentTree?) {
        self.bytes = bytes
        var starts = [0]
        for index in bytes.indices where bytes[index] == .lineFeed { starts.append(index + 1) }
        self.starts = starts
        guard let root else { return }
        var walk = ElementWalk()
        walk.visit(root, path: "/\(root.localName)", isProperty: false)
        for (element, path, _) in walk.found {
            byFileLine[element.line] = Element(line: element.line, path: path, name: element.localName)
        }
        guard let tree else { return }
        var next = 0
        let candidates = walk.found.filter(\.isContent)
        for (index, line) in tree.lines.enumerated() where line.kind == .begin || line.kind == .property {
            let name = tree.text(of: line.name).lowercased()
            // Elements that became no line of their own are passed over.
            guard let hit = candidates[next...].firstIndex(where: { $0.element.localName.lowercased() == name }),
                hit - next < 64
            else { continue }
            byContentLine[index] = Element(
                line: candidates[hit].element.line, path: candidates[hit].path, name: candidates[hit].element.localName)
            next = hit + 1
        }
    }

    mutating func place(of finding: RawFinding) -> (location: SourceLocation, length: Int, path: String) {
        if finding.line < 0 {
            let element = byFileLine[finding.start]
            let name = finding.element?.name ?? element?.name ?? ""
            let path = finding.element?.path ?? element?.path ?? ""
            return (location(line: finding.start, name: name), max(name.unicodeScalars.count + 1, 1), path)
        }
        let element = byContentLine[finding.line] ?? byContentLine[0]
        guard let element else { return (SourceLocation(line: 1, column: 1), 1, "") }
        return (
            location(line: element.line, name: element.name), element.name.unicodeScalars.count + 1, element.path
        )
    }

    func element(at location: SourceLocation) -> (path: String, name: String, column: Int)? {
        byFileLine[location.line].map { ($0.path, $0.name, self.location(line: $0.line, name: $0.name).column) }
    }

    func offset(of location: SourceLocation) -> Int {
        location.line >= 1 && location.line <= starts.count ? starts[location.line - 1] : location.offset
    }

    /// The place of the start tag of an element on a line.
    private func location(line: Int, name: String) -> SourceLocation {
        guard line >= 1, line <= starts.count else { return SourceLocation(line: max(line, 1), column: 1) }
        let start = starts[line - 1]
        let end = line < starts.count ? starts[line] : bytes.count
        let tag = Array(name.utf8)
        var index = start
        while index + tag.count <= end {
            let isName = bytes[index..<index + tag.count].elementsEqual(tag)
            let before = index > start ? bytes[index - 1] : 0
            if isName, before == UInt8(ascii: "<") || before == UInt8(ascii: ":") { break }
            index += 1
        }
        if index + tag.count > end { index = start + 1 }
        let column = bytes[start..<index - 1].reduce(1) { $1.isUTF8Continuation ? $0 : $0 + 1 }
        return SourceLocation(line: line, column: column, offset: index - 1)
    }
}

/// Lists the elements of a document with their paths.
private struct ElementWalk {
    var found: [(element: XMLElement, path: String, isContent: Bool)] = []
    private static let containers: Set<String> = ["properties", "components", "icalendar"]

    mutating func visit(_ element: XMLElement, path: String, isProperty: Bool) {
        found.append((element, path, !Self.containers.contains(element.localName)))
        if isProperty { return }
        var counts: [String: Int] = [:]
        var totals: [String: Int] = [:]
        for child in element.children { totals[child.localName, default: 0] += 1 }
        for child in element.children {
            let name = child.localName
            counts[name, default: 0] += 1
            let ordinal = totals[name, default: 0] > 1 ? "[\(counts[name, default: 1])]" : ""
            visit(child, path: "\(path)/\(name)\(ordinal)", isProperty: element.localName == "properties")
        }
    }
}
