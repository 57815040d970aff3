internal import Files
package import Kalends

/// The comparison of two calendars, each a file, a folder or standard input.
package struct CalendarComparison {
    /// How differences are printed.
    package enum Form: String, Sendable, CaseIterable {
        case text, jsonl
    }

    private let first: String
    private let second: String
    private let reading: ConversionOptions
    /// The format of every file; nil to detect it.
    package var source: CalendarFormat?
    /// What is printed on standard error.
    package var style = MessageStyle()

    /// A comparison of what two arguments name.
    package init(_ first: String, _ second: String, _ reading: ConversionOptions) {
        self.first = first
        self.second = second
        self.reading = reading
    }

    /// Prints the differences.
    ///
    /// - Returns: how the command ends.
    /// - Throws: ``ExitStatusError`` if nothing of a side could be read; `FileError` if the differences cannot be written.
    package func run(printing form: Form) throws -> ExitStatus {
        let converter = Converter(reading)
        let sides = try [first, second].map { try CalendarSide($0, converter, from: source, style: style) }
        let differences = CalendarDifference.between(sides[0].tree, sides[1].tree)
        switch form {
        case .text where differences.isEmpty: break
        case .text: try Terminal.print("--- \(first)\n+++ \(second)\n" + differences.map(\.text).joined())
        case .jsonl: try Console.standardOutput.write(differences.flatMap(\.json))
        }
        return sides.reduce(differences.isEmpty ? ExitStatus.success : .different) { $0.combined(with: $1.status) }
    }
}
