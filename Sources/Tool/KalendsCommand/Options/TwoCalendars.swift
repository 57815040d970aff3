internal import ArgumentParser

/// The two calendars that a command compares.
struct TwoCalendars: CheckedArguments {
    @Argument(help: "The first calendar.", completion: .file()) var first: String
    @Argument(help: "The second calendar.", completion: .file()) var second: String

    func check() throws {
        if first == "-", second == "-" { throw ValidationError("Standard input can be read only once.") }
    }
}
