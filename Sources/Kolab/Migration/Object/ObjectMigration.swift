internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Kolab
internal import KolabMail

/// A detached exception that is joined to its series.
struct ObjectJoin: Sendable {
    var exception: StoredObject
    /// The exclusion, as `YYYY-MM-DD`.
    var day: String
    /// The day of an exclusion that was for the exception's new day and is removed.
    var stray: String?
}

/// Changes one object and makes sure that its meaning is the same.
struct ObjectMigration: Sendable {
    /// The outcome for an object.
    struct Outcome: Sendable {
        /// The file with the changed object; nil if nothing changes.
        var bytes: [UInt8]?
        /// What changed: `zone`, `subevent`, `version`.
        var changes: [String] = []
        var findings: [Diagnostic] = []
        /// Objects that become messages of their own.
        var detached: [KolabDocument] = []
        /// Whether the object stays in the version that it had, although something of it is to be changed.
        var isLeft = false
    }

    private let options: MigrationOptions

    init(_ options: MigrationOptions) { self.options = options }

    /// The object in the requested version.
    func migrate(_ object: StoredObject, zone: KnownZone?, joins: [ObjectJoin] = []) -> Outcome {
        options.target.hasSubevents ? upgrade(object, zone, joins) : downgrade(object)
    }

    /// The object's content with its times in the zone that they were meant in, as far as nothing contradicts it.
    func meaning(of object: StoredObject, zone: KnownZone?) -> Series {
        guard let item = object.series.master ?? object.series.soleItem else { return object.series }
        let upgrade = ObjectUpgrade(object.text, saying: item, zone: zone, directory: options.directory)
        return read(object, timeZone: upgrade.startZone) ?? object.series
    }

    private func read(_ object: StoredObject, timeZone: String?) -> Series? {
        guard let timeZone else { return object.series }
        return read(object.mail?.object.bytes ?? object.bytes, timeZone: timeZone)
    }

    private func read(_ bytes: [UInt8], timeZone: String? = nil) -> Series? {
        var ignored = Diagnostics(losses: .none)
        let reader = KolabReader(options: KolabReadingOptions(zones: options.directory, timeZone: timeZone))
        return try? reader.read(bytes, diagnostics: &ignored)
    }
}

extension ObjectMigration {
    private func upgrade(_ object: StoredObject, _ zone: KnownZone?, _ joins: [ObjectJoin]) -> Outcome {
        guard let item = object.series.master ?? object.series.soleItem else { return Outcome() }
        let directory = options.directory
        var upgrade = ObjectUpgrade(object.text, saying: item, zone: zone, directory: directory)
        guard var expected = read(object, timeZone: upgrade.startZone) else { return Outcome(isLeft: true) }
        for join in joins {
            guard let exceptionItem = join.exception.series.soleItem else {
                return refusal("join-refused", upgrade, join.day)
            }
            let exception = ObjectUpgrade(join.exception.text, saying: exceptionItem, zone: zone, directory: directory)
            let text = SubeventText(master: object.text, exception: join.exception.text, day: join.day)
            guard let subevent = text.bytes(applying: exception.edits, isASCII: object.isASCII),
                upgrade.add(subevent, onDay: join.day, insteadOf: join.stray),
                upgrade.add(text.keptEntries(ofDay: join.day, isASCII: object.isASCII)),
                let joined = read(join.exception, timeZone: exception.startZone),
                expected.take(joined, onDay: join.day, insteadOf: join.stray)
            else { return refusal("join-refused", upgrade, join.day) }
        }
        upgrade.setVersion(options.rootVersion)
        var outcome = Outcome(findings: upgrade.findings, isLeft: upgrade.isRefused)
        guard !upgrade.edits.isEmpty else { return outcome }
        if upgrade.gainsZone { outcome.changes.append("zone") }
        if upgrade.gainedSubevents > 0 { outcome.changes.append("subevent") }
        finish(&outcome, object, upgrade.edits, expected)
        return outcome
    }

    private func refusal(_ id: RuleID, _ upgrade: ObjectUpgrade, _ detail: String) -> Outcome {
        Outcome(findings: upgrade.findings + [Diagnostic(id, detail)])
    }

    private func downgrade(_ object: StoredObject) -> Outcome {
        let downgrade = ObjectDowngrade(object.text, saying: object.series, directory: options.directory)
        var outcome = Outcome(findings: downgrade.findings, isLeft: downgrade.isRefused)
        if outcome.isLeft { outcome.forgetDecisions() }
        guard !downgrade.edits.isEmpty else { return outcome }
        outcome.changes = ["zone"]
        outcome.detached = downgrade.detached
        if !outcome.detached.isEmpty { outcome.changes.append("subevent") }
        var expected = object.series
        for override in expected.overrides {
            if let time = override.recurrenceID?.time { expected.exclude(time) }
        }
        finish(&outcome, object, downgrade.edits, expected)
        return outcome
    }

    /// Makes the edits, reads the result back and compares it; a result with another meaning is not used.
    private func finish(_ outcome: inout Outcome, _ object: StoredObject, _ edits: [ByteEdit], _ expected: Series) {
        do {
            let bytes = try object.applying(edits)
            if let difference = difference(object, bytes, edits, expected) {
                outcome.refuse("not-verified", difference)
            } else {
                outcome.bytes = bytes
            }
        } catch {
            outcome.refuse("not-editable", error.detail)
        }
    }

    private func difference(_ object: StoredObject, _ bytes: [UInt8], _ edits: [ByteEdit], _ expected: Series)
        -> String?
    {
        let content: [UInt8]
        if let mail = object.mail {
            var ignored = Diagnostics(losses: .none)
            guard let edited = try? KolabMessage(reading: bytes, diagnostics: &ignored),
                edited.objectPart.index == mail.objectPart.index,
                edited.message.parts.count == mail.message.parts.count,
                edited.message.decodedBody(of: edited.objectPart, diagnostics: &ignored).bytes
                    == object.text.bytes.applying(edits)
            else { return "message" }
            content = edited.object.bytes
        } else {
            content = bytes
        }
        guard let actual = read(content) else { return "XML" }
        return MeaningCheck(directory: options.directory).difference(expected, actual)
    }
}

extension ObjectMigration.Outcome {
    fileprivate mutating func refuse(_ id: RuleID, _ detail: String) {
        (bytes, changes, detached, isLeft) = (nil, [], [], true)
        forgetDecisions()
        findings.append(Diagnostic(id, detail))
    }
}

extension ObjectMigration.Outcome {
    /// Removes the findings of what would have been done: it was not.
    fileprivate mutating func forgetDecisions() {
        findings.removeAll(where: \.isDecision)
    }
}

extension MailEditRefusal {
    fileprivate var detail: String {
        switch self {
        case .unknownEncoding(let name): "unknown transfer encoding \(name)"
        case .damagedEncoding: "bytes that the transfer encoding does not allow"
        }
    }
}

extension Series {
    /// Takes an exception over as the override of a day.
    fileprivate mutating func take(_ exception: Series, onDay day: String, insteadOf stray: String?) -> Bool {
        guard var master, let start = master.start ?? master.due, var override = exception.soleItem else {
            return false
        }
        if let stray {
            master.exclusions.removeAll { $0.date.description == stray }
            setMaster(master)
        }
        // The exclusion's own time is the occurrence's; one that is not excluded yet has the time of the start.
        let excluded = master.exclusions.first { $0.date.description == day }
        guard let occurrence = excluded ?? start.onDay(named: day) else { return false }
        override.uid = master.uid
        override.recurrenceID = CalendarItem.RecurrenceID(occurrence)
        override.rules = []
        replaceOccurrence(with: override)
        return true
    }
}

extension EventTime {
    /// The same time of day on the day written as `YYYY-MM-DD`.
    fileprivate func onDay(named day: String) -> EventTime? {
        CivilDate(extended: day).map { showing(CivilDateTime($0, civil.time)) }
    }
}
