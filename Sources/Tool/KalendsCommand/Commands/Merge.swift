internal import ArgumentParser
internal import Arguments
internal import Batch
internal import Selecting

/// `kalends merge`
struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Combine calendars into one.",
        discussion: """
            Equal items are written once. Of versions of an item that differ, --on-duplicate keeps

              newest      the one with the highest SEQUENCE, then the latest DTSTAMP, then the latest LAST-MODIFIED; of \
            several such, the one of the last input
              first       the one of the first input
              all         every one
              ask-nothing
                          the newest; all of them if these properties do not show which is newest

            If a newer version of a series is kept, changed occurrences of the older one are dropped if their SEQUENCE is lower.

            Time zones of one TZID are joined if their rules are the same; a zone with other rules gets another TZID, and \
            references to it are changed. If properties of the calendars differ, those of the first input are kept. \
            --report lists all of this.

            EXAMPLES:
              kalends merge a.ics b.xcs c/ --output all.ics
              kalends merge old.ics new.ics --on-duplicate first --report skipped.jsonl
            """
    ).withStatuses(.nothingRead, .partlyDone, .losses)

    @Option(help: .value("policy", "Which version of an item is kept, if versions differ.")) var onDuplicate =
        DuplicatePolicy.newest
    @OptionGroup var common: RewritingOptions

    func run() throws { try common.run(.resolvingVersions(by: onDuplicate)) }
}
