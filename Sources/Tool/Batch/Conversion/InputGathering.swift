internal import Files
internal import Kalends

/// Reads and edits inputs that are written together.
struct InputGathering: Sendable {
    private let converter: Converter
    private let source: CalendarFormat?
    private let target: CalendarFormat
    private let editing: DocumentEditing
    /// Whether more of the losses is wanted than how many there are.
    let hasReport: Bool

    init(_ batch: InputBatch) {
        (converter, source, target) = (batch.converter, batch.source, batch.target)
        (editing, hasReport) = (batch.editing, batch.report != nil)
    }

    /// What was read of an input, edited.
    func outcome(of input: InputFile) -> Outcome {
        if let outcome = selection(from: input) { return outcome }
        return InputBatch.work(Outcome(input, hasReport: hasReport), converter, source) { documents, outcome in
            outcome.documents = editing.edited(documents, by: converter, &outcome.report)
        }
    }

    /// What is selected of a big input, of which nothing else is in memory.
    ///
    /// - Returns: nil if the input is small or has to be read as a whole.
    private func selection(from input: InputFile) -> Outcome? {
        guard let selection = editing.selection, converter.options.profile == nil,
            let format = InputBatch.streamedFormat(of: input, from: source, to: target), format.row.hasPlaces,
            format == target
        else { return nil }
        var outcome = Outcome(input, hasReport: hasReport)
        guard let stream = SelectionStream(input.path, selection, converter, diagnostics: &outcome.diagnostics) else {
            return nil
        }
        outcome.report.merge(outcome.diagnostics.takeLosses())
        do throws(StreamError) {
            guard var document = try stream.document(named: input.displayName, report: &outcome.report) else {
                return nil
            }
            document.folder = input.folder
            outcome.documents = [document]
        } catch {
            outcome.fail(error)
        }
        return outcome
    }
}
