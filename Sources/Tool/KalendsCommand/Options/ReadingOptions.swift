internal import ArgumentParser
internal import Batch
internal import Kalends

/// How inputs are understood.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The format of every input; detected from name and content if not given.",
            valueName: "format"
        )
    )
    var from: ReadFormat?

    @OptionGroup var common: CommonReadingOptions
}

/// How inputs are understood by commands whose `--from` is a day.
struct OccurrenceReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The format of every input; detected from name and content if not given.",
            valueName: "format"
        )
    )
    var inputFormat: ReadFormat?

    @OptionGroup var common: CommonReadingOptions
}

/// The options of all commands that read calendars.
struct CommonReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The zone in which the UTC times of Kolab 2.0 objects were meant, such as Europe/Berlin.",
            valueName: "zone"
        ),
        transform: TimeZoneName.reading
    )
    var timezone: TimeZoneName?

    @Option(
        help: ArgumentHelp("The zone for times that name no zone, or an unknown one.", valueName: "zone"),
        transform: TimeZoneName.reading
    )
    var defaultTimezone: TimeZoneName?

    @Option(
        help: ArgumentHelp(
            "Raise or lower a limit of the readers: \(LimitSetting.names.joined(separator: ", ")).",
            valueName: "name=value"
        )
    )
    var limit: [LimitSetting] = []

    /// The library's options as far as reading is concerned.
    var conversionOptions: ConversionOptions {
        var options = ConversionOptions()
        options.timeZone = timezone?.name
        options.defaultTimeZone = defaultTimezone?.name
        for setting in limit { setting.apply(to: &options) }
        return options
    }
}
