/// What a conversion read, wrote and lost.
///
/// Losses are counted exactly, however many there are. Their rows can be too many to hold, because a hostile file can have
/// a loss in every line: ``RowKeeping`` determines what is done with them.
public struct LossReport: Sendable {
    /// What is done with rows after they are counted.
    public enum RowKeeping: Sendable {
        /// They stay.
        case all
        /// They are forgotten.
        case none
        /// The last thousand stay; those before go to a sink.
        case sink(any LossSink)
    }

    /// The losses in the order in which they were met, except those that were not kept.
    public private(set) var losses: [Loss] = []
    /// How many losses there are of each kind, those not kept included.
    public var counts: [Loss.Kind: Int] {
        Dictionary(tallies.map { ($0.kind, $0.count) }, uniquingKeysWith: +)
    }

    /// The counts in the order in which their kinds were met: there are few, and to compare them costs less than to hash one.
    private var tallies: [(kind: Loss.Kind, count: Int)] = []
    /// Why items could not be written.
    public private(set) var failures: [Loss] = []
    /// The first losses that were to be prevented by an option, for people who see no rows.
    public private(set) var notices: [Loss] = []
    /// Input items read: components of an iCalendar or xCal input, objects of Kolab.
    public var read = 0
    /// Items of which something was written.
    public var written = 0
    /// Items skipped on purpose.
    public var skipped = 0
    /// Items that could not be read or written.
    public var failed = 0
    /// Items that were not asked for; they are not among those read.
    public var unselected = 0
    /// What is done with the rows.
    public let keeping: RowKeeping

    private static let rowsBeforeSink = 1000
    private static let mostNotices = 100

    /// An empty report.
    public init(keeping: RowKeeping = .all) { self.keeping = keeping }

    /// A report without rows, of losses that were met elsewhere.
    ///
    /// - Parameters:
    ///   - failures: why items could not be written; counted in `counts`.
    ///   - notices: what an option did not do; counted in `counts`.
    public init(counts: [Loss.Kind: Int], failures: [Loss], notices: [Loss] = []) {
        self.init(keeping: .none)
        tallies = counts.map { ($0.key, $0.value) }
        self.failures = failures
        self.notices = notices
    }

    /// Whether anything was altered or dropped.
    public var hasLosses: Bool { tallies.contains { [.altered, .dropped].contains($0.kind.action) } }
}

extension LossReport {
    /// Whether rows are worth making.
    public var keepsRows: Bool { if case .none = keeping { false } else { true } }

    /// Counts a loss, and keeps its row if rows are kept.
    public mutating func add(_ loss: Loss) {
        count(loss.kind)
        keep(loss)
    }

    /// Counts a loss of which no row is kept.
    public mutating func count(_ kind: Loss.Kind) { count(kind, 1) }

    private mutating func count(_ kind: Loss.Kind, _ number: Int) {
        for index in tallies.indices where tallies[index].kind == kind {
            tallies[index].count += number
            return
        }
        tallies.append((kind, number))
    }

    /// Adds losses.
    public mutating func add(_ losses: [Loss]) { for loss in losses { add(loss) } }

    /// Adds the loss of whole items, which could not be written.
    public mutating func fail(_ reason: Loss, itemCount: Int) {
        failed += itemCount
        failures.append(reason)
        add(reason)
    }

    /// Adds a loss that an option was to prevent.
    public mutating func notice(_ loss: Loss) {
        if notices.count < Self.mostNotices { notices.append(loss) }
        add(loss)
    }

    /// Adds another report's rows and counts.
    public mutating func merge(_ other: LossReport) {
        for loss in other.losses { keep(loss) }
        failures += other.failures
        notices += other.notices.prefix(max(Self.mostNotices - notices.count, 0))
        addCounts(of: other)
    }

    /// Adds another report's counts alone.
    public mutating func addCounts(of other: LossReport) {
        for tally in other.tallies { count(tally.kind, tally.count) }
        read += other.read
        written += other.written
        skipped += other.skipped
        failed += other.failed
        unselected += other.unselected
    }

    private mutating func keep(_ loss: Loss) {
        switch keeping {
        case .all: losses.append(loss)
        case .none: break
        case .sink(let sink):
            losses.append(loss)
            guard losses.count > Self.rowsBeforeSink else { return }
            sink.take(losses)
            losses.removeAll(keepingCapacity: true)
        }
    }
}

extension LossReport {
    /// Changes the rows in memory, except their kinds, to set their places; also the reasons of failures.
    public mutating func updateRows(_ body: (inout Loss) -> Void) {
        for index in losses.indices { body(&losses[index]) }
        for index in failures.indices { body(&failures[index]) }
        for index in notices.indices { body(&notices[index]) }
    }

    /// Sets the UID of the rows about components, from `start` on, that have none; of all in memory, if others went to the sink
    /// since.
    mutating func name(_ uid: String, from start: Int, where isNamed: (_ component: String) -> Bool) {
        let first = start <= losses.count ? start : 0
        for index in losses.indices.dropFirst(first) where losses[index].uid.isEmpty && isNamed(losses[index].component)
        {
            losses[index].uid = uid
        }
    }

    /// Sets the file name of the rows in memory that have none.
    public mutating func name(rowsWithoutFile file: String) {
        updateRows { if $0.location.file.isEmpty { $0.location.file = file } }
    }

    /// Gives out what was gathered, and begins anew.
    public mutating func take() -> LossReport {
        let taken = self
        self = LossReport(keeping: keeping)
        return taken
    }

    /// Forgets everything, including what the sink received.
    public mutating func restart() {
        if case .sink(let sink) = keeping { sink.restart() }
        self = LossReport(keeping: keeping)
    }
}

/// Receives the rows of a loss report that are too many to keep in memory.
public protocol LossSink: AnyObject, Sendable {
    /// Receives the next rows.
    func take(_ losses: [Loss])
    /// Forgets all rows.
    func restart()
}
