package import Kalends
package import Selecting

/// What is done with documents between reading and writing.
package struct DocumentEditing: Sendable {
    /// An edit of documents; the report receives what it removes.
    package typealias Edit = @Sendable (Converter, [CalendarDocument], inout LossReport) -> [CalendarDocument]

    /// What becomes of the documents of each input; nil to leave them as they are.
    package var ofInput: Edit?
    /// The selection that ``ofInput`` makes; nil if it does something else.
    var selection: ItemSelection?
    /// What becomes of all documents, which are written as one even in a folder; nil to write them as they are.
    package var ofAll: Edit?
    /// What the items have in common that are written to one file of a folder; nil to write documents whole.
    package var division: Division?

    /// Nothing is done.
    package init() {}

    /// Whether nothing is done.
    var isEmpty: Bool { ofInput == nil && ofAll == nil && division == nil }
}

extension DocumentEditing {
    /// The edited documents of an input.
    func edited(_ documents: [CalendarDocument], by converter: Converter, _ report: inout LossReport)
        -> [CalendarDocument]
    {
        ofInput?(converter, documents, &report) ?? documents
    }
}
