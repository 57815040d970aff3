internal import CalendarDiagnostics
internal import CalendarModel
public import EventStore
internal import ICalendar
internal import Kalends
internal import TimeZones

/// What a message did.
public struct MessageOutcome: Hashable, Sendable {
    /// What became of it.
    public enum Effect: String, Sendable {
        /// An event is new.
        case created
        /// An event says something else.
        case updated
        /// An answer was taken in.
        case answered
        /// An event or an occurrence was called off.
        case cancelled
        /// A proposal waits for the organizer.
        case proposed
        /// A proposal was declined.
        case declined
        /// The event is sent again.
        case resent
        /// It is known already, or older than what is known.
        case outdated
        /// Its event is not known yet; it counts when that comes.
        case waiting
        /// It is no message of RFC 5546, or from somebody who may not send it.
        case refused
    }

    /// METHOD.
    public var method: String
    /// The event's UID.
    public var uid: String
    /// What became of it.
    public var effect: Effect
}

extension EventStore {
    /// Applies the messages of an input: calendar text with a METHOD, or mail that carries it (RFC 5546, RFC 6047).
    ///
    /// Messages may come in any order and more than once: the event is the same in the end.
    /// - Parameter policy: what becomes of answers of those who were not invited.
    /// - Throws: ``CalendarDiagnostics/ReadError`` if the input cannot be read, ``EventStore/StoreError``.
    @discardableResult
    public func apply(
        _ bytes: [UInt8],
        name: String = "",
        partyCrashers policy: PartyCrasherPolicy = .add
    ) throws -> [MessageOutcome] {
        var diagnostics = Diagnostics(file: name)
        let documents = try configuration.converter.documents(in: bytes, name: name, diagnostics: &diagnostics)
        return try write { state in
            var outcomes: [MessageOutcome] = []
            for case .tree(let tree) in documents.map(\.content) {
                for calendar in tree.components where calendar.name == .vcalendar {
                    let incoming = IncomingMessage(calendar, policy, configuration)
                    outcomes += try incoming.apply(to: state)
                }
            }
            return outcomes
        }
    }
}

/// A VCALENDAR with a METHOD.
struct IncomingMessage {
    let method: String
    private let all: [Series]
    private let policy: PartyCrasherPolicy
    private let configuration: StoreConfiguration

    init(_ calendar: Component, _ policy: PartyCrasherPolicy, _ configuration: StoreConfiguration) {
        method = calendar.first(.method)?.text.uppercased() ?? ""
        all = Series.all(in: calendar).series.filter { !$0.uid.isEmpty }
        self.policy = policy
        self.configuration = configuration
    }

    func apply(to state: any StoreWriting) throws -> [MessageOutcome] {
        try all.map { series in
            let effect = try apply(series, to: state)
            return MessageOutcome(method: method, uid: series.uid, effect: effect)
        }
    }

    private func apply(_ message: Series, to state: any StoreWriting) throws -> MessageOutcome.Effect {
        switch method {
        case "REQUEST", "PUBLISH": try request(message, state)
        case "REPLY": try reply(message, state)
        case "CANCEL": try cancel(message, state)
        case "ADD": try add(message, state)
        case "REFRESH": try refresh(message, state)
        case "COUNTER": try counter(message, state)
        case "DECLINECOUNTER": try declineCounter(message, state)
        default: .refused
        }
    }

    private func key(_ item: CalendarItem, _ series: Series) -> String {
        MomentClock(series, directory: configuration.zones).key(of: item.recurrenceID?.time)
    }
}

// MARK: - From the organizer

extension IncomingMessage {
    private func request(_ message: Series, _ state: any StoreWriting) throws -> MessageOutcome.Effect {
        let known = try state.event(uid: message.uid)
        if let known, !isFromOrganizer(message, of: known) { return .refused }
        var registers = try state.scheduling(of: message.uid)
        if let known, registers.items.isEmpty { registers.learn(known.series, configuration.zones) }
        var series = known?.series ?? Series(master: nil, context: message.context.withoutMethod)
        var isNew = false
        let masterRevision = registers.items[""]?.content
        for item in message.items {
            let key = key(item, message)
            var register =
                registers.items[key] ?? SchedulingState.Register(time: item.recurrenceID?.time.registerText ?? "")
            if let content = register.content, item.revision <= content { continue }
            if !key.isEmpty, register.content == nil, let masterRevision, item.revision < masterRevision { continue }
            register.content = item.revision
            registers.items[key] = register
            isNew = true
            if key.isEmpty {
                series.setMaster(item)
                let kept = Set(message.overrides.map { self.key($0, message) })
                series.dropOverrides(olderThan: item.revision, except: kept, &registers, configuration.zones)
            } else {
                series.replaceOverride(with: item, key: key, zones: configuration.zones)
            }
        }
        guard isNew else { return .outdated }
        series.context = series.context.merged(with: message.context.withoutMethod)
        try store(series, registers, known, state)
        return known == nil ? .created : .updated
    }

    private func cancel(_ message: Series, _ state: any StoreWriting) throws -> MessageOutcome.Effect {
        let known = try state.event(uid: message.uid)
        if let known, !isFromOrganizer(message, of: known) { return .refused }
        var registers = try state.scheduling(of: message.uid)
        if let known, registers.items.isEmpty { registers.learn(known.series, configuration.zones) }
        var isNew = false
        for item in message.items {
            let key = key(item, message)
            var register =
                registers.items[key] ?? SchedulingState.Register(time: item.recurrenceID?.time.registerText ?? "")
            if let cancellation = register.cancellation, item.revision <= cancellation { continue }
            register.cancellation = item.revision
            registers.items[key] = register
            isNew = true
        }
        guard isNew else { return .outdated }
        guard let known else {
            try state.setScheduling(registers, of: message.uid)
            return .waiting
        }
        try store(known.series, registers, known, state)
        return .cancelled
    }

    private func add(_ message: Series, _ state: any StoreWriting) throws -> MessageOutcome.Effect {
        let known = try state.event(uid: message.uid)
        if let known, !isFromOrganizer(message, of: known) { return .refused }
        var registers = try state.scheduling(of: message.uid)
        guard let item = message.master, let start = item.start else { return .refused }
        if let known, registers.items.isEmpty { registers.learn(known.series, configuration.zones) }
        let proposal = SchedulingState.Proposal(revision: item.revision, text: EventText(of: message).bytes)
        if let earlier = registers.additions[start.registerText], item.revision <= earlier.revision { return .outdated }
        registers.additions[start.registerText] = proposal
        guard let known, known.series.master != nil else {
            try state.setScheduling(registers, of: message.uid)
            return .waiting
        }
        if let content = registers.items[""]?.content, item.revision < content { return .outdated }
        try store(known.series, registers, known, state)
        return .updated
    }

    private func declineCounter(_ message: Series, _ state: any StoreWriting) throws -> MessageOutcome.Effect {
        guard let known = try state.event(uid: message.uid) else { return .waiting }
        guard isFromOrganizer(message, of: known) else { return .refused }
        var registers = try state.scheduling(of: message.uid)
        guard let revision = message.items.map(\.revision).max() else { return .refused }
        if let earlier = registers.declined[""], revision <= earlier { return .outdated }
        registers.declined[""] = revision
        try state.setScheduling(registers, of: message.uid)
        return .declined
    }

    /// Whether a message names the organizer that the event has.
    private func isFromOrganizer(_ message: Series, of event: Event) -> Bool {
        guard let organizer = event.organizer, let sender = message.items.first?.organizer?.address else { return true }
        return CalendarUser.key(ofAddress: organizer) == CalendarUser.key(ofAddress: sender)
    }

    /// Stores a series with what is known of answers and cancellations.
    private func store(
        _ series: Series,
        _ registers: SchedulingState,
        _ known: Event?,
        _ state: any StoreWriting
    ) throws {
        var series = series
        for (_, addition) in registers.additions.sorted(by: { $0.key < $1.key }) {
            series.add(addition, registers.items[""]?.content)
        }
        let organizer = try series.items.first?.organizer.flatMap { try state.user(address: $0.address) }
        series.fold(
            registers,
            policy: policy,
            isOurs: organizer.map { !$0.isExternal } ?? false,
            zones: configuration.zones
        )
        try state.setScheduling(registers, of: series.uid)
        let event = known?.changed(to: series, zones: configuration.zones) ?? Event(series, zones: configuration.zones)
        if known?.series != series { try state.put(event) }
    }
}

// MARK: - From attendees

extension IncomingMessage {
    private func reply(_ message: Series, _ state: any StoreWriting) throws -> MessageOutcome.Effect {
        let known = try state.event(uid: message.uid)
        var registers = try state.scheduling(of: message.uid)
        if let known, registers.items.isEmpty { registers.learn(known.series, configuration.zones) }
        var isNew = false
        for item in message.items {
            let key = key(item, message)
            var register =
                registers.items[key] ?? SchedulingState.Register(time: item.recurrenceID?.time.registerText ?? "")
            for attendee in item.attendees {
                let answer = SchedulingState.Answer(
                    revision: item.revision,
                    address: attendee.person.address,
                    name: attendee.person.name,
                    status: (attendee.status ?? .needsAction).rawValue,
                    delegatedTo: attendee.delegatedTo,
                    delegatedFrom: attendee.delegatedFrom
                )
                let who = CalendarUser.key(ofAddress: answer.address)
                if let earlier = register.answers[who], answer.revision <= earlier.revision { continue }
                register.answers[who] = answer
                isNew = true
            }
            registers.items[key] = register
        }
        guard isNew else { return .outdated }
        guard let known else {
            try state.setScheduling(registers, of: message.uid)
            return .waiting
        }
        try store(known.series, registers, known, state)
        return .answered
    }

    private func refresh(_ message: Series, _ state: any StoreWriting) throws -> MessageOutcome.Effect {
        guard let known = try state.event(uid: message.uid),
            let sender = message.items.first?.attendees.first?.person.address,
            known.participants().contains(where: { $0.addressKey == CalendarUser.key(ofAddress: sender) })
        else { return .refused }
        try MessageMaker(configuration).request(known.series.items, of: known, to: [sender]).forEach(state.queue)
        return .resent
    }

    private func counter(_ message: Series, _ state: any StoreWriting) throws -> MessageOutcome.Effect {
        guard let known = try state.event(uid: message.uid) else { return .waiting }
        guard let item = message.items.first, let sender = proposer(of: item, known) else { return .refused }
        var registers = try state.scheduling(of: message.uid)
        if let earlier = registers.proposals[sender], item.revision <= earlier.revision { return .outdated }
        if let earlier = registers.declined[sender], item.revision <= earlier { return .outdated }
        registers.proposals[sender] = .init(revision: item.revision, text: EventText(of: message).bytes)
        try state.setScheduling(registers, of: message.uid)
        return .proposed
    }

    /// Who proposes: the only attendee that is named, else the one whose answer differs from what is known.
    private func proposer(of item: CalendarItem, _ known: Event) -> String? {
        let organizer = known.organizer.map { CalendarUser.key(ofAddress: $0) }
        let others = item.attendees.filter { CalendarUser.key(ofAddress: $0.person.address) != organizer }
        if others.count == 1 { return CalendarUser.key(ofAddress: others[0].person.address) }
        let participants = known.participants()
        let changed = others.first { other in
            let key = CalendarUser.key(ofAddress: other.person.address)
            return participants.first { $0.addressKey == key }?.status != other.status
        }
        return (changed ?? others.first).map { CalendarUser.key(ofAddress: $0.person.address) }
    }
}

// MARK: - Registers

extension SchedulingState {
    /// Takes what is stored for what was last said.
    mutating func learn(_ series: Series, _ zones: ZoneDirectory) {
        let clock = MomentClock(series, directory: zones)
        for item in series.items {
            let key = clock.key(of: item.recurrenceID?.time)
            var register = items[key] ?? Register(time: item.recurrenceID?.time.registerText ?? "")
            register.content = max(register.content ?? item.revision, item.revision)
            items[key] = register
        }
    }
}

extension Series {
    /// Drops overrides that a newer master does not have any more.
    fileprivate mutating func dropOverrides(
        olderThan revision: SchedulingState.Revision,
        except kept: Set<String>,
        _ registers: inout SchedulingState,
        _ zones: ZoneDirectory
    ) {
        let clock = MomentClock(self, directory: zones)
        var left: [CalendarItem] = []
        for override in overrides {
            let key = clock.key(of: override.recurrenceID?.time)
            let content = registers.items[key]?.content
            if kept.contains(key) || content.map({ $0 > revision }) ?? false {
                left.append(override)
            } else {
                registers.items[key]?.content = nil
            }
        }
        self = Series(master: master, overrides: left, context: context)
    }

    /// Puts an override in the place of the one for the same occurrence, however its id is written.
    fileprivate mutating func replaceOverride(with item: CalendarItem, key: String, zones: ZoneDirectory) {
        let clock = MomentClock(self, directory: zones)
        let others = overrides.filter { clock.key(of: $0.recurrenceID?.time) != key }
        self = Series(master: master, overrides: others + [item], context: context)
    }

    /// Adds an occurrence, unless the master is newer.
    fileprivate mutating func add(_ addition: SchedulingState.Proposal, _ known: SchedulingState.Revision?) {
        guard var master, let item = try? EventText(reading: addition.text).series().master, let start = item.start
        else {
            return
        }
        if let known, addition.revision < known { return }
        guard !master.additionalDates.contains(where: { $0.start == start }) else { return }
        master.additionalDates.append(.time(start))
        setMaster(master)
        var override = item
        override.recurrenceID = .init(start)
        replaceOccurrence(with: override)
    }
}

extension CalendarContext {
    /// The calendar around an event that is no message any more.
    var withoutMethod: CalendarContext {
        var context = self
        context.properties.removeAll { $0.property.name == .method }
        return context
    }
}
