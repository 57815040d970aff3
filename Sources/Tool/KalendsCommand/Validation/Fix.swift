internal import ArgumentParser
internal import Arguments
internal import Batch

/// `kalends fix`
struct Fix: ParsableCommand, CheckedArguments {
    static let configuration = CommandConfiguration(
        commandName: "fix",
        abstract: "Correct what validate finds in iCalendar text, also inside mail messages, where no guess is needed.",
        discussion: """
            Safe fixes need no guess: line ends, folding, a byte order mark, a missing DTSTAMP, a repeated line. --unsafe \
            also makes changes that are only probably what was meant. What conforms is never touched. A fixed file is \
            validated again, and fixing it twice changes nothing. With - the fixed text of standard input is written to \
            standard output.

            --diff writes nothing and shows the changes; its status is 1 if there are any. Written to a file they are a patch, \
            which patch -p0 --binary takes.

            EXAMPLES:
              kalends fix --diff feed.ics
              kalends fix calendars/
              kalends fix --unsafe - < feed.ics
            """
    ).withStatuses(.nothingRead, .partlyDone, finding: "changes to make, with --diff")

    @OptionGroup(title: "Inputs") var input: OptionalInputOptions
    @OptionGroup(title: "Rules") var rules: RuleOptions
    @Flag(help: "Write nothing; show the changes as a unified diff.") var diff = false
    @Flag(help: "Also make changes that are only probably what was meant.") var unsafe = false
    @OptionGroup(title: "Writing") var sync: SyncOptions
    @OptionGroup(title: "Messages") var message: MessageOptions

    func check() throws { try input.requireInputs() }

    func run() throws {
        let register = sync.register()
        var run = FixRun(try rules.settings())
        run.allowsGuesses = unsafe
        run.showsDifference = diff
        run.style = message.style
        try run.run(input.discover(), register).check()
    }
}
