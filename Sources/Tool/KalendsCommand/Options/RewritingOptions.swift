internal import ArgumentParser
internal import Batch
internal import Files

/// The options of commands that read calendars and write some or all of their items.
struct RewritingOptions: ParsableArguments {
    @OptionGroup(title: "Inputs") var input: InputOptions
    @OptionGroup(title: "Reading") var reading: OccurrenceReadingOptions
    @OptionGroup(title: "Writing") var writing: WritingOptions
    @OptionGroup(title: "Writing") var sync: SyncOptions
    @OptionGroup(title: "Messages") var message: MessageOptions

    /// Runs a conversion that an option group does not describe in full.
    ///
    /// - Parameter work: is given the inputs, the conversion and the register for unfinished files.
    func run(_ work: (Inputs, BatchConversion, TemporaryFiles) throws -> ExitStatus) throws {
        let (found, source) = (try input.discover(), reading.inputFormat?.format)
        let target = writing.namedTarget ?? found.formatToWrite(from: source)
        let conversion = writing.conversion(to: target, from: source, reading.common.conversionOptions, message.style)
        try work(found, conversion, sync.register()).check()
    }
}
