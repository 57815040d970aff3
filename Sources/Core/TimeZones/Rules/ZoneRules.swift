public import ICalendar
internal import Synchronization

/// The clocks of one zone, for all time: listed transitions, then rules that repeat for ever.
///
/// Instants are seconds since 1970-01-01T00:00:00Z, local times seconds since 1970-01-01T00:00:00 on the zone's own
/// clocks (``CivilDateTime/secondsSinceEpoch``). Years beyond the listed transitions are computed from the repeating
/// rules directly, so there is no horizon after which answers change. Answers hold within a million years of today.
public final class ZoneRules: Sendable {
    let table: TransitionTable
    let tail: ZoneTail
    /// From this instant, and from this local time, the table ends and ``tail`` computes.
    let tableEnd: Int
    /// The first year whose onsets are all from ``tail``; nil where nothing repeats.
    let firstTailYear: Int?
    /// Years after the table that were requested before.
    private let farYears = Mutex<[Int: TransitionTable]>([:])
    private static let mostFarYears = 100

    /// The last year that is laid out for searching when a zone is made.
    private static let lastTableYear = 2099
    private static let remotest = 1 << 45

    /// Rules from their parts.
    ///
    /// - Parameters:
    ///   - initial: what holds before the first transition.
    ///   - transitions: what begins when, ascending; of two at one instant the later wins.
    ///   - tail: what repeats after the last transition and from the beginning of `tailStartYear`.
    init(
        initial: LocalTimeType,
        transitions: [(instant: Int, type: LocalTimeType)],
        tail: ZoneTail = ZoneTail(onsets: []),
        tailStartYear: Int = 1601
    ) {
        var table = TransitionTable(initial: initial)
        for transition in transitions { table.append(transition.instant, transition.type) }
        self.tail = tail
        guard !tail.onsets.isEmpty else {
            tableEnd = .max
            firstTailYear = nil
            self.table = table
            return
        }
        let last = transitions.last?.instant ?? .min
        let start = transitions.isEmpty ? tailStartYear : max(Self.year(of: last), tailStartYear)
        let end = max(start, Self.lastTableYear) + 1
        for onset in tail.onsets(in: start...end) where onset.instant > last { table.append(onset.instant, onset.type) }
        tableEnd = CivilDate(year: end, month: 1, day: 1).dayNumber * 86_400
        firstTailYear = start + 1
        self.table = table
    }
}

extension ZoneRules {
    /// Coordinated universal time.
    public static let utc = ZoneRules.fixed(offset: 0, abbreviation: "UTC")

    /// A zone whose clocks never change, `offset` seconds east of Greenwich.
    public static func fixed(offset: Int, abbreviation: String = "") -> ZoneRules {
        ZoneRules(initial: LocalTimeType(offset: offset, abbreviation: abbreviation), transitions: [])
    }

    /// Whether the clocks go on changing for ever.
    public var repeatsForever: Bool { !tail.onsets.isEmpty }

    /// What the clocks show at `instant`.
    public func type(at instant: Int) -> LocalTimeType {
        guard instant >= tableEnd else { return table.type(of: table.interval(at: instant)) }
        let window = window(around: instant)
        return window.type(of: window.interval(at: instant))
    }

    /// Seconds east of Greenwich at `instant`.
    public func offset(at instant: Int) -> Int {
        instant < tableEnd ? table.offsets[table.interval(at: instant)] : type(at: instant).offset
    }

    /// What the local time `seconds` means.
    public func resolve(localSeconds seconds: Int) -> LocalTimeResolution {
        seconds < tableEnd ? table.resolve(local: seconds) : window(around: seconds).resolve(local: seconds)
    }

    /// What the local time `local` means.
    public func resolve(_ local: CivilDateTime) -> LocalTimeResolution {
        resolve(localSeconds: local.secondsSinceEpoch)
    }

    /// The instant of the local time `seconds`, or nil where `policy` skips it.
    public func instant(
        ofLocalSeconds seconds: Int,
        policy: AmbiguousTimePolicy = AmbiguousTimePolicy()
    ) -> Int? {
        resolve(localSeconds: seconds).offset(by: policy).map { seconds - $0 }
    }

    /// The instant of the local time `local`, or nil where `policy` skips it.
    public func instant(of local: CivilDateTime, policy: AmbiguousTimePolicy = AmbiguousTimePolicy()) -> Int? {
        instant(ofLocalSeconds: local.secondsSinceEpoch, policy: policy)
    }

    /// What the clocks show at `instant`.
    public func local(at instant: Int) -> CivilDateTime {
        CivilDateTime(secondsSinceEpoch: instant + offset(at: instant))
    }

    /// Every change of clocks within `range`, ascending.
    public func transitions(in range: Range<Int>) -> [ZoneTransition] {
        var found = Self.transitions(of: table, in: range.clamped(to: Int.min..<tableEnd))
        guard repeatsForever, range.upperBound > tableEnd else { return found }
        let first = Self.year(of: max(range.lowerBound, tableEnd))
        let far = window(years: first...max(first, Self.year(of: range.upperBound)))
        found += Self.transitions(of: far, in: range.clamped(to: tableEnd..<Int.max))
        return found
    }
}

extension ZoneRules {
    /// The table's last type, or what the tail brings in the years around `seconds`, on either clock.
    func window(around seconds: Int) -> TransitionTable {
        let year = Self.year(of: seconds)
        if let known = farYears.withLock({ $0[year] }) { return known }
        let window = window(years: year...year)
        farYears.withLock { known in
            if known.count == Self.mostFarYears { known.removeAll() }
            known[year] = window
        }
        return window
    }

    /// The tail's transitions in `years`, the year after, and as many before as are needed to know the state before.
    private func window(years: ClosedRange<Int>) -> TransitionTable {
        let upper = years.upperBound + 1
        // 29 February or a fifth Sunday may be missing for years.
        for lead in [1, 12, 48] {
            let onsets = tail.onsets(in: years.lowerBound - lead...upper)
            let start = CivilDate(year: years.lowerBound, month: 1, day: 1).dayNumber * 86_400 - 2 * 86_400
            guard let first = onsets.first, first.instant < start else { continue }
            var window = TransitionTable(initial: first.type)
            for onset in onsets.dropFirst() { window.append(onset.instant, onset.type) }
            return window
        }
        return TransitionTable(initial: table.type(of: table.instants.count))
    }

    private static func transitions(of table: TransitionTable, in range: Range<Int>) -> [ZoneTransition] {
        var index = table.interval(at: range.lowerBound == .min ? .min : range.lowerBound - 1)
        var found: [ZoneTransition] = []
        while index < table.instants.count, table.instants[index] < range.upperBound {
            found.append(
                ZoneTransition(at: table.instants[index], from: table.type(of: index), to: table.type(of: index + 1))
            )
            index += 1
        }
        return found
    }

    /// The seconds of the year that `seconds` lies in.
    func yearBounds(of seconds: Int) -> Range<Int> {
        let year = Self.year(of: seconds)
        let start = CivilDate(year: year, month: 1, day: 1).dayNumber * 86_400
        return start..<CivilDate(year: year + 1, month: 1, day: 1).dayNumber * 86_400
    }

    /// The year of `seconds`, kept where calendar arithmetic cannot overflow.
    static func year(of seconds: Int) -> Int {
        CivilDateTime(secondsSinceEpoch: min(max(seconds, -remotest), remotest)).date.year
    }
}

extension ZoneRules: Equatable {
    /// Whether both have the same listed transitions and go on alike.
    public static func == (left: ZoneRules, right: ZoneRules) -> Bool {
        left === right || (left.table == right.table && left.tail == right.tail)
    }
}
