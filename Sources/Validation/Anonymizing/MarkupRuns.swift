internal import ICalendar

/// The parts of a well-formed XML document that hold text, with the elements that they stand in.
struct MarkupRuns {
    enum Kind: Equatable {
        case text
        case comment
        case attribute(String)
    }

    /// A part, and the local names of the elements around it, the root first.
    struct Run {
        var kind: Kind
        var range: Range<Int>
        var elements: [String]
    }

    private let bytes: [UInt8]
    private var index = 0
    private var elements: [String] = []
    private(set) var runs: [Run] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        while index < bytes.count {
            let start = index
            index = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
            if index > start { runs.append(Run(kind: .text, range: start..<index, elements: elements)) }
            if index < bytes.count { readMarkup() }
        }
    }

    private mutating func readMarkup() {
        let open = index
        if begins("<!--") {
            index = behind("-->", from: open + 4)
            runs.append(Run(kind: .comment, range: open + 4..<max(index - 3, open + 4), elements: elements))
        } else if begins("<![CDATA[") {
            index = behind("]]>", from: open + 9)
            runs.append(Run(kind: .text, range: open + 9..<max(index - 3, open + 9), elements: elements))
        } else if begins("<?") {
            index = behind("?>", from: open)
        } else if begins("<!") {
            index = behind(">", from: open)
        } else if begins("</") {
            index = behind(">", from: open)
            if !elements.isEmpty { elements.removeLast() }
        } else {
            readStartTag()
        }
    }

    private mutating func readStartTag() {
        index += 1
        let name = readName()
        elements.append(name)
        while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
            guard isNameByte(bytes[index]) else {
                if bytes[index] == UInt8(ascii: "/") { elements.removeLast() }
                index += 1
                continue
            }
            let attribute = readName()
            guard let quote = bytes[index...].firstIndex(where: { $0 == 0x22 || $0 == 0x27 }),
                let end = bytes[(quote + 1)...].firstIndex(of: bytes[quote])
            else { return index = bytes.count }
            runs.append(Run(kind: .attribute(attribute), range: quote + 1..<end, elements: elements))
            index = end + 1
        }
        index += 1
    }

    /// A name without its prefix; that of a declaration of names keeps it.
    private mutating func readName() -> String {
        let start = index
        while index < bytes.count, isNameByte(bytes[index]) { index += 1 }
        let name = String(decoding: bytes[start..<index], as: UTF8.self)
        if name.hasPrefix("xmlns") || name.hasPrefix("xml:") { return name }
        return name.split(separator: ":").last.map(String.init) ?? name
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && ![UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "/"), 0x22, 0x27].contains(byte)
    }

    private func begins(_ text: StaticString) -> Bool { bytes[index...].starts(with: "\(text)".utf8) }

    private func behind(_ mark: String, from start: Int) -> Int {
        bytes[min(start, bytes.count)...].firstRange(of: Array(mark.utf8))?.upperBound ?? bytes.count
    }
}
