internal import ArgumentParser
internal import Arguments
internal import Batch
internal import Kalends

/// The days that a command is about.
struct DayOptions: CheckedArguments {
    @Option(day: "The first day: \(Day.forms).") var from: Day?
    @Option(day: "The day after the last.") var until: Day?

    /// The first day; nil without a bound.
    var first: CivilDate? { from?.date }
    /// The day after the last; nil without a bound.
    var end: CivilDate? { until?.date }

    func check() throws {
        if let first, let end, end < first { throw ValidationError("--until must not be before --from.") }
    }
}
