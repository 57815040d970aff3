package import CalendarDiagnostics
internal import Files
internal import ICalendar
package import Selecting

/// Selects items of a big iCalendar file that is not read as a whole.
///
/// The first pass finds the places of components; the second decides about the series, group by group; what is kept is then
/// copied by its places. Memory stays at the size of the index and of the groups at work.
package struct SelectionStream: Sendable {
    private let path: String
    private let selection: ItemSelection
    private let converter: Converter
    private let file: SeriesFile
    /// Whether lines may be written otherwise than they were read; then what is selected has to know its place in the file.
    private let mayHaveOddLines: Bool

    /// Makes the first pass.
    ///
    /// - Parameter diagnostics: receives what is unusual in the file.
    /// - Returns: nil if the file has to be read as a whole, also to report why it cannot be read.
    package init?(
        _ path: String,
        _ selection: ItemSelection,
        _ converter: Converter,
        diagnostics: inout Diagnostics
    ) {
        guard !converter.options.normalizes,
            let file = try? SeriesFile(path, converter.options, &diagnostics), !file.index.hasLooseItems,
            // Of several calendars those of which nothing is selected are removed, which is known only at the end.
            file.index.calendars.count == 1,
            // Components that are not closed are divided in another way.
            diagnostics.counts["structure-unbalanced"] == nil, diagnostics.counts["structure-trailing"] == nil
        else { return nil }
        (self.path, self.selection, self.converter, self.file) = (path, selection, converter, file)
        mayHaveOddLines = RewritingLosses.mayOccur(after: diagnostics)
    }

    /// How many series there are.
    package var seriesCount: Int { file.seriesCount }

    /// Writes what is selected.
    ///
    /// - Parameters:
    ///   - jobs: how many groups are worked on at once.
    ///   - report: receives what is removed on request, and how many items were not selected.
    ///   - progress: is called with the number of series that have been looked at.
    package func write(
        into sink: some ConversionSink,
        jobs: Int,
        report: inout LossReport,
        progress: (Int) -> Void
    ) throws(StreamError) {
        var edits = FileEdits()
        var (done, removed) = (0, 0)
        var use = ZoneUse()
        try forEachPart(jobs: jobs) { part, selected, count throws(StreamError) in
            use.formUnion(selected.zoneUse)
            removed += selected.lines.count { $0?.isEmpty == true }
            try add(selected, of: part, to: &edits, &report)
            done += count
            progress(done)
        }
        let frame = file.emptyPart(0)
        let selected = try StreamError.wrapping { () throws(ReadError) in
            try selection.frame(of: tree(of: frame), use, zones: converter.zones, limits: converter.options.limits)
        }
        try add(selected, of: frame, to: &edits, &report)
        let kept = file.index.places.count - removed
        report.read += kept
        report.written += kept
        try StreamError.wrapping { () throws(FileError) in try edits.apply(to: file.file, into: sink) }
    }

    /// What is selected, to be written with other documents: nothing else of the file is in memory.
    ///
    /// - Parameter report: receives what is removed on request, and how many items were not selected.
    /// - Returns: nil if the file has to be read as a whole.
    package func document(named name: String, report: inout LossReport) throws(StreamError) -> CalendarDocument? {
        if mayHaveOddLines { return nil }
        let sink = GatheringSink()
        var losses = LossReport(keeping: report.keepsRows ? .all : .none)
        try write(into: sink, jobs: 1, report: &losses) { _ in }
        // They are counted where they are written.
        losses.read -= losses.written
        losses.written = 0
        report.merge(losses)
        return try StreamError.wrapping { () throws(ReadError) in
            var unheard = Diagnostics(limitPerRule: 0, losses: .none)
            var document = try converter.documents(
                in: sink.bytes,
                from: .iCalendar,
                name: name,
                diagnostics: &unheard
            )[0]
            document.mayHaveOddLines = false
            return document
        }
    }

    private func tree(of part: SeriesFile.Part) throws(ReadError) -> ComponentTree {
        // The first pass has reported everything already.
        var unheard = Diagnostics(limitPerRule: 0, losses: .none)
        return try ICalendarReader(limits: converter.options.limits).read(part.text, diagnostics: &unheard)
    }

    private func add(
        _ selected: SelectedPart,
        of part: SeriesFile.Part,
        to edits: inout FileEdits,
        _ report: inout LossReport
    ) throws(StreamError) {
        guard selected.lines.count == part.places.count else {
            throw .input(ReadError(.notReadable("changed while it was read")))
        }
        var losses = selected.losses
        losses.updateRows { $0.location = part.place($0.location) }
        losses.read = losses.failed
        losses.unselected = selected.unselected
        report.merge(losses)
        for case (let place, let lines?) in zip(part.places, selected.lines) {
            try StreamError.wrapping { () throws(FileError) in
                if lines.isEmpty {
                    try edits.replace(place.start..<place.start + Int(place.extent), by: [])
                } else {
                    // The end of the last line stays as it is.
                    let text = lines[..<(lines.lastIndex { $0 != 0x0A && $0 != 0x0D }.map { $0 + 1 } ?? 0)]
                    try edits.replace(place.start..<place.start + Int(place.count), by: Array(text))
                }
            }
        }
    }

    private func forEachPart(
        jobs: Int,
        _ body: (SeriesFile.Part, SelectedPart, Int) throws(StreamError) -> Void
    ) throws(StreamError) {
        typealias Answer = Result<(part: SeriesFile.Part, selected: SelectedPart, count: Int), StreamError>
        var failure: StreamError?
        WorkerPool(jobs: jobs, itemsPerChunk: 1).run(file.groups) { group -> Answer in
            do throws(StreamError) {
                let part = try file.part(group)
                let selected = try StreamError.wrapping { () throws(ReadError) in
                    try selection.items(of: tree(of: part), zones: converter.zones, limits: converter.options.limits)
                }
                return .success((part, selected, group.count))
            } catch {
                return .failure(error)
            }
        } deliver: { answer in
            do throws(StreamError) {
                let found = try answer.get()
                try body(found.part, found.selected, found.count)
            } catch {
                failure = error
            }
            return failure == nil
        }
        if let failure { throw failure }
    }
}

/// Keeps what is written.
private final class GatheringSink: ConversionSink {
    private(set) var bytes: [UInt8] = []

    var canRestart: Bool { true }

    func write(_ bytes: [UInt8]) { self.bytes += bytes }

    func restart() { bytes = [] }
}

/// The stretches of a file that are written in another way, with the text in their place.
private struct FileEdits {
    private struct Edit {
        var range: Range<Int>
        /// Where the text is among all texts.
        var text: Range<Int>
    }

    private static let blockSize = 1 << 20

    private var edits: [Edit] = []
    private var texts: ScratchFile?
    private var textSize = 0

    mutating func replace(_ range: Range<Int>, by text: [UInt8]) throws(FileError) {
        if text.isEmpty, let last = edits.last, last.text.isEmpty, last.range.upperBound == range.lowerBound {
            edits[edits.count - 1].range = last.range.lowerBound..<range.upperBound
            return
        }
        edits.append(Edit(range: range, text: textSize..<textSize + text.count))
        if text.isEmpty { return }
        if texts == nil { texts = try ScratchFile() }
        try texts?.append(text)
        textSize += text.count
    }

    /// Writes the file after the edits.
    func apply(to file: RandomAccessFile, into sink: some ConversionSink) throws(FileError) {
        var output: [UInt8] = []
        func append(_ bytes: [UInt8]) throws(FileError) {
            output += bytes
            if output.count < Self.blockSize { return }
            try sink.write(output)
            output.removeAll(keepingCapacity: true)
        }
        func copy(_ range: Range<Int>) throws(FileError) {
            for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.blockSize) {
                try append(try file.read(start..<min(range.upperBound, start + Self.blockSize)))
            }
        }
        var position = 0
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            if position < edit.range.lowerBound { try copy(position..<edit.range.lowerBound) }
            if !edit.text.isEmpty, let texts { try append(try texts.read(edit.text)) }
            position = max(position, edit.range.upperBound)
        }
        if position < file.size { try copy(position..<file.size) }
        if !output.isEmpty { try sink.write(output) }
    }
}
