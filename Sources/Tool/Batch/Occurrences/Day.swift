package import Kalends

/// A day as `YYYY-MM-DD`.
package struct Day: Sendable {
    package let date: CivilDate

    package init?(argument: String) {
        guard let date = CivilDate(extended: argument) else { return nil }
        self.date = date
    }
}
