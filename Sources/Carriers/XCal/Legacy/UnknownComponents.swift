internal import CalendarDiagnostics
internal import ICalendar

extension XCalDecoder {
    /// Whether an element that no table knows contains only elements that are not values.
    func isUnknownComponent(_ index: Int) -> Bool {
        let elements = legacy.elements.all
        let element = elements[index]
        guard Name(known: element.key).map({ Vocabulary.shared.property($0) == nil }) ?? true,
            !element.children.isEmpty,
            element.text.span.rangeWithoutBlanks.isEmpty
        else { return false }
        return element.children.allSatisfy { !LegacyDialect.isValueElement(elements[$0].key) }
    }

    /// Adds the component that such an element is, with all it holds.
    mutating func addUnknownComponent(_ index: Int) throws(ReadError) {
        let elements = legacy.elements
        let element = elements.all[index]
        try openLegacyComponent(element.key, at: SourceLocation(line: Int(element.line), column: Int(element.column)))
        // RFC 6321's own elements around them count for nothing, as elsewhere.
        let children = element.children.flatMap {
            Self.isGrouping(elements.all[$0].reservedKey) ? elements.all[$0].children : [$0]
        }
        for child in children {
            if ElementRole.isComponent(elements.all[child].reservedKey) || isUnknownComponent(child) {
                try addUnknownComponent(child)
            } else {
                try addGathered(elements.subtree(child))
            }
        }
        try endLegacyComponent()
    }
}

extension LegacyElements {
    /// An element with all below it, as if it had been gathered alone.
    func subtree(_ root: Int) -> LegacyElements {
        var copy = LegacyElements()
        copy.append(all, root)
        return copy
    }

    private mutating func append(_ source: [LegacyElement], _ index: Int) {
        var element = source[index]
        let children = element.children
        let text = element.text
        element.children = []
        element.text = []
        begin(element)
        append(text.span)
        for child in children { append(source, child) }
        end()
    }
}
