internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Kolab

extension Converter {
    /// The reader of Kolab objects with the options of this converter.
    var kolabReader: KolabReader {
        var reader = sharedKolabReader
        reader.options = KolabReadingOptions(zones: zones, timeZone: options.timeZone)
        reader.options.extensions = options.keepsExtensions
        reader.options.limits = options.xmlLimits
        reader.options.contentLimits = options.limits
        return reader
    }
}

// MARK: - Writing

extension Converter {
    /// Writes each object of documents, in a version of the storage format.
    func writeKolab(
        _ documents: [CalendarDocument],
        _ version: KolabVersion,
        _ report: inout LossReport
    ) -> [ConversionOutput] {
        var writing = KolabWritingOptions(zones: zones, timeZone: options.defaultTimeZone ?? options.timeZone)
        writing.extensions = options.keepsExtensions
        writing.onInexpressible = options.onInexpressible
        writing.separatesAttachments = options.envelope == .message
        let writer = KolabWriter(version: version, options: writing)
        writing.additionalDatesExist = true
        let rewriter = KolabWriter(version: version, options: writing)
        var definitions = ZoneDefinitions(zones: zones)
        var outputs: [ConversionOutput] = []
        let joined = joinedSeries(of: documents).map(\.series)
        var itemsLeft = documents.reduce(0) { if case .series = $1.content { $0 + $1.itemCount } else { $0 } }
        for (index, series) in joined.enumerated() {
            // An object that went into its series is written with it.
            let items = index == joined.count - 1 ? itemsLeft : 1
            itemsLeft -= items
            outputs += write(series, by: rewriter, items: items, &report)
        }
        for document in documents {
            switch document.content {
            case .series: continue
            case .tree(let tree):
                var losses = LossReport()
                for calendar in calendars(of: tree) {
                    let contents = Series.all(in: calendar)
                    reportDuplicates(contents.series, &losses)
                    if contents.series.isEmpty { reportContext(of: calendar, &losses) }
                    for component in contents.others {
                        losses.skipped += 1
                        losses.add(
                            Loss(
                                "component-not-in-kolab",
                                .dropped,
                                "Kolab stores no such object",
                                component: component.nameText,
                                uid: component.identity,
                                property: "UID"
                            )
                        )
                    }
                    for series in contents.series {
                        let reduced = definitions.reducing(series)
                        outputs += write(reduced, by: writer, items: series.items.count, &losses)
                    }
                }
                LossLocator(tree).locate(&losses)
                if let relocation = document.relocation { losses.updateRows { $0.location = relocation($0.location) } }
                report.merge(losses)
            }
        }
        return outputs
    }

    /// Series of one UID become objects of one UID, which Kolab clients take for copies.
    private func reportDuplicates(_ all: [Series], _ report: inout LossReport) {
        var seen: [CalendarItem.Kind: Set<String>] = [:]
        for series in all where !series.uid.isEmpty && !seen[series.kind, default: []].insert(series.uid).inserted {
            report.add(
                Loss(
                    "duplicate-uid",
                    options.keepsExtensions ? .preserved : .altered,
                    "a second object with this UID is written",
                    component: series.kind.rawValue,
                    uid: series.uid,
                    property: "UID"
                )
            )
        }
    }

    /// What a calendar says around its items has nowhere to go where it has none.
    private func reportContext(of calendar: Component, _ report: inout LossReport) {
        func drop(_ component: Component, _ property: String) {
            report.add(
                Loss(
                    "calendar-content-not-expressible",
                    .dropped,
                    "a calendar without an item that Kolab stores",
                    component: component.nameText,
                    uid: component.identity,
                    property: property
                )
            )
        }
        for property in calendar.properties where property.name != .version && property.name != .productIdentifier {
            drop(calendar, property.nameText)
        }
        for zone in calendar.components(named: .vtimezone) { drop(zone, "TZID") }
    }

    private func write(
        _ series: Series,
        by writer: KolabWriter,
        items: Int,
        _ report: inout LossReport
    ) -> [ConversionOutput] {
        do {
            var losses: [Loss] = []
            defer { report.add(losses) }
            let objects = try writer.write(series, losses: &losses)
            report.written += items
            return objects.enumerated().map { index, object in
                ConversionOutput(
                    uid: object.uid,
                    bytes: enveloped(object, series),
                    itemCount: index == 0 ? items : 0
                )
            }
        } catch {
            report.fail(
                Loss(
                    error.rule,
                    .dropped,
                    error.message,
                    component: series.kind.rawValue,
                    uid: series.objectUID,
                    property: "RRULE"
                ),
                itemCount: items
            )
            return []
        }
    }

    private func enveloped(_ object: KolabDocument, _ series: Series) -> [UInt8] {
        options.envelope == .message ? KolabEnvelope().message(for: object, of: series) : object.bytes
    }
}
