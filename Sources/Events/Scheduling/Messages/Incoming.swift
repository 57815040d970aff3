internal import CalendarDiagnostics
internal import CalendarModel
public import EventStore
internal import ICalendar
internal import Kalends
internal import TimeZones

/// What a message did.
public struct MessageOutcome: Hashable, Sendable {
    /// The effect of the message.
    public enum Effect: String, Sendable {
        /// An event is new.
        case created
        /// An event has a new content.
        case updated
        /// An answer was applied.
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
        /// Its event is not known yet; it counts when that arrives.
        case waiting
        /// It is not a message of RFC 5546, or from a person who may not send it.
        case refused
    }

    /// METHOD.
    public var method: String
    /// The event's UID.
    public var uid: String
    /// The effect of the message.
    public var effect: Effect
    /// The occurrences it is about that the series does not have, as their recurrence ids are written. Its content for
    /// them counts when the series gets them.
    public var unknownOccurrences: [String] = []
}

extension EventStore {
    /// Applies the messages of an input: calendar text with a METHOD, or mail that carries it (RFC 5546, RFC 6047).
    ///
    /// Messages may arrive in any order and more than once: the event is the same in the end.
    /// - Parameter policy: what is done with answers of those who were not invited.
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
            for document in documents {
                guard case .tree(let tree) = document.content else {
                    outcomes.append(MessageOutcome(method: "", uid: "", effect: .refused))
                    continue
                }
                for component in tree.components {
                    guard component.name == .vcalendar else {
                        outcomes.append(.refused(component, method: ""))
                        continue
                    }
                    outcomes += try IncomingMessage(component, policy, configuration).apply(to: state)
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
    /// Components that a store does not keep, and those without UID.
    private let others: [Component]
    private let policy: PartyCrasherPolicy
    private let configuration: StoreConfiguration

    init(_ calendar: Component, _ policy: PartyCrasherPolicy, _ configuration: StoreConfiguration) {
        method = calendar.first(.method)?.text.uppercased() ?? ""
        all = Series.all(in: calendar).series.filter { !$0.uid.isEmpty }
        others = calendar.components.filter { component in
            component.name != .vtimezone && CalendarItem(lifting: component)?.uid.isEmpty ?? true
        }
        self.policy = policy
        self.configuration = configuration
    }

    func apply(to state: any StoreWriting) throws -> [MessageOutcome] {
        let refused = others.map { MessageOutcome.refused($0, method: method) }
        if all.isEmpty, refused.isEmpty { return [MessageOutcome(method: method, uid: "", effect: .refused)] }
        return try refused
            + all.map { series in
                var outcome = MessageOutcome(method: method, uid: series.uid, effect: .refused)
                outcome.effect = try apply(series, to: state, &outcome.unknownOccurrences)
                return outcome
            }
    }

    private func apply(
        _ message: Series,
        to state: any StoreWriting,
        _ unknown: inout [String]
    ) throws -> MessageOutcome.Effect {
        switch method {
        case "REQUEST", "PUBLISH": try request(message, state)
        case "REPLY": try reply(message, state, &unknown)
        case "CANCEL": try cancel(message, state, &unknown)
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

    private func cancel(
        _ message: Series,
        _ state: any StoreWriting,
        _ unknown: inout [String]
    ) throws -> MessageOutcome.Effect {
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
        let missing = try store(known.series, registers, known, state)
        unknown = names(of: missing, in: message)
        return unknown.count == message.items.count ? .waiting : .cancelled
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
        let known = try state.event(uid: message.uid)
        if let known, !isFromOrganizer(message, of: known) { return .refused }
        var registers = try state.scheduling(of: message.uid)
        guard let revision = message.items.map(\.revision).max() else { return .refused }
        if let earlier = registers.declined[""], revision <= earlier { return .outdated }
        registers.declined[""] = revision
        try state.setScheduling(registers, of: message.uid)
        return known == nil ? .waiting : .declined
    }

    /// Whether a message names the organizer that the event has.
    private func isFromOrganizer(_ message: Series, of event: Event) -> Bool {
        guard let organizer = event.organizer, let sender = message.items.first?.organizer?.address else { return true }
        return CalendarUser.key(ofAddress: organizer) == CalendarUser.key(ofAddress: sender)
    }

    /// The recurrence ids of a message that have some keys, as they are written.
    private func names(of keys: Set<String>, in message: Series) -> [String] {
        message.items.compactMap { item in
            guard let id = item.recurrenceID?.time, keys.contains(key(item, message)) else { return nil }
            return id.registerText
        }
    }

    private func isOrganizedHere(_ series: Series, _ state: any StoreWriting) throws -> Bool {
        guard let organizer = series.items.first?.organizer else { return false }
        return try state.user(address: organizer.address).map { !$0.isExternal } ?? false
    }

    /// Stores a series with what is known of answers and cancellations.
    ///
    /// - Returns: the keys of occurrences that are answered or called off and that the series does not have.
    @discardableResult
    private func store(
        _ series: Series,
        _ registers: SchedulingState,
        _ known: Event?,
        _ state: any StoreWriting
    ) throws -> Set<String> {
        var series = series
        for (_, addition) in registers.additions.sorted(by: { $0.key < $1.key }) {
            try series.add(addition, registers.items[""]?.content)
        }
        let missing = try series.fold(
            registers,
            policy: policy,
            isOurs: isOrganizedHere(series, state),
            zones: configuration.zones
        )
        try state.setScheduling(registers, of: series.uid)
        let event = known?.changed(to: series, zones: configuration.zones) ?? Event(series, zones: configuration.zones)
        if known?.series != series { try state.put(event) }
        return missing
    }
}

// MARK: - From attendees

extension IncomingMessage {
    private func reply(
        _ message: Series,
        _ state: any StoreWriting,
        _ unknown: inout [String]
    ) throws -> MessageOutcome.Effect {
        if message.items.contains(where: \.attendees.isEmpty) { return .refused }
        let known = try state.event(uid: message.uid)
        var registers = try state.scheduling(of: message.uid)
        if let known, registers.items.isEmpty { registers.learn(known.series, configuration.zones) }
        if policy == .ignore, let known, !isInvited(message, to: known) { return .refused }
        let isOurs = try known.map { try isOrganizedHere($0.series, state) } ?? true
        let clock = MomentClock(known?.series ?? message, directory: configuration.zones)
        var (isNew, isTimely) = (false, false)
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
                let asked = registers.askedSequence(of: key, isOurs: isOurs, clock)
                if answer.revision.sequence >= asked { isTimely = true }
            }
            registers.items[key] = register
        }
        guard isNew else { return .outdated }
        guard let known else {
            try state.setScheduling(registers, of: message.uid)
            return .waiting
        }
        let missing = try store(known.series, registers, known, state)
        unknown = names(of: missing, in: message)
        if unknown.count == message.items.count { return .waiting }
        // Who answered was asked again meanwhile.
        return isTimely ? .answered : .outdated
    }

    /// Whether one of those who answer takes part, or is a delegate of a participant.
    private func isInvited(_ message: Series, to event: Event) -> Bool {
        var known: Set<String> = []
        for item in event.series.items {
            for one in event.participants(at: item.recurrenceID?.time) { known.insert(one.addressKey) }
        }
        return message.items.flatMap(\.attendees).contains { attendee in
            ([attendee.person.address] + attendee.delegatedFrom).contains {
                known.contains(CalendarUser.key(ofAddress: $0))
            }
        }
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
        let known = try state.event(uid: message.uid)
        guard let item = message.items.first, let sender = proposer(of: item, known) else { return .refused }
        var registers = try state.scheduling(of: message.uid)
        if let earlier = registers.proposals[sender], item.revision <= earlier.revision { return .outdated }
        if let earlier = registers.declined[sender], item.revision <= earlier { return .outdated }
        registers.proposals[sender] = .init(revision: item.revision, text: EventText(of: message).bytes)
        try state.setScheduling(registers, of: message.uid)
        return known == nil ? .waiting : .proposed
    }

    /// Who proposes: the only attendee that is named, else the one whose answer differs from what is known.
    private func proposer(of item: CalendarItem, _ known: Event?) -> String? {
        let organizer = (known?.organizer ?? item.organizer?.address).map { CalendarUser.key(ofAddress: $0) }
        let others = item.attendees.filter { CalendarUser.key(ofAddress: $0.person.address) != organizer }
        if others.count == 1 { return CalendarUser.key(ofAddress: others[0].person.address) }
        let participants = known?.participants() ?? []
        let changed = others.first { other in
            let key = CalendarUser.key(ofAddress: other.person.address)
            return participants.first { $0.addressKey == key }?.status != other.status
        }
        return (changed ?? others.first).map { CalendarUser.key(ofAddress: $0.person.address) }
    }
}

extension MessageOutcome {
    /// The outcome for a component that a store does not keep.
    fileprivate static func refused(_ component: Component, method: String) -> MessageOutcome {
        MessageOutcome(method: method, uid: component.first(.uid)?.text ?? "", effect: .refused)
    }
}

// MARK: - Registers

extension SchedulingState {
    /// Records the revisions of what is stored as the newest content.
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
    /// Drops overrides that a newer master no longer has.
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

    /// Adds an occurrence, unless the master or what is known of the occurrence is newer.
    fileprivate mutating func add(
        _ addition: SchedulingState.Proposal,
        _ known: SchedulingState.Revision?
    ) throws {
        guard var master else { return }
        guard let item = try EventText(reading: addition.text).series().master, let start = item.start else {
            throw StoreError.damaged("an additional occurrence of \(uid) has no time")
        }
        if let known, addition.revision < known { return }
        if !master.additionalDates.contains(where: { $0.start == start }) {
            master.additionalDates.append(.time(start))
            setMaster(master)
        }
        if let earlier = override(of: start), earlier.revision >= addition.revision { return }
        var override = item
        override.recurrenceID = .init(start)
        replaceOccurrence(with: override)
    }
}

extension CalendarContext {
    /// The calendar around an event that is no longer a message.
    var withoutMethod: CalendarContext {
        var context = self
        context.properties.removeAll { $0.property.name == .method }
        return context
    }
}
