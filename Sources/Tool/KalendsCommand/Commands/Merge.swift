internal import ArgumentParser
internal import Arguments
internal import Batch
internal import Selecting

/// `kalends merge`
struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Put calendars together into one.",
        discussion: """
            Equal items are written once. Of versions of an item that differ, --on-duplicate keeps

              newest      the one with the highest SEQUENCE, then the latest DTSTAMP, then the latest LAST-MODIFIED; of \
            several such, the one of the last input
              first       the one of the first input
              all         every one
              ask-nothing the newest, and all of them where these properties do not tell which is newer

            Time zones of one TZID are joined if their rules are the same; a zone with other rules gets another TZID, and \
            references to it are changed. Of the properties of the calendars, those of the first input are kept. --report lists all of this.

            EXAMPLES:
              kalends merge a.ics b.xcs c/ --output all.ics
              kalends merge old.ics new.ics --on-duplicate first --report left-out.jsonl
            """
    ).withStatuses(.nothingRead, .partlyDone, .losses)

    @Option(help: .value("policy", "Which versions of an item are kept.")) var onDuplicate = DuplicatePolicy.newest
    @OptionGroup var common: RewritingOptions

    func run() throws { try common.run(.resolvingVersions(by: onDuplicate)) }
}
