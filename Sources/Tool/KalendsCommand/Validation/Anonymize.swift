internal import ArgumentParser
internal import Batch
internal import Files
internal import Kalends

/// `kalends anonymize`
struct Anonymize: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anonymize",
        abstract:
            "Write a calendar that can be shown to others: the same structure and the same findings, nothing personal.",
        discussion: """
            What is known to be harmless stays: dates, numbers and rules in properties that hold such, names and words of the \
            standards and of programs that many people use, time zones that everybody knows. Everything else, UIDs, names of \
            own properties and comments included, becomes letters and digits without meaning, equal ones for equal ones. Lines \
            and folds stay where they are. iCalendar text, xCal, jCal, Kolab objects and feeds can be anonymized. Read the \
            result before you publish it: lengths, punctuation and times of events are kept.

            EXAMPLES:
              kalends anonymize private.ics > shareable.ics

            \(ExitStatus.table)
            """
    ).alone

    @Argument(help: "A file, or - for standard input.", completion: .file()) var input: String
    @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file.", valueName: "file"), completion: .file())
    var output: String?
    @Flag(help: "Replace a file that exists already.") var overwrite = false
    @OptionGroup(title: "Writing") var sync: SyncOptions

    func run() throws {
        let register = sync.register()
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try InputFile(path: input, relativePath: input, size: 0).read()
        } catch {
            throw ExitStatusError(status: error.reason == .doesNotExist ? .usage : .nothingRead, error.description)
        }
        let format = Validator.format(of: bytes, name: input)
        if format == .message {
            throw ExitStatusError(
                status: .usage,
                "\(input): a mail message is not anonymized, as it can hold anything; take the calendar or object out of it"
            )
        }
        let result: [UInt8]
        do throws(ReadError) {
            switch format {
            case .xCal, .xCalBasic, .xCalDTD, .kolab20, .kolab21: result = try Anonymizer().anonymize(xml: bytes)
            case .jCal: result = try Anonymizer().anonymize(jCal: bytes)
            default: result = try Anonymizer().anonymize(iCalendar: bytes)
            }
        } catch {
            throw ExitStatusError(status: .nothingRead, "\(input): \(error.message)")
        }
        guard let output else { return try Console.standardOutput.write(result) }
        let fate = try AtomicFile.write(result, to: output, existing: overwrite ? .replace : .keep, register: register)
        try register.synchroniseFolders()
        if fate == .kept {
            throw ExitStatusError(status: .partlyDone, "\(output) exists already and is kept; --overwrite replaces it")
        }
    }
}
