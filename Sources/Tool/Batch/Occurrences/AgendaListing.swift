internal import CalendarModel
package import Files
package import Kalends
internal import Reports
internal import Selecting

/// What takes place on some days in all inputs, by day.
package struct AgendaListing {
    /// What an agenda is written as.
    package enum Form: String, CaseIterable, Sendable {
        case table, html, svg
    }

    private let reading: InputReading
    private let output: OutputRequest
    /// The first day.
    package var first: CivilDate
    /// The day after the last.
    package var end: CivilDate
    /// The zone on whose clock all times are shown, by its name; nil for the clock of each occurrence.
    package var zone: String?
    /// Whether only what begins within the days is listed, and not what continues then.
    package var startsOnly = false
    /// Which occurrences there are.
    package var options = ExpansionOptions()
    /// What is written.
    package var form = Form.table
    /// The heading of a page or a picture.
    package var title = "Agenda"

    /// An agenda of the days from `first` to before `end`.
    package init(_ reading: InputReading, _ output: OutputRequest, from first: CivilDate, until end: CivilDate) {
        self.reading = reading
        self.output = output
        self.first = first
        self.end = end
    }

    /// Writes the agenda of inputs.
    ///
    /// - Throws: ``ExitStatusError`` if nothing could be read, something is missing, or the file exists and is kept.
    package func run(_ found: Inputs) throws {
        let window = OccurrenceWindow(from: first, until: end)
        var work = try OccurrenceInputs(
            found,
            reading,
            to: output,
            trial: OccurrenceInputs.listing(in: window, options)
        )
        let clock = zone.flatMap { work.converter.zones.rules(for: $0) }
        let lookback = startsOnly ? 0 : work.series.longestExtent / 86_400 + 2
        var endless: String?
        var merge = work.converter.occurrences(
            of: work.series,
            in: OccurrenceWindow(from: first.addingDays(-lookback), until: end, in: clock),
            options: options,
            isForRows: false,
            endless: &endless,
            diagnostics: &work.diagnostics
        )
        var agenda = Agenda(from: first, until: end, clock: zone)
        while let next = merge.next() { agenda.add(AgendaEntry(next, on: clock)) }
        agenda.sort()
        let written = Result { try output.write(bytes(of: agenda)) }
        if agenda.entries.isEmpty { work.note(["no occurrences from \(first) until \(end)"]) }
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

extension SeriesCatalogue {
    /// The longest that an occurrence lasts, in seconds: so much earlier may one have begun that still continues.
    fileprivate var longestExtent: Int { (0..<count).lazy.map { series(at: $0).series.longestExtent }.max() ?? 0 }
}

extension AgendaEntry {
    /// An occurrence on a clock; nil is its own.
    fileprivate init(_ occurrence: SeriesOccurrence, on clock: ZoneRules?) {
        let item = occurrence.item
        func seconds(_ time: EventTime?, _ instant: Int?) -> Int? {
            if let clock, let instant { return clock.local(at: instant).secondsSinceEpoch }
            return time?.civil.secondsSinceEpoch
        }
        let start = seconds(occurrence.start, occurrence.instant) ?? 0
        let isWholeDay = occurrence.start.isDate
        let end = seconds(occurrence.endOnStartClock, occurrence.endInstant)
        self.init(
            summary: item.summary ?? "(no title)",
            start: start,
            end: max(start, end ?? (isWholeDay ? start + 86_400 : start))
        )
        kind =
            switch item.kind {
            case .event: .event
            case .todo: .task
            case .journal: .journal
            }
        location = item.location ?? ""
        self.isWholeDay = isWholeDay
        isCancelled = item.status == .cancelled
        zone = clock == nil ? occurrence.zone : nil
        group = item.uid
    }
}
