public import CalendarDiagnostics
public import CalendarModel
internal import ICalendar
internal import Kolab
public import Occurrences
internal import Recurrence

/// A series with the place where it was read.
public struct ReadSeries: Sendable {
    /// The series.
    public var series: Series
    /// Where it was read.
    public var origin: SeriesOrigin
    /// Whether it is for an occurrence that another component of its UID is for already.
    public var isDuplicate = false
}

extension Converter {
    /// Every series that documents hold, in their order; items of one UID in one document are one series.
    ///
    /// - Parameter diagnostics: receives what is no part of a series, and with it the losses of reading.
    public func series(in documents: [CalendarDocument], diagnostics: inout Diagnostics) -> [ReadSeries] {
        var all: [ReadSeries] = []
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
                    let contents = Series.all(in: calendar)
                    for component in contents.others {
                        report(component, at: places.place(of: component), to: &diagnostics)
                    }
                    for (index, series) in contents.series.enumerated() {
                        let origin = SeriesOrigin(file: document.name, component: contents.beginnings[index])
                        all.append(
                            ReadSeries(series: series, origin: origin, isDuplicate: contents.duplicates.contains(index))
                        )
                    }
                }
            }
        }
        return all
            + joinedSeries(of: documents).map { folder, series in
                ReadSeries(series: series, origin: SeriesOrigin(file: files[folder]?[series.uid] ?? ""))
            }
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
    /// ``ConversionOptions/defaultTimeZone`` is the zone of times whose own nobody knows, and that in which floating times
    /// and whole days take their place.
    public func expand(
        _ all: [ReadSeries],
        options: ExpansionOptions = ExpansionOptions(),
        diagnostics: inout Diagnostics
    ) -> [ExpandedSeries] {
        var options = options
        options.defaultZone = self.options.defaultTimeZone ?? options.defaultZone
        var expander = SeriesExpander(directory: zones, options: options)
        let current = all.withoutSuperseded(diagnostics: &diagnostics)
        current.reportDuplicates(to: &diagnostics)
        return current.map { expander.expand($0.series, from: $0.origin, diagnostics: &diagnostics) }
    }

    /// Occurrences as calendar data: single items with a recurrence id where they belong to a series.
    ///
    /// Items of one UID stay together, as far as `target` keeps several in one file; a format of single objects gets one
    /// for each occurrence.
    public func document(
        of occurrences: [(series: Int, occurrence: SeriesOccurrence)],
        from all: [ExpandedSeries],
        as target: CalendarFormat
    ) -> CalendarDocument {
        if FormatRegistry.row(of: target).holdsOneObject {
            let single = occurrences.map { series, occurrence in
                Series(single: occurrence.single, context: all[series].series.context)
            }
            return CalendarDocument(format: target, content: .series(single))
        }
        var items: [Int: [CalendarItem]] = [:]
        for (series, occurrence) in occurrences { items[series, default: []].append(occurrence.single) }
        let together = items.sorted { $0.key < $1.key }.map { series, items in
            let context = all[series].series.context
            let overrides = items.filter { $0.recurrenceID != nil }
            return Series(master: items.first { $0.recurrenceID == nil }, overrides: overrides, context: context)
        }
        return CalendarDocument(format: target, content: .series(together))
    }
}

extension [ReadSeries] {
    /// Reports `duplicate-uid` for each series whose UID another has for the same occurrence.
    public func reportDuplicates(to diagnostics: inout Diagnostics) {
        var places = ComponentPlaces()
        for read in self where read.isDuplicate {
            var place = places.place(of: read.origin.component)
            place.file = read.origin.file
            diagnostics.report(
                "duplicate-uid",
                .warning,
                "a second component with UID \(read.series.uid) for the same occurrence; kept apart",
                at: place
            )
        }
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

/// Where components stand in the text that their tree was read from.
private struct ComponentPlaces {
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
    /// One item alone, be it a master or an override.
    fileprivate init(single: CalendarItem, context: CalendarContext) {
        if single.recurrenceID == nil {
            self.init(master: single, context: context)
        } else {
            self.init(master: nil, overrides: [single], context: context)
        }
    }
}
