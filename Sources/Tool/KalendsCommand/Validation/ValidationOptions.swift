public import ArgumentParser
internal import Arguments
internal import Batch
internal import Files
public import Kalends
internal import Reports
internal import Validation

extension Profile: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}
extension XCalCheck.Level: ExpressibleByArgument {}

extension ReportForm: ExpressibleByArgument {
    package init?(argument: String) {
        guard let form = Self.all.first(where: { $0.name == argument }) else { return nil }
        self = form
    }

    package static var allValueStrings: [String] { all.map(\.name) }
    package static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
    package var defaultValueDescription: String { name }
}

/// Which rules count, by options and settings.
struct RuleOptions: CheckedArguments {
    @Option(
        help: .value("rules", "Only these rules, separated by commas; * matches any characters; may be repeated."),
        completion: .rules
    )
    var select: [String] = []
    @Option(help: .value("rules", "Skip these rules."), completion: .rules) var ignore: [String] = []
    @Option(help: .value("profile", "Adapt severities to the program that reads the calendar.")) var profile: Profile?
    @Option(file: "Read settings from this file.") var config: String?
    @Flag(help: "Read no settings.") var isolated = false
    @Option(help: .limits, completion: .limits, transform: LimitSetting.init(reading:)) var limit: [LimitSetting] = []

    func check() throws {
        if config != nil, isolated { throw ValidationError("--config and --isolated cannot be combined.") }
    }

    /// The settings with the options applied.
    func settings() throws -> ValidationSettings {
        var settings = try isolated ? ValidationSettings() : ValidationSettings(config)
        if let profile { settings.selection.profile = profile }
        try settings.apply(select: select, ignore: ignore)
        settings.limits += limit
        return settings
    }
}
