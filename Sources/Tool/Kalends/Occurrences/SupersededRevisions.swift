internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Occurrences

extension SeriesCatalogue {
    /// Skips what does not count of several components of one file, kind and UID.
    ///
    /// - Of overrides of one occurrence the newest counts: by SEQUENCE, then DTSTAMP (RFC 5546 §2.1.5), then LAST-MODIFIED,
    ///   else the later in the file. All of them belong to the first master that counts.
    /// - Of masters those with the highest SEQUENCE; those of the same SEQUENCE all stay, as some programs give one UID to
    ///   everything they write.
    /// - Of identical components one.
    ///
    /// - Parameters:
    ///   - comparesMasters: whether masters are revisions of one another at all.
    ///   - diagnostics: receives `superseded-revision` and `identical-copy` for each UID of which a component is skipped.
    mutating func skipSuperseded(comparesMasters: Bool = true, diagnostics: inout Diagnostics) {
        var changes: [Int: ReadSeries?] = [:]
        for (key, indices) in sharedIdentities() {
            let all = indices.map { series(at: $0) }
            let revisions = Revisions(of: all.map(\.series), comparesMasters: comparesMasters)
            guard revisions.skipsRevisions || revisions.skipsCopies || revisions.movesOverrides else { continue }
            var hasHeir = false
            for (place, index) in indices.enumerated() {
                changes[index] = .some(nil)
                guard revisions.masters[place] != nil || !hasHeir && revisions.hasNoMaster else { continue }
                var read = all[place]
                read.series = Series(
                    master: revisions.masters[place],
                    overrides: hasHeir ? [] : revisions.overrides,
                    context: read.series.context
                )
                read.isDuplicate = hasHeir
                hasHeir = true
                changes[index] = read
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
        if !changes.isEmpty { replace(changes) }
    }

    /// The series of one file, kind and UID, where there are several, in the order of the first.
    private func sharedIdentities() -> [(key: RevisionKey, indices: [Int])] {
        if isOfOneCalendar, calendars[0].groups.duplicates.isEmpty { return [] }
        var first: [RevisionKey: Int] = [:]
        var shared: [RevisionKey: [Int]] = [:]
        for index in 0..<count {
            let (kind, uid) = identity(of: index)
            if uid.isEmpty { continue }
            let key = RevisionKey(file: origin(of: index).file, kind: kind, uid: ExactText(uid))
            if let earlier = first[key] {
                shared[key, default: [earlier]].append(index)
            } else {
                first[key] = index
            }
        }
        return shared.sorted { $0.value[0] < $1.value[0] }.map { ($0.key, $0.value) }
    }
}

/// What revisions of one component have in common, except the recurrence id.
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
    /// Whether something is skipped that another component contains word for word.
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
