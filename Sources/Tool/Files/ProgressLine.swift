/// Shows a waiting person the progress of the work: one line on a terminal, redrawn; elsewhere a plain line now and
/// then.
public struct ProgressLine {
    /// How often the line on a terminal is redrawn, in seconds.
    static let redrawInterval = 0.1
    /// How often a plain line is written, in seconds.
    static let plainInterval = 10.0

    private var meter: ProgressMeter
    private let isTerminal: Bool
    private let start = ContinuousClock.now
    private var lastShown = 0.0
    private var isDrawn = false

    /// Progress over `total` items; `nil` if `isQuiet`.
    public init?(total: Int, unit: String = "files", isQuiet: Bool) {
        if isQuiet { return nil }
        meter = ProgressMeter(total: total, unit: unit)
        isTerminal = Console.standardError.isTerminal && Console.standardError.hasEscapeSequences
    }

    /// Progress over so many bytes, in megabytes; `nil` where standard error is not a terminal.
    public init?(megabytes size: Int) {
        self.init(total: size / 1_000_000, unit: "MB", isQuiet: false)
        if !isTerminal { return nil }
    }

    /// Notes that `done` items are done, and prints it if it is time.
    public mutating func advance(to done: Int) {
        let elapsed = start.duration(to: .now)
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        meter.advance(to: done, at: seconds)
        guard seconds - lastShown >= (isTerminal ? Self.redrawInterval : Self.plainInterval) else { return }
        lastShown = seconds
        if isTerminal {
            let text = meter.description.prefix((Console.standardError.width ?? 80) - 1)
            try? Console.standardError.write("\r\(text)\u{1B}[K")
            isDrawn = true
        } else {
            try? Console.standardError.write("kalends: \(meter)\n")
        }
    }

    /// Clears the line, so that something else can be written; the next ``advance(to:)`` draws it again.
    public mutating func clear() {
        if isDrawn { try? Console.standardError.write("\r\u{1B}[K") }
        isDrawn = false
    }
}
