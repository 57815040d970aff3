internal import ArgumentParser
internal import Arguments
internal import Batch
internal import Kalends

/// What is written, where and how.
struct WritingOptions: CheckedArguments {
    @Option(help: .value("format", "The format to write; that of the extension of --output if not given."))
    var to: WrittenFormat?
    @Option(
        name: .shortAndLong,
        help: .value(
            "path",
            "The output: a file; or a folder, if the path ends in /, is an existing folder, or there are several outputs."
        ),
        completion: .file()
    )
    var output: String?
    @Flag(help: "Replace files that exist already instead of keeping them.") var overwrite = false
    @Flag(name: [.long, .customShort("n")], help: "Write nothing; list what would be written.") var dryRun = false
    @OptionGroup var jobs: JobOptions
    @Option(
        file: """
            Write every loss to a file: an HTML page (.html), one JSON document (.json), or else JSON Lines; - is standard \
            output. An existing file is replaced only if it is a report or empty.
            """
    )
    var report: String?
    @Flag(help: "End with status 5 if anything was altered or dropped.") var failOnLoss = false
    @Flag(help: "Write no extension fields, for programs that reject them.") var noExtensions = false
    @Flag(help: "Write canonical iCalendar lines, and a DTSTAMP where one is missing, instead of copying them.")
    var normalize = false
    @Option(help: .value("envelope", "Write Kolab objects bare, or in the mail message that carries them."))
    var envelope = ConversionOptions.Envelope.none
    @Option(help: .value("profile", "Write xCal in the form that one kind of program reads."))
    var profile: ConversionOptions.Profile?
    @Flag(help: "With a conference profile, write durations that only its software can read.")
    var exactQuirks = false
    @Option(help: .value("policy", "What is written for a recurrence that Kolab has no pattern for."))
    var onInexpressible = InexpressiblePolicy.preserve

    func check() throws {
        if let target = namedTarget, let complaint = applied(to: ConversionOptions()).complaint(of: target) {
            throw ValidationError(complaint)
        }
        try checkName(report, of: "--report")
        try checkName(output)
    }

    /// The format to write: the requested one, else the one that the output's extension names; nil for neither.
    var namedTarget: CalendarFormat? { (to ?? WrittenFormat(of: output, for: profile))?.format }

    /// The format to write.
    func target() throws -> CalendarFormat {
        if let namedTarget { return namedTarget }
        throw ValidationError(
            "Name the format to write with --to: \(WrittenFormat.allValueStrings.joined(separator: ", "))."
        )
    }

    /// A conversion to a format as these options have it.
    func conversion(to target: CalendarFormat, _ reading: InputReading, _ editing: DocumentEditing) -> BatchConversion {
        var conversion = BatchConversion(applied(to: reading.options), to: target)
        conversion.source = reading.source
        conversion.output = output
        conversion.overwrites = overwrite
        conversion.isDryRun = dryRun
        conversion.jobs = jobs.count
        conversion.report = report
        conversion.failsOnLoss = failOnLoss
        conversion.style = reading.style
        conversion.editing = editing
        return conversion
    }

    /// Options of reading with those of writing added.
    func applied(to reading: ConversionOptions) -> ConversionOptions {
        var options = reading
        options.normalizes = normalize
        options.keepsExtensions = !noExtensions
        options.onInexpressible = onInexpressible
        options.envelope = envelope
        options.profile = profile
        options.hasExactQuirks = exactQuirks
        return options
    }
}
