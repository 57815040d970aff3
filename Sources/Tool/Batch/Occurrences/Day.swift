internal import Files
package import Kalends
internal import Reports
internal import Selecting

/// A day that an option names; see `DayExpression`.
package struct Day: Sendable {
    package let date: CivilDate

    /// The forms that are understood, for help texts.
    package static let forms = DayExpression.forms

    /// The words among them, for shells.
    package static var words: [String] { DayExpression.words }

    /// The current day on the clock of the machine.
    package static var today: CivilDate {
        let today = LocalClock.today()
        return CivilDate(year: today.year, month: today.month, day: today.day)
    }

    package init?(argument: String) {
        guard let date = DayExpression.day(argument, today: Self.today) else { return nil }
        self.date = date
    }

    /// The day that a text means.
    ///
    /// - Throws: ``UsageError`` with the words that are spelt alike.
    package static func reading(_ text: String) throws -> Day {
        if let day = Day(argument: text) { return day }
        let hint = Suggestion.hint(for: text, among: words, otherwise: "days are written as \(forms)")
        throw UsageError(message: "“\(text)” is not a day; \(hint)")
    }
}
