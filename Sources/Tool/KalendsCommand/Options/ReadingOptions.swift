internal import ArgumentParser
internal import Arguments
internal import Batch
internal import Kalends

/// How inputs are understood.
struct ReadingOptions: ParsableArguments {
    @Option(inputFormat: .namedFromBefore) var inputFormat: ReadFormat?
    @OptionGroup var common: CommonReadingOptions

    func with(_ message: MessageOptions) -> InputReading { common.reading(of: inputFormat, message) }
}

/// How inputs are understood by commands whose `--from` is a day.
struct OccurrenceReadingOptions: ParsableArguments {
    @Option(inputFormat: .long) var inputFormat: ReadFormat?
    @OptionGroup var common: CommonReadingOptions

    func with(_ message: MessageOptions) -> InputReading { common.reading(of: inputFormat, message) }
}

/// The options of all commands that read calendars.
struct CommonReadingOptions: ParsableArguments {
    @Option(zone: "The zone in which the UTC times of Kolab 2.0 objects were meant, such as Europe/Berlin.")
    var timezone: TimeZoneName?
    @Option(zone: "The zone for times that name no zone, or an unknown one.") var defaultTimezone: TimeZoneName?
    @Option(help: .limits, completion: .limits, transform: LimitSetting.init(reading:)) var limit: [LimitSetting] = []

    /// The reading of inputs of a format, or of any.
    fileprivate func reading(of format: ReadFormat?, _ message: MessageOptions) -> InputReading {
        var options = ConversionOptions()
        options.timeZone = timezone?.name
        options.defaultTimeZone = defaultTimezone?.name
        for setting in limit { setting.apply(to: &options) }
        return InputReading(options, from: format?.format, message.style)
    }
}

extension Option<ReadFormat?> {
    /// The option for the format of inputs.
    init(inputFormat name: NameSpecification) {
        self.init(
            name: name,
            help: .value("format", "The format of every input; detected from name and content if not given.")
        )
    }
}

extension NameSpecification {
    /// `--input-format`, which was called `--from` before days were.
    static var namedFromBefore: NameSpecification { [.customLong("input-format"), .customLong("from")] }
}
