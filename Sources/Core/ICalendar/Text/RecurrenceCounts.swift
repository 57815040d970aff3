internal import Bytes
internal import CalendarDiagnostics

/// How many rules and dates the recurrence of one component has so far, so that every reader stops at the same limits.
public struct RecurrenceCounts: Sendable {
    private var rules = 0
    private var dates = 0

    /// Nothing counted yet.
    public init() {}

    /// Whether a property is counted at all.
    @inline(__always)
    static func counts(_ name: Name) -> Bool {
        name == .recurrenceDate || name == .exceptionDate || name == .recurrenceRule || name == .exceptionRule
    }

    /// Counts the values of a property.
    ///
    /// - Returns: the limit that is exceeded with it; nil if none is.
    mutating func add(_ name: Name, _ value: Span<UInt8>, _ limits: ReadLimits) -> ReadError.Reason? {
        if name == .recurrenceRule || name == .exceptionRule {
            rules += 1
            return rules > limits.rules ? .limitExceeded(name: "rules", limit: limits.rules) : nil
        }
        dates += 1
        for index in value.indices where value[index] == .comma { dates += 1 }
        return dates > limits.dates ? .limitExceeded(name: "dates", limit: limits.dates) : nil
    }
}
