internal import ArgumentParser
internal import Batch

/// Which items are written, and how much of them; several values of one option are alternatives.
struct SelectionOptions: CheckedArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Items that occur on that day or later: \(Day.forms).", valueName: "day")
    )
    var from: Day?
    @Option(parsing: .unconditional, help: ArgumentHelp("Items that occur before that day.", valueName: "day"))
    var until: Day?
    @Flag(help: "Cut series to the days of --from and --until, overrides kept.") var slice = false
    @Option(
        name: .customLong("where"),
        help: ArgumentHelp("Items that fulfil a condition; see above.", valueName: "condition")
    )
    var conditions: [String] = []
    @Option(help: ArgumentHelp("Items with that UID.", valueName: "uid")) var uid: [String] = []
    @Option(help: ArgumentHelp("Components of that name, such as VEVENT.", valueName: "name")) var component: [String] =
        []
    @Option(help: ArgumentHelp("Items whose organizer's name or address contains a text.", valueName: "text"))
    var organizer: [String] = []
    @Option(help: ArgumentHelp("Items with an attendee whose name or address contains a text.", valueName: "text"))
    var attendee: [String] = []
    @Option(help: ArgumentHelp("Items of that category.", valueName: "category")) var category: [String] = []
    @Option(help: ArgumentHelp("Items of that status.", valueName: "status")) var status: [String] = []
    @Option(
        help: ArgumentHelp(
            "Remove properties and components of that name; * matches any letters.",
            valueName: "name"
        )
    )
    var drop: [String] = []

    func check() throws {
        if let from, let until, until.date < from.date { throw ValidationError("--until lies before --from.") }
        if slice, from == nil, until == nil { throw ValidationError("--slice needs --from or --until.") }
    }

    /// What the options state.
    var criteria: SelectionCriteria {
        var criteria = SelectionCriteria()
        (criteria.from, criteria.until, criteria.cutsSeries) = (from?.date, until?.date, slice)
        (criteria.conditions, criteria.uids, criteria.components) = (conditions, uid, component)
        (criteria.organizers, criteria.attendees) = (organizer, attendee)
        (criteria.categories, criteria.statuses, criteria.dropped) = (category, status, drop)
        return criteria
    }
}
