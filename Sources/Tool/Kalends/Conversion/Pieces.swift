internal import CalendarDiagnostics
internal import ICalendar

/// Reads a calendar that arrives in chunks: whole components as soon as they are complete.
protocol PieceReader: AnyObject {
    /// The components that a chunk completes.
    func feed(_ chunk: [UInt8], _ diagnostics: inout Diagnostics) throws(ReadError) -> [ComponentTree]
    /// What is left after the last chunk.
    func finish(_ diagnostics: inout Diagnostics) throws(ReadError) -> [ComponentTree]
    /// Refuses a piece that cannot be converted without all others.
    func check(_ piece: ComponentTree) throws(ReadError)
}

extension PieceReader {
    func check(_ piece: ComponentTree) throws(ReadError) {}
}

/// Writes a calendar that is read piece by piece.
protocol PieceWriter {
    /// Whether the bytes of a piece are written as they were read.
    func copies(_ piece: ComponentTree) -> Bool
    /// Writes what precedes the first piece.
    mutating func begin(to output: inout [UInt8])
    /// Writes a piece.
    ///
    /// - Parameter linesBefore: the lines of the pieces before it.
    /// - Throws: ``LatePropertyError`` for a property that the format has no more place for.
    mutating func append(
        _ piece: ComponentTree,
        behind linesBefore: Int,
        to output: inout [UInt8],
        report: inout LossReport
    ) throws(LatePropertyError)
    /// Writes what follows the last piece.
    mutating func end(to output: inout [UInt8])
}

extension PieceWriter {
    func copies(_ piece: ComponentTree) -> Bool { false }
    mutating func begin(to output: inout [UInt8]) {}
    mutating func end(to output: inout [UInt8]) {}
}
