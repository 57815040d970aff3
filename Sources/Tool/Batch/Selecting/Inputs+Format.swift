package import Files
package import Kalends

extension Inputs {
    /// The format to write where none is named: that of a single file, if it can be written, else iCalendar.
    ///
    /// - Parameter source: the format of every input; nil to detect it.
    package func formatToWrite(from source: CalendarFormat?) -> CalendarFormat {
        guard files.count == 1, let file = files.first, !file.isMessage else { return .iCalendar }
        let head =
            file.isStandardInput ? nil : try? WholeFile.readBeginning(of: file.path, count: FormatDetection.headSize)
        guard let format = source ?? FormatDetection.format(name: file.displayName, head: head ?? []),
            FormatRegistry.row(of: format).isWritten
        else { return .iCalendar }
        return format
    }
}
