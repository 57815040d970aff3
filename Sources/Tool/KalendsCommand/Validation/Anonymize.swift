internal import ArgumentParser
internal import Arguments
internal import Batch

/// `kalends anonymize`
struct Anonymize: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anonymize",
        abstract:
            "Replace personal data in a calendar, so that it can be shown to others; structure and findings stay the same.",
        discussion: """
            What is known to be harmless is kept: dates, numbers and rules in properties that hold such, names and words of \
            the standards and of programs that many people use, well-known time zones. Everything else, UIDs, names of \
            non-standard properties and comments included, becomes letters and digits without meaning, the same for the \
            same text. Lines and folds stay where they are. iCalendar text, xCal, jCal, Kolab objects and feeds can be \
            anonymized, also in gzip and ZIP; of mail messages only the calendars and objects that they carry are written. \
            Several calendars need a folder: --output FOLDER/. Read the result before you publish it: lengths, punctuation \
            and times of events are kept.

            EXAMPLES:
              kalends anonymize private.ics > shareable.ics
              kalends anonymize invitations.mbox --output shareable/
            """
    ).withStatuses(.nothingRead, .partlyDone)

    @Argument(help: "A file, a folder, or - for standard input.", completion: .file()) var input: String
    @OptionGroup(title: "Writing") var output: ObjectOutput

    func run() throws { try AnonymizedFile(input).write(to: output.request) }
}
