package import ArgumentParser
package import Batch

extension ArgumentHelp {
    /// A help text with the name of the value.
    package static func value(_ name: String, _ text: String) -> ArgumentHelp {
        ArgumentHelp("\(text)", valueName: name)
    }

    /// The text of the options that set limits of the readers.
    package static var limits: ArgumentHelp {
        let names = LimitSetting.names.joined(separator: ", ")
        return .value("name=value", "Raise or lower a limit of the readers: \(names).")
    }
}

extension Option<String?> {
    /// An option for the path of a file.
    package init(file text: String, name: NameSpecification = .long) {
        self.init(name: name, help: .value("file", text), completion: .file())
    }

    /// An option for the path of a folder.
    package init(folder text: String) { self.init(help: .value("folder", text), completion: .directory) }
}

extension Option<Day?> {
    /// An option for a day.
    package init(day text: String) {
        self.init(
            parsing: .unconditional,
            help: .value("day", text),
            completion: .list(Day.words),
            transform: Day.reading
        )
    }
}

extension Option<TimeZoneName?> {
    /// An option for a time zone.
    package init(
        zone text: String,
        _ meaning: @escaping @Sendable (String) throws -> TimeZoneName = TimeZoneName.reading,
        completion: CompletionKind = .zones
    ) {
        self.init(help: .value("zone", text), completion: completion, transform: meaning)
    }
}

/// - Throws: `ValidationError` for a path without a character.
package func checkName(_ path: String?, of option: String = "--output") throws {
    if path?.isEmpty == true { throw ValidationError("\(option) needs a name that is not empty.") }
}
