internal import CalendarDiagnostics
internal import ICalendar
internal import XCal

extension IncrementalFormat {
    /// xCal.
    public static let xCal = IncrementalFormat(.xCal) { XCalPieceReader($0, $1) }
}

/// Reads xCal that arrives in chunks. A class, because a stream of XML cannot be copied.
final class XCalPieceReader: PieceReader {
    private var stream: XCalStream

    init(_ options: ConversionOptions, _ diagnostics: Diagnostics) {
        stream = XCalStream(limits: options.limits, xmlLimits: options.xmlLimits, diagnostics: diagnostics)
        stream.suppliesStamps = true
    }

    func feed(_ chunk: [UInt8], _ diagnostics: inout Diagnostics) throws(ReadError) -> [ComponentTree] {
        try stream.feed(chunk, diagnostics: &diagnostics)
    }

    func finish(_ diagnostics: inout Diagnostics) throws(ReadError) -> [ComponentTree] {
        try stream.finish(diagnostics: &diagnostics)
    }
}

extension XCalStreamWriter: PieceWriter {}
