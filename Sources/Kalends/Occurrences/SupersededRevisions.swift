internal import CalendarDiagnostics
internal import CalendarModel

extension [ReadSeries] {
    /// Leaves out what a later revision in the same file supersedes: of components of one kind and UID for the same
    /// occurrence those with the highest SEQUENCE count (RFC 5546 §2.1.4). Those of the same SEQUENCE all stay.
    ///
    /// - Parameter diagnostics: receives `superseded-revision` for each component that is left out.
    func withoutSuperseded(diagnostics: inout Diagnostics) -> [ReadSeries] {
        var groups: [RevisionKey: [Int]] = [:]
        for (index, read) in enumerated() where !read.series.uid.isEmpty {
            groups[RevisionKey(file: read.origin.file, kind: read.series.kind, uid: read.series.uid), default: []].append(index)
        }
        var current = map { Optional($0) }
        for (key, indices) in groups.sorted(by: { $0.value[0] < $1.value[0] }) where indices.count > 1 {
            var revisions = Revisions()
            for index in indices { revisions.add(self[index].series) }
            guard revisions.differ else { continue }
            var orphans: [CalendarItem] = []
            for index in indices {
                current[index] = revisions.current(of: self[index], orphans: &orphans)
            }
            if let heir = indices.first(where: { current[$0]?.series.master != nil }), let read = current[heir] {
                let series = read.series
                current[heir]?.series = Series(
                    master: series.master, overrides: series.overrides + orphans, context: series.context)
            }
            diagnostics.report(
                "superseded-revision", .warning,
                "UID \(key.uid) stands in several revisions; the one with the highest SEQUENCE counts",
                at: SourceLocation(file: key.file), losing: .dropped,
                of: LossSubject(component: key.kind.rawValue, uid: key.uid))
        }
        return current.compactMap(\.self)
    }
}

/// What revisions of one component have in common, the recurrence id aside.
private struct RevisionKey: Hashable {
    var file: String
    var kind: CalendarItem.Kind
    var uid: String
}

/// The highest SEQUENCE of a master and of each override.
private struct Revisions {
    private var highest: [EventTime?: Int] = [:]
    /// Whether there is more than one revision of anything.
    private(set) var differ = false

    mutating func add(_ series: Series) {
        for item in series.items {
            let revision = item.sequence ?? 0
            let known = highest[item.recurrenceID?.time] ?? revision
            if revision != known { differ = true }
            highest[item.recurrenceID?.time] = Swift.max(revision, known)
        }
    }

    private func isCurrent(_ item: CalendarItem) -> Bool { (item.sequence ?? 0) == highest[item.recurrenceID?.time] }

    /// What is left of a series; overrides that lose their master become orphans.
    func current(of read: ReadSeries, orphans: inout [CalendarItem]) -> ReadSeries? {
        let overrides = read.series.overrides.filter(isCurrent)
        let master = read.series.master.flatMap { isCurrent($0) ? $0 : nil }
        if master == nil, read.series.master != nil {
            orphans += overrides
            return nil
        }
        guard master != nil || !overrides.isEmpty else { return nil }
        return ReadSeries(
            series: Series(master: master, overrides: overrides, context: read.series.context), origin: read.origin)
    }
}
