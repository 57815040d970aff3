internal import ArgumentParser
internal import Batch
internal import Kalends

/// What is written, where and how.
struct WritingOptions: CheckedArguments {
    @Option(
        help: ArgumentHelp("The format to write; that of the extension of --output if not given.", valueName: "format")
    )
    var to: WrittenFormat?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "A file, or a folder if it ends in /, exists as one, or has to take several outputs.",
            valueName: "path"
        ),
        completion: .file()
    )
    var output: String?

    @Flag(help: "Replace files that exist already instead of keeping them.")
    var overwrite = false

    @Flag(name: [.long, .customShort("n")], help: "Write nothing; list what would be written.")
    var dryRun = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "How many inputs are worked on at once; one for each processor if not given.",
            valueName: "n"
        )
    )
    var jobs: Int?

    @Option(
        help: ArgumentHelp(
            "Write every loss to a file: a page for people if the name ends in .html, one JSON document for .json, else one JSON object a line; - is standard output.",
            valueName: "file"
        ),
        completion: .file()
    )
    var report: String?

    @Flag(help: "End with status 5 if anything was altered or dropped.")
    var failOnLoss = false

    @Flag(help: "Write no extension fields, for programs that reject them.")
    var noExtensions = false

    @Flag(
        help:
            "Write canonical iCalendar lines even where the input could be copied, with a DTSTAMP where one is missing."
    )
    var normalize = false

    @Option(
        help: ArgumentHelp("Write Kolab objects bare, or in the mail message that carries them.", valueName: "envelope")
    )
    var envelope = ConversionOptions.Envelope.none

    @Option(help: ArgumentHelp("Write xCal for a kind of consumer, whatever its dialect.", valueName: "profile"))
    var profile: ConversionOptions.Profile?

    @Flag(
        help:
            "With a conference profile, write durations as its software does, although other programs cannot read them."
    )
    var exactQuirks = false

    @Option(help: ArgumentHelp("What becomes of a recurrence that Kolab has no pattern for.", valueName: "policy"))
    var onInexpressible = InexpressiblePolicy.preserve

    func check() throws {
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs is a number from 1 to 1024.") }
        if let target = namedTarget, let complaint = applied(to: ConversionOptions()).complaint(of: target) {
            throw ValidationError(complaint)
        }
        if report?.isEmpty == true { throw ValidationError("--report has no name.") }
        if output?.isEmpty == true { throw ValidationError("--output has no name.") }
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
    func conversion(
        to target: CalendarFormat,
        from source: CalendarFormat?,
        _ reading: ConversionOptions,
        _ style: MessageStyle
    ) -> BatchConversion {
        var conversion = BatchConversion(applied(to: reading), to: target)
        conversion.source = source
        conversion.output = output
        conversion.overwrites = overwrite
        conversion.isDryRun = dryRun
        conversion.jobs = jobs ?? conversion.jobs
        conversion.report = report
        conversion.failsOnLoss = failOnLoss
        conversion.style = style
        return conversion
    }

    /// Options of reading with those of writing added.
    private func applied(to reading: ConversionOptions) -> ConversionOptions {
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
