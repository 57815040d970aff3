internal import CalendarDiagnostics
internal import ICalendar
internal import XCal
internal import XMLSupport

/// Places in XML: the elements of the document beside the lines of the tree that was made of them.
struct XMLPlaces: FindingPlaces {
    private struct Element {
        /// The line of its start tag by the parser.
        var parsedLine: Int
        var name: String
        /// The elements that lead here, those with namesakes numbered.
        var path: String
        /// The content line that it became, or that the element around it became.
        var line: Int?
    }

    /// In the order of the document.
    private var elements: [Element] = []
    /// The index of an element by its number in the document.
    private var byDocumentOrder: [Int: Int] = [:]
    private var byContentLine: [Int: Int] = [:]
    /// Where the start tags of the elements begin; nil where they could not be told apart.
    private let offsets: [Int]?
    private let index: SourceLineIndex
    private let bytes: [UInt8]

    init(_ bytes: [UInt8], _ root: XMLElement?, _ tree: ComponentTree?) {
        self.bytes = bytes
        index = SourceLineIndex(bytes)
        var walk = ElementWalk()
        if let root { walk.visit(root, path: "/\(root.localName)", parent: nil, isProperty: false) }
        for (index, found) in walk.found.enumerated() {
            elements.append(Element(parsedLine: found.element.line, name: found.element.localName, path: found.path))
            byDocumentOrder[found.element.documentOrder] = index
        }
        let tags = StartTags.offsets(in: bytes)
        // In encodings that are no extension of ASCII no tag is found.
        offsets = tags.count == elements.count ? tags : nil
        if let tree { match(tree, walk) }
    }

    /// Finds the elements that the content lines were made of: both have the same order.
    private mutating func match(_ tree: ComponentTree, _ walk: ElementWalk) {
        let candidates = walk.found.indices.filter { walk.found[$0].isContent }
        var next = 0
        for (line, content) in tree.lines.enumerated() where content.kind == .begin || content.kind == .property {
            let name = tree.text(of: content.name).lowercased()
            // Elements that became no line of their own are passed over.
            guard let hit = candidates[next...].firstIndex(where: { elements[$0].name.lowercased() == name }), hit - next < 64 else {
                continue
            }
            byContentLine[line] = candidates[hit]
            elements[candidates[hit]].line = line
            next = hit + 1
        }
        for (index, found) in walk.found.enumerated() where elements[index].line == nil {
            elements[index].line = found.parent.flatMap { elements[$0].line }
        }
    }

    func place(of finding: RawFinding) -> FindingPlace {
        let index = finding.element.flatMap { byDocumentOrder[$0.documentOrder] } ?? byContentLine[finding.line] ?? byContentLine[0]
        guard let index else { return FindingPlace(location: SourceLocation(line: 1, column: 1)) }
        var found = place(ofElement: index)
        found.line = finding.line < 0 ? nil : finding.line
        return found
    }

    /// The reader says how the elements are called that lead to its finding, and where it stood.
    func place(of diagnostic: Diagnostic) -> (FindingPlace, message: String) {
        let finding = XCalCheck.Finding(diagnostic)
        var location = diagnostic.location
        // What is known by its line alone is taken to be the element that begins it.
        if location.column == 0 {
            let first = elements.indices.partitioningIndex { start(ofElement: $0).line >= location.line }
            if first < elements.count, start(ofElement: first).line == location.line { location = start(ofElement: first) }
        }
        let behind = elements.indices.partitioningIndex {
            let start = start(ofElement: $0)
            return (start.line, start.column) > (location.line, location.column)
        }
        let before = elements[..<behind]
        let index = before.lastIndex { finding.path.isEmpty || Self.unnumbered($0.path) == "/\(finding.path)" } ?? before.indices.last
        guard let index else { return (FindingPlace(location: location), finding.diagnostic.message) }
        var found = place(ofElement: index)
        if location.column > 0 {
            location.offset = offset(ofLine: location.line, column: location.column)
            (found.location, found.length) = (location, 1)
        }
        return (found, finding.diagnostic.message)
    }

    /// The byte at a place.
    private func offset(ofLine line: Int, column: Int) -> Int {
        bytes.indices.partitioningIndex {
            let place = index.location(of: $0)
            return (place.line, place.column) >= (line, column)
        }
    }

    private func start(ofElement index: Int) -> SourceLocation {
        offsets.map { self.index.location(of: $0[index]) } ?? SourceLocation(line: elements[index].parsedLine, column: 1)
    }

    private func place(ofElement index: Int) -> FindingPlace {
        let element = elements[index]
        return FindingPlace(
            location: start(ofElement: index), length: element.name.unicodeScalars.count + 1, line: element.line, element: element.name,
            path: element.path)
    }

    private static func unnumbered(_ path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).map { $0.prefix { $0 != "[" } }.joined(separator: "/")
    }
}

/// Lists the elements of a document with their paths.
private struct ElementWalk {
    struct Found {
        var element: XMLElement
        var path: String
        /// The index of the element around it.
        var parent: Int?
        /// Whether a content line can have been made of it.
        var isContent: Bool
    }

    private(set) var found: [Found] = []
    private static let containers: Set<String> = ["properties", "components", "icalendar"]

    mutating func visit(_ element: XMLElement, path: String, parent: Int?, isProperty: Bool) {
        let index = found.count
        found.append(
            Found(element: element, path: path, parent: parent, isContent: !isProperty && !Self.containers.contains(element.localName)))
        var counts: [String: Int] = [:]
        var totals: [String: Int] = [:]
        for child in element.children { totals[child.localName, default: 0] += 1 }
        for child in element.children {
            let name = child.localName
            counts[name, default: 0] += 1
            let ordinal = totals[name, default: 0] > 1 ? "[\(counts[name, default: 1])]" : ""
            visit(child, path: "\(path)/\(name)\(ordinal)", parent: index, isProperty: isProperty || isValue(element, parent))
        }
    }

    /// Whether what stands in an element is part of a property.
    private func isValue(_ element: XMLElement, _ parent: Int?) -> Bool {
        parent.map { found[$0].element.localName == "properties" } ?? false
    }
}
