internal import CalendarDiagnostics
internal import ICalendar

/// The places of the components of every item in a big iCalendar file, so that overrides find their masters.
///
/// An item takes some thirty bytes, whatever its components hold.
struct SeriesIndex: Sendable {
    /// The place of a component.
    struct Place: Sendable {
        var start: Int
        /// Bytes up to the end of its last line.
        var count: UInt32
        /// Bytes up to the beginning of the next line.
        var extent: UInt32
        /// The line on which it begins, starting at 1.
        var line: UInt32
        /// The next component of the same UID; -1 for none.
        var next: Int32 = -1
    }

    /// A VCALENDAR of the file, or the components outside of any.
    struct Calendar: Sendable {
        /// Its properties and time zones unchanged.
        var context: [UInt8] = []
        /// Where each of them is.
        var contextPlaces: [Place] = []
        /// The first component of every UID, in order.
        var series: [Int32] = []
    }

    private(set) var places: [Place] = []
    private(set) var calendars: [Calendar] = []
    /// False if a component is cut in a way that leaves no bytes to point at.
    private(set) var isComplete = true
    /// The end of the first line, with which others are ended.
    private(set) var lineEnd: [UInt8] = []
    /// Whether there are components outside of any calendar.
    var hasLooseItems: Bool { !loose.series.isEmpty }

    private var loose = Calendar()
    /// The last component of each kind and UID, by a hash; two UIDs of one hash are read together, which harms nothing.
    private var last: [Int: Int32] = [:]
    private var depth = 0
    private var offset = 0
    private var line = 1

    /// Adds what the next piece of the file holds.
    mutating func add(_ piece: ComponentTree) {
        let lines = piece.lines
        let bytes = piece.bytes
        if lineEnd.isEmpty {
            let lineFeed = bytes.firstIndex(of: 0x0A) ?? 0
            lineEnd = lineFeed > 0 && bytes[lineFeed - 1] != 0x0D ? [0x0A] : [0x0D, 0x0A]
        }
        extendLast(by: lines.first.map { Int($0.start) } ?? bytes.count)
        var index = 0
        var counted = 0
        while index < lines.count {
            let record = lines[index]
            switch record.kind {
            case .begin where record.name == .vcalendar && depth == 0:
                depth = 1
                calendars.append(Calendar())
                last.removeAll(keepingCapacity: true)
            case .begin where record.link == .max:
                isComplete = false
                depth += 1
            case .begin:
                let start = Int(record.start)
                line += Self.lineEnds(bytes, counted..<start)
                counted = start
                add(Component(tree: piece, index: index), place(of: piece, from: index, through: Int(record.link)))
                index = Int(record.link)
            case .property where depth == 1:
                line += Self.lineEnds(bytes, counted..<Int(record.start))
                counted = Int(record.start)
                addContext(piece, place(of: piece, from: index, through: index))
            case .end: depth = max(0, depth - 1)
            case .property, .malformed: break
            }
            index += 1
        }
        line += Self.lineEnds(bytes, counted..<bytes.count)
        offset += bytes.count
    }

    /// Ends the index; what was outside of any calendar is last.
    mutating func finish() {
        if !loose.series.isEmpty { calendars.append(loose) }
        last = [:]
    }

    /// The places of all components that share the UID of the one at `first`.
    func places(from first: Int32) -> [Place] {
        var found: [Place] = []
        var index = first
        while index >= 0 {
            found.append(places[Int(index)])
            index = places[Int(index)].next
        }
        return found
    }

    /// Adds blank lines, with which a piece begins, to what the piece before ends with.
    private mutating func extendLast(by count: Int) {
        if count == 0 { return }
        if let last = places.indices.last, places[last].start + Int(places[last].extent) == offset {
            places[last].extent += UInt32(count)
        }
        for calendar in calendars.indices.suffix(1) {
            guard let last = calendars[calendar].contextPlaces.indices.last else { continue }
            let place = calendars[calendar].contextPlaces[last]
            if place.start + Int(place.extent) == offset {
                calendars[calendar].contextPlaces[last].extent += UInt32(count)
            }
        }
    }

    private func place(of piece: ComponentTree, from first: Int, through last: Int) -> Place {
        let start = Int(piece.lines[first].start)
        let end = last + 1 < piece.lines.count ? Int(piece.lines[last + 1].start) : piece.bytes.count
        return Place(
            start: offset + start,
            count: UInt32(Int(piece.lines[last].valueEnd) - start),
            extent: UInt32(end - start),
            line: UInt32(truncatingIfNeeded: line)
        )
    }

    private mutating func addContext(_ piece: ComponentTree, _ place: Place) {
        let start = place.start - offset
        calendars[calendars.count - 1].context += piece.bytes[start..<start + Int(place.count)] + lineEnd
        calendars[calendars.count - 1].contextPlaces.append(place)
    }

    private mutating func add(_ component: Component, _ place: Place) {
        if component.name == .vtimezone {
            if depth == 1 { addContext(component.tree, place) }
            return
        }
        let number = Int32(places.count)
        places.append(place)
        let uid = component.first(.uid)?.text ?? ""
        if !uid.isEmpty {
            var hasher = Hasher()
            hasher.combine(component.name.id)
            hasher.combine(depth)
            hasher.combine(uid)
            if let earlier = last.updateValue(number, forKey: hasher.finalize()) {
                places[Int(earlier)].next = number
                return
            }
        }
        if depth == 1 { calendars[calendars.count - 1].series.append(number) } else { loose.series.append(number) }
    }

    private static func lineEnds(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        let span = bytes.span
        var count = 0
        for index in range where span[index] == 0x0A { count += 1 }
        return count
    }
}
