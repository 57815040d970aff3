internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Occurrences

extension [ReadSeries] {
    /// What of several components of one file, kind and UID counts.
    ///
    /// - Of overrides of one occurrence the newest: by SEQUENCE, then DTSTAMP (RFC 5546 §2.1.5), then LAST-MODIFIED, else the
    ///   later in the file. All of them belong to the first master that counts.
    /// - Of masters those with the highest SEQUENCE; those of the same SEQUENCE all stay, as some programs give one UID to
    ///   everything they write.
    /// - Of identical components one.
    ///
    /// - Parameters:
    ///   - comparesMasters: whether masters are revisions of one another at all.
    ///   - diagnostics: receives `superseded-revision` and `identical-copy` for each UID of which a component is skipped.
    func withoutSuperseded(comparesMasters: Bool = true, diagnostics: inout Diagnostics) -> [ReadSeries] {
        var groups: [RevisionKey: [Int]] = [:]
        for (index, read) in enumerated() where !read.series.uid.isEmpty {
            groups[
                RevisionKey(file: read.origin.file, kind: read.series.kind, uid: ExactText(read.series.uid)),
                default: []
            ].append(index)
        }
        var current = map { Optional($0) }
        for (key, indices) in groups.sorted(by: { $0.value[0] < $1.value[0] }) where indices.count > 1 {
            let revisions = Revisions(of: indices.map { self[$0].series }, comparesMasters: comparesMasters)
            guard revisions.skipsRevisions || revisions.skipsCopies || revisions.movesOverrides else { continue }
            var hasHeir = false
            for (place, index) in indices.enumerated() {
                current[index] = nil
                guard revisions.masters[place] != nil || !hasHeir && revisions.hasNoMaster else { continue }
                var read = self[index]
                read.series = Series(
                    master: revisions.masters[place],
                    overrides: hasHeir ? [] : revisions.overrides,
                    context: read.series.context
                )
                read.isDuplicate = hasHeir
                hasHeir = true
                current[index] = read
            }
            let subject = LossSubject(component: key.kind.rawValue, uid: key.uid.text)
            if revisions.skipsRevisions {
                diagnostics.report(
                    "superseded-revision",
                    .warning,
                    "UID \(key.uid.text) has several revisions; the newest by SEQUENCE, then DTSTAMP, counts",
                    at: SourceLocation(file: key.file),
                    losing: .dropped,
                    of: subject
                )
            }
            if revisions.skipsCopies {
                diagnostics.report(
                    "identical-copy",
                    .info,
                    "UID \(key.uid.text) has identical components; they count once",
                    at: SourceLocation(file: key.file)
                )
            }
        }
        return current.compactMap(\.self)
    }
}

/// What revisions of one component have in common, the recurrence id aside.
private struct RevisionKey: Hashable {
    var file: String
    var kind: CalendarItem.Kind
    var uid: ExactText
}

/// What counts of several series of one UID.
private struct Revisions {
    /// The master of each series, nil where it has none that counts.
    private(set) var masters: [CalendarItem?]
    /// The overrides that count.
    private(set) var overrides: [CalendarItem] = []
    /// Whether an older revision of something is skipped.
    private(set) var skipsRevisions = false
    /// Whether something is skipped that another component says word for word.
    private(set) var skipsCopies = false
    /// Whether overrides of one series belong to the master of another.
    private(set) var movesOverrides = false

    var hasNoMaster: Bool { masters.allSatisfy { $0 == nil } }

    init(of all: [Series], comparesMasters: Bool) {
        masters = all.map(\.master)
        let highest = masters.compactMap { $0?.sequence ?? 0 }.max() ?? 0
        var seen: Set<CalendarItem> = []
        for (place, master) in masters.enumerated() {
            guard let master else { continue }
            if comparesMasters, (master.sequence ?? 0) < highest {
                (masters[place], skipsRevisions) = (nil, true)
            } else if !seen.insert(master).inserted {
                (masters[place], skipsCopies) = (nil, true)
            }
        }
        let heir = masters.firstIndex { $0 != nil }
        var newest: [EventTime: Int] = [:]
        for (place, series) in all.enumerated() {
            if place != heir ?? 0, !series.overrides.isEmpty { movesOverrides = true }
            for override in series.overrides {
                guard let time = override.recurrenceID?.time else { continue }
                guard let known = newest[time] else {
                    newest[time] = overrides.count
                    overrides.append(override)
                    continue
                }
                if override == overrides[known] {
                    skipsCopies = true
                } else {
                    skipsRevisions = true
                    if !override.isOlder(than: overrides[known]) { overrides[known] = override }
                }
            }
        }
    }
}
