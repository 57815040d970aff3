internal import ArgumentParser
internal import Arguments
internal import Batch

/// Which items are written, and how much of them; several values of one option are alternatives.
struct SelectionOptions: CheckedArguments {
    @OptionGroup var days: DayOptions
    @Flag(help: "Cut series to the days of --from and --until, overrides kept.") var slice = false
    @Option(name: .customLong("where"), help: .value("condition", "Items that fulfil a condition; see above."))
    var conditions: [String] = []
    @Option(help: .value("uid", "Items with that UID.")) var uid: [String] = []
    @Option(help: .value("name", "Components of that name, such as VEVENT."), completion: .components)
    var component: [String] = []
    @Option(help: .value("text", "Items whose organizer's name or address contains a text."))
    var organizer: [String] = []
    @Option(help: .value("text", "Items with an attendee whose name or address contains a text."))
    var attendee: [String] = []
    @Option(help: .value("category", "Items of that category.")) var category: [String] = []
    @Option(help: .value("status", "Items of that status.")) var status: [String] = []
    @Option(
        help: .value("name", "Remove properties and components of that name; * matches any characters."),
        completion: .componentsAndProperties
    )
    var drop: [String] = []

    func check() throws {
        if slice, days.first == nil, days.end == nil { throw ValidationError("--slice needs --from or --until.") }
    }

    /// What the options state.
    var criteria: SelectionCriteria {
        var criteria = SelectionCriteria()
        (criteria.from, criteria.until, criteria.cutsSeries) = (days.first, days.end, slice)
        (criteria.conditions, criteria.uids, criteria.components) = (conditions, uid, component)
        (criteria.organizers, criteria.attendees) = (organizer, attendee)
        (criteria.categories, criteria.statuses, criteria.dropped) = (category, status, drop)
        return criteria
    }
}
