internal import CalendarDiagnostics
internal import CalendarModel
internal import Files
internal import ICalendar
internal import Kolab
internal import KolabMail

extension FolderPlanning {
    /// Joins the exceptions that are sure enough, and names the others in their rows.
    ///
    /// - Parameter report: its ids are the numbers of rows.
    func join(_ rows: inout FolderRows, _ report: DetachedExceptionReport, _ sources: [Source]) throws(FileError) {
        let least: DetachmentConfidence = options.joining == .likely ? .likely : .certain
        var chosen: [Int: [DetachedException]] = [:]
        for candidate in report.candidates {
            guard let series = Int(candidate.series), let exception = Int(candidate.exception) else { continue }
            if candidate.outcome == .chosen, candidate.confidence >= least, candidate.occurrence != nil {
                chosen[series, default: []].append(candidate)
            } else {
                let described = candidate.summary(of: sources[series].path)
                try rows.update(exception) { $0.findings.append(Diagnostic("join-candidate", described)) }
            }
        }
        for (series, exceptions) in chosen.sorted(by: { $0.key < $1.key }) {
            try join(exceptions, to: series, &rows, sources)
        }
    }

    /// Joins exceptions to a series as far as nothing would be lost.
    private func join(
        _ exceptions: [DetachedException],
        to series: Int,
        _ rows: inout FolderRows,
        _ sources: [Source]
    ) throws(FileError) {
        guard let master = object(sources[series]) else { return }
        var joins: [ObjectJoin] = []
        var planned: [PlannedMessage.Join] = []
        for candidate in exceptions {
            guard let index = Int(candidate.exception), try rows[index].action != .join,
                let day = candidate.occurrence?.date
            else {
                continue
            }
            let described = candidate.summary(of: sources[series].path)
            guard let exception = object(sources[index]), !exception.hasAttachments(besidesThoseOf: master) else {
                try rows.update(index) {
                    $0.findings.append(Diagnostic("join-refused", "files would have to move; \(described)"))
                }
                continue
            }
            let join = ObjectJoin(
                exception: exception,
                day: day.description,
                stray: candidate.strayExclusion?.date.description
            )
            let outcome = migration.migrate(master, zone: zone, joins: joins + [join])
            guard outcome.bytes != nil, outcome.changes.contains("subevent") else {
                let reason = outcome.findings.last.map { "\($0.rule) \($0.message)" } ?? ""
                try rows.update(index) {
                    $0.findings.append(Diagnostic("join-refused", "\(reason); \(described)"))
                }
                continue
            }
            joins.append(join)
            planned.append(
                PlannedMessage.Join(
                    path: sources[index].path,
                    index: sources[index].index,
                    uid: candidate.exceptionUID,
                    day: join.day,
                    stray: join.stray,
                    confidence: candidate.confidence.rawValue,
                    evidence: candidate.evidence.map(\.rawValue) + candidate.cautions.map(\.rawValue)
                )
            )
            try rows.update(index) { row in
                row.action = .join
                row.changes = []
                row.findings.append(Diagnostic("joined", described))
            }
        }
        guard !joins.isEmpty else { return }
        let outcome = migration.migrate(master, zone: zone, joins: joins)
        try rows.update(series) { row in
            row.take(outcome)
            row.joins = planned
        }
    }

    private func object(_ source: Source) -> StoredObject? {
        guard let bytes = try? source.read(below: root),
            case .object(let object) = examiner.examine(bytes, isSurelyMail: source.isSurelyMail).content
        else { return nil }
        return object
    }
}

extension DetachedException {
    /// What is known of it, for a person to judge.
    fileprivate func summary(of series: String) -> String {
        let day = occurrence.map { " on \($0.date)" } ?? ""
        let words = evidence.map(\.rawValue).joined(separator: " ")
        return "\(confidence.rawValue), \(outcome.rawValue), series in \(series)\(day): \(words)"
    }
}
