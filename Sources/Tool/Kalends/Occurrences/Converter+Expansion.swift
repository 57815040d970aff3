public import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Kolab
public import Occurrences
internal import Recurrence
internal import Validation

extension Converter {
    /// Every series that documents hold, in their order; items of one UID in one document are one series.
    ///
    /// - Parameters:
    ///   - documents: what was read.
    ///   - diagnostics: receives what is not part of a series, and with it the losses of reading.
    public func series(in documents: [CalendarDocument], diagnostics: inout Diagnostics) -> [ReadSeries] {
        let catalogue = catalogue(of: documents, diagnostics: &diagnostics)
        return (0..<catalogue.count).map { catalogue.series(at: $0) }
    }

    /// The same, each lifted on demand.
    public func catalogue(of documents: [CalendarDocument], diagnostics: inout Diagnostics) -> SeriesCatalogue {
        var catalogue = SeriesCatalogue()
        var files: [String: [ExactText: String]] = [:]
        var places = ComponentPlaces()
        for document in documents {
            diagnostics.file = document.name
            addReading(of: document, to: &diagnostics)
            switch document.content {
            case .series(let series):
                for series in series where files[document.folder]?[series.uid] == nil {
                    files[document.folder, default: [:]][series.uid] = document.name
                }
            case .tree(let tree):
                for calendar in calendars(of: tree) {
                    let groups = SeriesGroups(calendar)
                    for component in groups.others {
                        report(component, at: places.place(of: component), to: &diagnostics)
                    }
                    catalogue.add(groups, of: document.name)
                }
            }
        }
        for (folder, series) in joinedSeries(of: documents) {
            catalogue.add(ReadSeries(series: series, origin: SeriesOrigin(file: files[folder]?[series.uid] ?? "")))
        }
        return catalogue
    }

    private func addReading(of document: CalendarDocument, to diagnostics: inout Diagnostics) {
        var report = LossReport(keeping: diagnostics.losses.keeping)
        // Of the text nothing stays but items and what is around them.
        reportReading(of: document, as: .iCalendar, isMerged: true, &report)
        diagnostics.merge(report)
    }

    private func report(_ component: Component, at place: SourceLocation, to diagnostics: inout Diagnostics) {
        let subject = LossSubject(component: component.nameText, uid: component.first(.uid)?.text ?? "")
        let count = component.itemCount
        if count > 0 {
            let words = count == 1 ? "a component with occurrences" : "\(count) components with occurrences"
            return diagnostics.report(
                "unlisted-items",
                .error,
                "\(component.nameText) holds \(words), which are not listed",
                at: place,
                losing: .dropped,
                of: subject
            )
        }
        diagnostics.report(
            "component-without-occurrences",
            .info,
            "\(component.nameText) has no occurrences; skipped",
            at: place,
            losing: .dropped,
            of: subject
        )
    }

    /// Makes series ready to list their occurrences.
    ///
    /// Of several revisions of one component in a file the newest counts.
    /// ``ConversionOptions/defaultTimeZone`` is the zone of times whose own is unknown, and that in which floating
    /// times and whole days take their place.
    public func expand(
        _ all: [ReadSeries],
        options: ExpansionOptions = ExpansionOptions(),
        diagnostics: inout Diagnostics
    ) -> [ExpandedSeries] {
        var catalogue = SeriesCatalogue(all)
        catalogue.skipSuperseded(diagnostics: &diagnostics)
        catalogue.reportDuplicates(to: &diagnostics)
        var expander = expander(options)
        return (0..<catalogue.count).map { index in
            let read = catalogue.series(at: index)
            return diagnostics.named(by: RuleCatalogue.naming(of: .calendar)) { diagnostics in
                expander.expand(read.series, from: read.origin, diagnostics: &diagnostics)
            }
        }
    }

    /// Lists the occurrences of series in a window; only those are in memory that have begun and are not over.
    ///
    /// What counts is as in ``expand(_:options:diagnostics:)``.
    ///
    /// - Parameters:
    ///   - all: the series.
    ///   - window: which occurrences are listed.
    ///   - options: how series are expanded.
    ///   - isForRows: whether of an item only the content of a list's row is needed: UID, SUMMARY, STATUS and times.
    ///   - endless: is set to the UID of the first series that only a window or a count ends.
    ///   - diagnostics: receives what is unusual in the series.
    ///   - progress: is called when one more series has been looked at.
    public func occurrences(
        of all: SeriesCatalogue,
        in window: OccurrenceWindow,
        options: ExpansionOptions = ExpansionOptions(),
        isForRows: Bool,
        endless: inout String?,
        diagnostics: inout Diagnostics,
        progress: () -> Void = {}
    ) -> OccurrenceMerge {
        var catalogue = all
        catalogue.skipSuperseded(diagnostics: &diagnostics)
        catalogue.reportDuplicates(to: &diagnostics)
        var expander = expander(options)
        let (again, known) = (expander, catalogue)
        let names = isForRows ? CalendarItem.listed : nil
        var remote = RemoteItems(of: known, from: window, zones: zones)
        return OccurrenceMerge(
            count: known.count,
            in: window,
            sharedStepBudget: options.sharedStepBudget
        ) { index in
            defer { progress() }
            if remote.contains(index) { return nil }
            let read = known.series(at: index, only: names)
            let expanded = diagnostics.named(by: RuleCatalogue.naming(of: .calendar)) { diagnostics in
                expander.expand(read.series, from: read.origin, diagnostics: &diagnostics)
            }
            if endless == nil, expanded.isEndless { endless = read.series.uid }
            return expanded
        } again: { index in
            let read = known.series(at: index, only: names)
            return again.expand(again: read.series, from: read.origin)
        }
    }

    private func expander(_ options: ExpansionOptions) -> SeriesExpander {
        var options = options
        options.defaultZone = self.options.defaultTimeZone ?? options.defaultZone
        return SeriesExpander(directory: zones, options: options)
    }

    /// Occurrences as calendar data: single items with a recurrence id where they belong to a series.
    ///
    /// Items of one UID stay together, as far as `target` keeps several in one file; a format of single objects gets one
    /// for each occurrence.
    public func document(
        of occurrences: [(series: Int, occurrence: SeriesOccurrence)],
        from all: OccurrenceMerge,
        as target: CalendarFormat
    ) -> CalendarDocument {
        if target.row.holdsOneObject {
            let single = occurrences.map { series, occurrence in
                Series(single: occurrence.single, context: all.expanded(series).series.context)
            }
            return CalendarDocument(format: target, content: .series(single))
        }
        var items: [Int: [CalendarItem]] = [:]
        for (series, occurrence) in occurrences { items[series, default: []].append(occurrence.single) }
        let together = items.sorted { $0.key < $1.key }.map { series, items in
            let context = all.expanded(series).series.context
            let overrides = items.filter { $0.recurrenceID != nil }
            return Series(master: items.first { $0.recurrenceID == nil }, overrides: overrides, context: context)
        }
        return CalendarDocument(format: target, content: .series(together))
    }
}

extension Component {
    /// How many events, tasks and journal entries it holds, at any depth.
    fileprivate var itemCount: Int {
        var count = 0
        for component in components {
            count += (CalendarItem.Kind(component.name) == nil ? 0 : 1) + component.itemCount
        }
        return count
    }
}

/// The places of components in the text that their tree was read from.
struct ComponentPlaces {
    private var known: (tree: ComponentTree, lines: SourceLineIndex)?

    mutating func place(of component: Component?) -> SourceLocation {
        guard let component, component.tree.isSource else { return SourceLocation() }
        let lines =
            known.flatMap { $0.tree === component.tree ? $0.lines : nil } ?? SourceLineIndex(component.tree.bytes)
        known = (component.tree, lines)
        return lines.location(of: component.tree.lines[component.index])
    }
}

extension Series {
    /// One item alone, a master or an override.
    fileprivate init(single: CalendarItem, context: CalendarContext) {
        if single.recurrenceID == nil {
            self.init(master: single, context: context)
        } else {
            self.init(master: nil, overrides: [single], context: context)
        }
    }
}
