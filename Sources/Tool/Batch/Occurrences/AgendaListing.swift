package import Files
package import Kalends
internal import Reports

/// What takes place on some days in all inputs, by day.
package struct AgendaListing {
    /// What an agenda is written as.
    package enum Form: String, CaseIterable, Sendable {
        case table, html, svg
    }

    /// How many days a page or a picture shows at most, ten years: each of them takes place, also without an entry.
    package static let mostDays = 3660

    private let reading: InputReading
    private let output: OutputRequest
    /// The days and the clock.
    package var range: OccurrenceRange
    /// Which occurrences there are.
    package var options = ExpansionOptions()
    /// What is written.
    package var form = Form.table
    /// The heading of a page or a picture.
    package var title = "Agenda"

    private let first: CivilDate
    private let end: CivilDate

    /// An agenda of the days from `first` to before `end`.
    package init(_ reading: InputReading, _ output: OutputRequest, from first: CivilDate, until end: CivilDate) {
        self.reading = reading
        self.output = output
        (self.first, self.end) = (first, end)
        range = OccurrenceRange(from: first, until: end)
        range.includesContinuing = true
    }

    /// Writes the agenda of inputs.
    ///
    /// - Throws: ``ExitStatusError`` if nothing could be read, something is missing, or the file exists and is kept.
    package func run(_ found: Inputs) throws {
        let trial = OccurrenceInputs.listing(in: range.days, options)
        var work = try OccurrenceInputs(found, reading, to: output, trial: trial)
        let clock = range.clock(of: work.converter.zones)
        var endless: String?
        var merge = work.occurrences(in: range, options, isForRows: false, endless: &endless)
        var agenda = Agenda(from: first, until: end, clock: range.zone)
        while let next = merge.next() { agenda.add(AgendaEntry(ShownOccurrence(occurrence: next, clock: clock))) }
        agenda.sort()
        let written = Result { try output.write(bytes(of: agenda)) }
        if agenda.entries.isEmpty { work.note([range.emptiness]) }
        merge.reportUnfinished(to: &work.diagnostics)
        try work.end(isIncomplete: !merge.unfinished.isEmpty)
        try written.get()
    }

    private func bytes(of agenda: Agenda) -> [UInt8] {
        switch form {
        case .table: Array(agenda.table(width: output.path == nil ? Console.standardOutput.width : nil).utf8)
        case .html: agenda.page(title: title)
        case .svg: agenda.picture(title: title)
        }
    }
}

extension AgendaEntry {
    /// An occurrence on a clock.
    fileprivate init(_ shown: ShownOccurrence) {
        let item = shown.item
        let start = shown.start.secondsSinceEpoch
        self.init(
            summary: item.summary ?? "(no title)",
            start: start,
            end: shown.end?.secondsSinceEpoch ?? (shown.isWholeDay ? start + 86_400 : start),
            takesTime: shown.occurrence.takesTime
        )
        kind =
            switch item.kind {
            case .event: .event
            case .todo: .task
            case .journal: .journal
            }
        location = item.location ?? ""
        isWholeDay = shown.isWholeDay
        state =
            switch item.status {
            case .tentative: .tentative
            case .cancelled: .cancelled
            case .completed: .done
            default: nil
            }
        zone = shown.clock == nil ? shown.zone : nil
        group = item.uid
    }
}

extension SeriesOccurrence {
    /// Whether it is over at a later instant than it begins; false where instants are unknown.
    fileprivate var takesTime: Bool {
        guard let instant, let endInstant else { return false }
        return endInstant > instant
    }
}
