internal import CalendarDiagnostics
internal import ICalendar

extension FormatRow {
    /// Reads an input; what is unusual goes into the diagnostics.
    typealias Reading = @Sendable ([UInt8], Converter, inout Diagnostics) throws(ReadError) -> [CalendarDocument]
    /// Writes documents, whose reading is reported already.
    typealias Writing = @Sendable ([CalendarDocument], Converter, inout LossReport) -> [ConversionOutput]

    /// Reads an input as one tree without the vCards among its calendars.
    ///
    /// - Parameter translate: changes what was read, once the cards are removed.
    /// - Throws: ``ReadError`` also if it holds nothing else; what else a card does not have helps nobody.
    static func calendars(
        of format: CalendarFormat,
        translating translate: @escaping @Sendable (ComponentTree, inout Diagnostics) -> ComponentTree = { tree, _ in
            tree
        },
        _ read: @escaping @Sendable ([UInt8], ConversionOptions, inout Diagnostics) throws(ReadError) -> ComponentTree
    ) -> Reading {
        { bytes, converter, diagnostics throws(ReadError) in
            let earlier = diagnostics
            let tree = try read(bytes, converter.options, &diagnostics)
            let calendars: ComponentTree
            do throws(ReadError) {
                calendars = try ContactCards(in: tree).removed(&diagnostics)
            } catch {
                diagnostics = earlier
                throw error
            }
            return [CalendarDocument(format: format, content: .tree(translate(calendars, &diagnostics)))]
        }
    }

    /// Writes all documents as one tree.
    static func tree(
        _ write: @escaping @Sendable (ComponentTree, ConversionOptions, inout LossReport) -> [UInt8]
    ) -> Writing {
        { documents, converter, report in
            let tree = converter.tree(of: documents, report: &report)
            let itemCount = documents.itemCount
            report.written += itemCount
            return [ConversionOutput(bytes: write(tree, converter.options, &report), itemCount: itemCount)]
        }
    }
}

extension [CalendarDocument] {
    /// The items of all of them.
    var itemCount: Int { reduce(0) { $0 + $1.itemCount } }
}
