internal import CalendarDiagnostics
internal import ICalendar

/// Where the lines of calendars that are merged are in the inputs.
final class PartPlaces {
    private let parts: [CalendarMerger.Part]
    /// The lines of the parts that were asked for.
    private var lines: [Int: SourceLineIndex] = [:]

    init(_ parts: [CalendarMerger.Part]) { self.parts = parts }

    /// The place of a component's or property's first line; the file alone where the part was not read from text.
    func location(ofLine index: Int, inPart part: Int) -> SourceLocation {
        guard let document = parts[part].document else { return SourceLocation() }
        let tree = parts[part].surroundings
        var place = SourceLocation()
        if document.format != nil, tree.isSource, tree.lines.indices.contains(index) {
            let known = lines[part] ?? SourceLineIndex(tree.bytes)
            lines[part] = known
            place = known.location(of: tree.lines[index])
            if let relocation = document.relocation { place = relocation(place) }
        }
        place.file = document.name
        return place
    }
}
