internal import ArgumentParser
internal import Kalends

/// How times are understood by commands whose `--from` is a day.
struct ZoneOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The format of every input; found out from name and content if not given.", valueName: "format")
    )
    var inputFormat: ReadFormat?

    @Option(
        help: ArgumentHelp(
            "The zone that the UTC times of Kolab 2.0 objects were meant in, such as Europe/Berlin.", valueName: "zone")
    )
    var timezone: TimeZoneName?

    @Option(
        help: ArgumentHelp(
            "The zone for times in a zone that nobody knows; it also places floating times among the others.",
            valueName: "zone")
    )
    var defaultTimezone: TimeZoneName?

    @Option(
        help: ArgumentHelp(
            "Raise or lower a limit of the readers: \(LimitSetting.names.joined(separator: ", ")).",
            valueName: "name=value")
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
