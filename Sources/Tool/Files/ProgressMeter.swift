/// How fast a piece of work advances and how long the rest will take.
public struct ProgressMeter: Sendable {
    /// Items in all.
    public let total: Int
    /// What the items are, such as `files`.
    public let unit: String
    /// Items done.
    public private(set) var done = 0

    /// Weights how much the last seconds count: after this many seconds an old rate counts for a third.
    private static let memory = 10.0

    private var rate: Double?
    private var lastSeconds = 0.0
    private var lastDone = 0

    /// A meter for `total` items, begun at second 0.
    public init(total: Int, unit: String = "files") { (self.total, self.unit) = (total, unit) }

    /// Notes that `done` items are done `seconds` after the beginning.
    public mutating func advance(to done: Int, at seconds: Double) {
        self.done = done
        let span = seconds - lastSeconds
        guard span >= 0.1 else { return }
        let current = Double(done - lastDone) / span
        // The share of the old rate falls with the time since it was measured, however often it is read.
        let kept = 1 / (1 + span / Self.memory + span * span / (2 * Self.memory * Self.memory))
        rate = rate.map { $0 * kept + current * (1 - kept) } ?? current
        lastSeconds = seconds
        lastDone = done
    }

    /// Items in a second, smoothed; `nil` until something is known.
    public var itemsPerSecond: Double? { rate }

    /// Seconds until the end at this rate; `nil` while nothing moves.
    public var remainingSeconds: Double? {
        guard let rate, rate > 0 else { return nil }
        return Double(total - done) / rate
    }
}

extension ProgressMeter: CustomStringConvertible {
    /// `1234 of 20000 files, 812/s, 23 s left`.
    public var description: String {
        var text = "\(done) of \(total) \(unit)"
        if let rate { text += rate >= 10 ? ", \(Int(rate))/s" : ", \(Double(Int(rate * 10)) / 10)/s" }
        if done < total, let remainingSeconds { text += ", \(Self.duration(remainingSeconds)) left" }
        return text
    }

    /// `42 s`, `3 min 20 s` or `2 h 5 min`.
    static func duration(_ seconds: Double) -> String {
        guard seconds < 360_000 else { return "more than 100 h" }
        let whole = Int(seconds.rounded(.up))
        return switch whole {
        case ..<60: "\(whole) s"
        case ..<3_600: "\(whole / 60) min \(whole % 60) s"
        default: "\(whole / 3_600) h \(whole % 3_600 / 60) min"
        }
    }
}
