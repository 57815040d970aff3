public import CalendarDiagnostics
internal import CalendarModel
public import Kalends
public import TimeZones

/// The options of an import.
public struct ImportOptions: Sendable {
    /// Whether events of the calendar that the inputs do not have are deleted.
    public var synchronizes = false
    /// The part of time in which events are deleted that the inputs do not have.
    public var period: Period = .always
    /// What events must have to be deleted.
    public var criteria = Criteria()
    /// The zone on whose clocks times in UTC and in zones become floating ones, as the original has them; nil leaves times as they
    /// are.
    public var naiveZone: ZoneRules?
    /// Whether nothing is written.
    public var isDryRun = false

    /// The defaults.
    public init() {}
}

/// What an import did.
public struct ImportResult: Sendable {
    /// How many events are new.
    public var created = 0
    /// How many events have a new content.
    public var modified = 0
    /// How many events were there already.
    public var unchanged = 0
    /// How many events belong to another calendar and stay unchanged.
    public var ignored = 0
    /// How many events were deleted.
    public var deleted = 0
    /// Components read, kept, skipped and lost.
    public var report: LossReport

    init(keeping: LossReport.RowKeeping) { report = LossReport(keeping: keeping) }
}

/// An import of any number of inputs, all of it or nothing.
///
/// - An event whose UID the calendar has is replaced if it differs; its text is kept as read.
/// - An event whose UID is new is added. If it names none of the calendar's users, the main one owns it.
/// - An event whose UID another calendar has is ignored.
/// - Of several inputs with one UID the newest revision counts.
public final class StoreImport {
    private let calendar: StoreCalendar
    private let options: ImportOptions
    private let state: any StoreWriting
    /// The same, if it takes events whose facts are known.
    private let prepared: (any PreparedWriting)?
    private let ownKeys: Set<String>
    /// Whether the store had no event before, so that only the imported ones need to be asked about.
    private let wasEmpty: Bool
    /// The UIDs of the imported events; the outcomes are in the store.
    private var imported: Set<String> = []
    private var result: ImportResult

    init(_ calendar: StoreCalendar, _ options: ImportOptions, _ state: any StoreWriting, keeping: LossReport.RowKeeping)
        throws
    {
        self.calendar = calendar
        self.options = options
        self.state = state
        prepared = state as? any PreparedWriting
        result = ImportResult(keeping: keeping)
        wasEmpty = try state.eventCount() == 0
        ownKeys = try state.addressKeys(of: calendar.attendeeIDs)
    }

    /// Adds the events of an input.
    func add(_ prepared: PreparedInput) throws {
        result.report.merge(prepared.report)
        for event in prepared.events { try add(event) }
    }

    private func add(_ input: PreparedEvent) throws {
        var event = input.event
        let count = event.series.items.count
        let isAgain = imported.contains(event.uid)
        let mayBeKnown = isAgain || !wasEmpty
        let known = try mayBeKnown && prepared?.hasEvent(uid: event.uid) != false ? state.event(uid: event.uid) : nil
        if isAgain, let known {
            guard !event.item.isOlder(than: known.item) else {
                result.report.skipped += count
                return result.report.add(.superseded(event.item))
            }
            if known.series != event.series { result.report.add(.superseded(known.item)) }
        }
        if let known, !isAgain, !isOwn(known) {
            result.ignored += 1
            result.report.skipped += count
            return result.report.add(
                Loss(
                    "foreign-uid",
                    .dropped,
                    "another calendar has an event with this UID",
                    component: event.series.kind.rawValue,
                    uid: event.uid,
                    property: "UID"
                )
            )
        }
        result.report.written += count
        event.ownerID = known?.ownerID ?? (isNaming(event) ? nil : calendar.mainAttendeeID)
        imported.insert(event.uid)
        if let known {
            guard known.text != event.text, known.series != event.series || known.ownerID != event.ownerID else {
                if !isAgain { result.unchanged += 1 }
                return
            }
            if !isAgain { result.modified += 1 }
        } else {
            result.created += 1
        }
        if let prepared {
            try prepared.put(event, input.facts, replacing: known)
        } else {
            try state.put(event)
        }
    }

    /// Whether the calendar has a stored event.
    private func isOwn(_ event: Event) -> Bool {
        ownKeys.isEmpty || event.ownerID.map { calendar.attendeeIDs.contains($0) } == true || isNaming(event)
    }

    /// Whether an event names one of the calendar's users.
    private func isNaming(_ event: Event) -> Bool {
        ownKeys.isEmpty || event.participants().contains { ownKeys.contains($0.addressKey) }
            || event.series.overrides.contains { override in
                event.participants(at: override.recurrenceID?.time).contains { ownKeys.contains($0.addressKey) }
            }
    }

    /// Deletes what the inputs do not have, if requested.
    func finish() throws -> ImportResult {
        guard options.synchronizes else { return result }
        let criteria = calendar.restricted(options.criteria)
        for event in try state.events(in: options.period, matching: ResolvedCriteria(criteria, in: state.attendees))
        where !imported.contains(event.uid) {
            try state.delete(uid: event.uid)
            result.deleted += 1
        }
        return result
    }
}

extension StoreCalendar {
    /// Imports inputs of any format.
    ///
    /// - Parameters:
    ///   - inputs: gives the next input, with its name, until it gives nil.
    ///   - keeping: what is done with the rows of the loss report.
    ///   - onFinding: called with what was found in an input, and why it cannot be read.
    /// - Throws: ``StoreError``, or what `inputs` throws; nothing is changed then. An input that cannot be read is counted as failed and
    ///   skipped.
    public func `import`(
        _ options: ImportOptions = ImportOptions(),
        keeping: LossReport.RowKeeping = .all,
        onFinding: (Diagnostics, ReadError?) -> Void = { _, _ in },
        from inputs: () throws -> ImportInput?
    ) throws -> ImportResult {
        let preparation = ImportPreparation(
            store.configuration,
            options,
            keepsRows: LossReport(keeping: keeping).keepsRows
        )
        do {
            return try store.write { state in
                let work = try StoreImport(self, options, state, keeping: keeping)
                try preparation.forEach(from: inputs) { prepared in
                    onFinding(prepared.diagnostics, prepared.failure)
                    try work.add(prepared)
                }
                let result = try work.finish()
                if options.isDryRun { throw DryRun(result: result) }
                return result
            }
        } catch let end as DryRun {
            return end.result
        }
    }

    /// Imports one input.
    ///
    /// - Parameters:
    ///   - format: its format; found out from name and content if nil.
    ///   - name: its name in reports.
    /// - Throws: ``StoreError``; ``CalendarDiagnostics/ReadError`` if it cannot be read at all.
    public func `import`(
        _ bytes: [UInt8],
        from format: CalendarFormat? = nil,
        name: String = "",
        _ options: ImportOptions = ImportOptions()
    ) throws -> ImportResult {
        var rest: [ImportInput] = [ImportInput(bytes, name: name, format: format)]
        var failure: ReadError?
        let result = try self.import(options, onFinding: { failure = failure ?? $1 }) { rest.popLast() }
        if let failure { throw failure }
        return result
    }
}

/// Takes back what a dry run did.
private struct DryRun: Error {
    var result: ImportResult
}

/// A store that takes events whose facts are known.
protocol PreparedWriting: StoreWriting {
    func put(_ event: Event, _ facts: EventFacts, replacing old: Event?) throws
    /// Whether there is an event of a UID.
    func hasEvent(uid: String) throws -> Bool
}
