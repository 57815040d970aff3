internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

/// Places in XML: the elements of the document with the lines of the tree that was made of them.
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
    /// Where the start tags of the elements begin; nil where they could not be distinguished.
    private let offsets: [Int]?
    private let index: SourceLineIndex
    private let bytes: [UInt8]

    init(_ bytes: [UInt8], _ root: XMLElement?, _ tree: ComponentTree?) {
        self.bytes = bytes
        index = SourceLineIndex(bytes)
        var walk = ElementWalk()
        if let root { walk.visit(root, path: "/\(root.localName)", parent: nil) }
        for (index, found) in walk.found.enumerated() {
            elements.append(Element(parsedLine: found.element.line, name: found.element.localName, path: found.path))
            byDocumentOrder[found.element.documentOrder] = index
        }
        let tags = StartTags.offsets(in: bytes)
        // In encodings that do not extend ASCII no tag is found.
        offsets = tags.count == elements.count ? tags : nil
        if let tree { match(tree, walk) }
    }

    /// Finds the elements that the content lines were made of: each component's among those of the element around it.
    private mutating func match(_ tree: ComponentTree, _ walk: ElementWalk) {
        var outermost = walk.outermost(named: tree.components.map { $0.nameText.lowercased() })
        for component in tree.components { match(component, with: outermost.take(component.nameText), walk) }
        for (index, found) in walk.found.enumerated() where elements[index].line == nil {
            elements[index].line = found.parent.flatMap { elements[$0].line }
        }
    }

    private mutating func match(_ component: Component, with element: Int?, _ walk: ElementWalk) {
        guard let element else { return }
        byContentLine[component.index] = element
        elements[element].line = component.index
        var contents = walk.contents(of: element)
        for property in component.properties {
            // What was an attribute, or was elsewhere, is given the component's place.
            let found = contents.take(property.nameText) ?? element
            byContentLine[property.index] = found
            if found != element { elements[found].line = property.index }
        }
        for child in component.components { match(child, with: contents.take(child.nameText), walk) }
    }

    func place(of finding: RawFinding) -> FindingPlace {
        let index =
            finding.place.element.flatMap { byDocumentOrder[$0.documentOrder] } ?? byContentLine[finding.place.line]
            ?? byContentLine[0]
        guard let index else { return FindingPlace(location: SourceLocation(line: 1, column: 1)) }
        var found = place(ofElement: index)
        found.line = finding.place.line < 0 ? nil : finding.place.line
        return found
    }

    func place(of diagnostic: Diagnostic) -> FindingPlace {
        var location = diagnostic.location
        // What is known by its line alone is taken to be the element that begins it.
        if location.column == 0 {
            let first = elements.indices.partitioningIndex { start(ofElement: $0).line >= location.line }
            if first < elements.count, start(ofElement: first).line == location.line {
                location = start(ofElement: first)
            }
        }
        if location.column > 0 { location.offset = offset(ofLine: location.line, column: location.column) }
        let behind = elements.indices.partitioningIndex {
            let start = start(ofElement: $0)
            return (start.line, start.column) > (location.line, location.column)
        }
        let before = elements[..<behind]
        let index =
            before.lastIndex { diagnostic.path.isEmpty || Self.unnumbered($0.path) == "/\(diagnostic.path)" }
            ?? before.indices.last
        guard let index else { return FindingPlace(location: location) }
        var found = place(ofElement: index)
        if location.column > 0 { (found.location, found.length) = (location, 1) }
        return found
    }

    /// The byte at a place.
    private func offset(ofLine line: Int, column: Int) -> Int {
        bytes.indices.partitioningIndex {
            let place = index.location(of: $0)
            return (place.line, place.column) >= (line, column)
        }
    }

    private func start(ofElement index: Int) -> SourceLocation {
        offsets.map { self.index.location(of: $0[index]) }
            ?? SourceLocation(line: elements[index].parsedLine, column: 1)
    }

    private func place(ofElement index: Int) -> FindingPlace {
        let element = elements[index]
        return FindingPlace(
            location: start(ofElement: index),
            length: element.name.unicodeScalars.count + 1,
            line: element.line,
            element: element.name,
            path: element.path
        )
    }

    private static func unnumbered(_ path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).map { $0.prefix { $0 != "[" } }.joined(
            separator: "/"
        )
    }
}

/// Lists the elements of a document with their paths.
private struct ElementWalk {
    struct Found {
        var element: XMLElement
        var path: String
        /// The index of the element around it.
        var parent: Int?
        /// The indices of those directly in it.
        var children: [Int] = []
    }

    private(set) var found: [Found] = []
    private static let containers: Set<String> = ["properties", "components"]

    mutating func visit(_ element: XMLElement, path: String, parent: Int?) {
        let index = found.count
        found.append(Found(element: element, path: path, parent: parent))
        if let parent { found[parent].children.append(index) }
        var counts: [String: Int] = [:]
        var totals: [String: Int] = [:]
        for child in element.children { totals[child.localName, default: 0] += 1 }
        for child in element.children {
            let name = child.localName
            counts[name, default: 0] += 1
            let ordinal = totals[name, default: 0] > 1 ? "[\(counts[name, default: 1])]" : ""
            visit(child, path: "\(path)/\(name)\(ordinal)", parent: index)
        }
    }

    /// The elements that properties and components of a component's element can have been made of.
    func contents(of element: Int) -> NamedElements {
        var contents = NamedElements()
        for child in found[element].children {
            let isContainer = Self.containers.contains(found[child].element.localName.lowercased())
            for index in isContainer ? found[child].children : [child] {
                contents.add(found[index].element.localName, index)
            }
        }
        return contents
    }

    /// The elements with these names that are in no other such element.
    func outermost(named names: [String]) -> NamedElements {
        var outermost = NamedElements()
        var isInside = [Bool](repeating: false, count: found.count)
        for (index, element) in found.enumerated() {
            let isNamed = names.contains(element.element.localName.lowercased())
            let isBelow = element.parent.map { isInside[$0] } ?? false
            isInside[index] = isNamed || isBelow
            if isNamed, !isBelow { outermost.add(element.element.localName, index) }
        }
        return outermost
    }
}

/// Elements by name, each returned once in the order of the document, the last of a name as often as it is requested:
/// several lines can be made of one element.
private struct NamedElements {
    private var indices: [String: ArraySlice<Int>] = [:]

    mutating func add(_ name: String, _ index: Int) { indices[name.lowercased(), default: []].append(index) }

    mutating func take(_ name: String) -> Int? {
        let name = name.lowercased()
        guard let rest = indices[name], let first = rest.first else { return nil }
        if rest.count > 1 { indices[name] = rest.dropFirst() }
        return first
    }
}
