internal import ArgumentParser
internal import Arguments
internal import Batch

/// The options of commands that read calendars and write some or all of their items.
struct RewritingOptions: ParsableArguments {
    @OptionGroup(title: "Inputs") var input: InputOptions
    @OptionGroup(title: "Reading") var reading: OccurrenceReadingOptions
    @OptionGroup(title: "Writing") var writing: WritingOptions
    @OptionGroup(title: "Writing") var sync: SyncOptions
    @OptionGroup(title: "Messages") var message: MessageOptions

    /// Reads, edits and writes.
    func run(_ editing: DocumentEditing) throws {
        let (found, reading) = (try input.discover(), reading.with(message))
        let target = writing.namedTarget ?? found.formatToWrite(from: reading.source)
        try writing.conversion(to: target, reading, editing).run(found, sync.register()).check()
    }
}
