internal import ICalendar

/// The start and end tags of a set of names as ready bytes, by number.
struct ElementTags: Sendable {
    private var bytes: [UInt8] = []
    private var starts: [UInt32] = []

    init(_ names: some Sequence<String>) {
        for name in names { add(ElementNames.element(for: name)) }
        starts.append(UInt32(bytes.count))
    }

    private mutating func add(_ element: [UInt8]) {
        starts.append(UInt32(bytes.count))
        bytes.append(UInt8(ascii: "<"))
        bytes.append(contentsOf: element)
        bytes.append(contentsOf: "></".utf8)
        bytes.append(contentsOf: element)
        bytes.append(UInt8(ascii: ">"))
    }

    /// Appends `<name>`.
    @inline(__always)
    func appendStart(_ index: Int, to output: inout [UInt8]) {
        let start = Int(starts[index])
        let length = Int(starts[index + 1]) - start
        // "<" name "></" name ">": twice the name and five bytes.
        output.append(copying: bytes.span.extracting(start..<start + (length - 5) / 2 + 2))
    }

    /// Appends `</name>`.
    @inline(__always)
    func appendEnd(_ index: Int, to output: inout [UInt8]) {
        let start = Int(starts[index])
        let end = Int(starts[index + 1])
        output.append(copying: bytes.span.extracting(start + (end - start - 5) / 2 + 2..<end))
    }
}
