internal import ArgumentParser
internal import Arguments
internal import Batch

/// `kalends select`
struct Select: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "select",
        abstract: "Write some of the items of calendars.",
        discussion: """
            A series is selected as a whole if one of its components fulfils all options and occurs in the period from \
            --from until before --until; --slice cuts it to this period. Lines of selected items are not changed. The \
            format is that of a single input, else icalendar, unless --to or the extension of --output names another.

            A condition of --where tests properties by their names: = and != compare values, ~ and !~ test whether a value \
            contains a text, <, <=, > and >= compare days and numbers; and, or, not and parentheses combine. A name alone \
            tests whether the property is present. Letter case matters only in UID.

            EXAMPLES:
              kalends select team.ics --from 2026-03-01 --until 2026-04-01 --slice
              kalends select team.ics --where 'summary ~ standup and category = work'
              kalends select team.ics --from today --until +7d --drop 'X-*' --drop VALARM
            """
    ).withStatuses(.nothingRead, .partlyDone, .losses)

    @OptionGroup(title: "Selection") var selection: SelectionOptions
    @OptionGroup var common: RewritingOptions

    func run() throws { try common.run(.selecting(selection.criteria.selection())) }
}
