internal import Files
internal import Kalends

/// The comparison of two calendars, each a file, a folder or standard input.
package struct CalendarComparison {
    /// How differences are printed.
    package enum Form: String, Sendable, CaseIterable {
        case text, jsonl
    }

    private let first: String
    private let second: String
    private let reading: InputReading

    /// A comparison of what two arguments name.
    package init(_ first: String, _ second: String, _ reading: InputReading) {
        self.first = first
        self.second = second
        self.reading = reading
    }

    /// What a comparison prints.
    package enum Content: Sendable {
        /// The items that are not the same.
        case differences
        /// How many items are the same, changed, or in one calendar only.
        case summary
        /// The items that are the same.
        case common
    }

    /// Prints what the two calendars have in common, or what differs.
    ///
    /// - Returns: how the command ends.
    /// - Throws: ``ExitStatusError`` if nothing of a side could be read; `FileError` if the result cannot be written.
    package func run(printing content: Content, as form: Form) throws -> ExitStatus {
        let sides = try [first, second].map { try CalendarSide($0, reading) }
        let isSuccess =
            switch content {
            case .differences: try printDifferences(sides, form)
            case .summary: try printSummary(sides, form)
            case .common: try printCommon(sides, form)
            }
        return sides.reduce(isSuccess ? ExitStatus.success : .different) { $0.combined(with: $1.status) }
    }

    private func printDifferences(_ sides: [CalendarSide], _ form: Form) throws -> Bool {
        let differences = CalendarDifference.between(sides[0].tree, sides[1].tree)
        switch form {
        case .text where differences.isEmpty: break
        case .text: try Terminal.print("--- \(first)\n+++ \(second)\n" + differences.map(\.text).joined())
        case .jsonl: try Console.standardOutput.write(differences.flatMap(\.json))
        }
        return differences.isEmpty
    }

    private func printSummary(_ sides: [CalendarSide], _ form: Form) throws -> Bool {
        let overlap = CalendarOverlap(sides[0].tree, sides[1].tree)
        switch form {
        case .text: try Terminal.print(overlap.summaryText(first, second))
        case .jsonl: try Console.standardOutput.write(overlap.summaryJSON)
        }
        return overlap.isSame
    }

    private func printCommon(_ sides: [CalendarSide], _ form: Form) throws -> Bool {
        let overlap = CalendarOverlap(sides[0].tree, sides[1].tree)
        switch form {
        case .text: try Terminal.print(overlap.commonText)
        case .jsonl: try Console.standardOutput.write(overlap.commonJSON)
        }
        return !overlap.common.isEmpty
    }
}
