internal import CalendarDiagnostics
internal import ICalendar
internal import JCal

/// Writes jCal piece by piece.
struct JCalPieceWriter: PieceWriter {
    private var writer: JCalStreamWriter

    init(_ late: LateProperties) { writer = JCalStreamWriter(late) }

    mutating func begin(to output: inout [UInt8]) { writer.begin(to: &output) }

    mutating func append(
        _ piece: ComponentTree,
        behind linesBefore: Int,
        to output: inout [UInt8],
        report: inout LossReport
    ) throws(LatePropertyError) {
        try writer.append(piece, behind: linesBefore, to: &output, report: &report)
    }

    mutating func end(to output: inout [UInt8]) { writer.end(to: &output) }
}
