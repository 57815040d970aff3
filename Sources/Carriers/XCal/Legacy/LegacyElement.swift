internal import ICalendar
internal import XMLSupport

/// An element that was gathered with all it holds, to be understood as a whole.
struct LegacyElement: Sendable {
    var name: XMLName
    /// The local name in upper case.
    var key: String
    /// The same, but empty where a letter of the name is escaped: then it has no meaning beyond that of a property.
    var reservedKey: String
    var attributes: [(name: XMLName, value: String)] = []
    /// The text that it directly holds.
    var text: [UInt8] = []
    /// Its child elements among the gathered ones.
    var children: [Int] = []
    var line: UInt32 = 0
    var column: UInt32 = 0

    init(_ name: XMLName, _ event: XMLEvent, _ batch: XMLEventBatch) {
        self.name = name
        key = ElementNames.name(for: name.localName)
        reservedKey = ElementNames.escapesLetter(name.localName) ? "" : key
        attributes = event.attributeRange.map {
            (batch.name(of: batch.attributes[$0]), batch.value(of: batch.attributes[$0]))
        }
        line = event.line
        column = event.column
    }
}

/// A property element while it is read: itself, then all that it contains in document order.
struct LegacyElements: Sendable {
    private(set) var all: [LegacyElement] = []
    /// All text inside, in document order.
    private(set) var joinedText: [UInt8] = []
    private var open: [Int] = []

    var isComplete: Bool { open.isEmpty }

    mutating func reset() {
        all.removeAll(keepingCapacity: true)
        joinedText.removeAll(keepingCapacity: true)
        open.removeAll(keepingCapacity: true)
    }

    mutating func begin(_ element: LegacyElement) {
        if let parent = open.last { all[parent].children.append(all.count) }
        open.append(all.count)
        all.append(element)
    }

    mutating func append(_ text: Span<UInt8>) {
        guard let last = open.last else { return }
        all[last].text.append(copying: text)
        joinedText.append(copying: text)
    }

    mutating func end() { _ = open.popLast() }
}

extension [UInt8] {
    /// The bytes without white space of XML at their ends.
    var trimmed: [UInt8] { Array(self[span.rangeWithoutBlanks]) }
    /// The bytes as text.
    var string: String { String(decoding: self, as: UTF8.self) }
}
