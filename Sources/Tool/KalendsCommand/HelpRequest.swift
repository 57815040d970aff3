internal import ArgumentParser
internal import Reports

/// `kalends help …`, which ArgumentParser answers with the help of what it knows of the words.
enum HelpRequest {
    /// What is wrong with a request for the help of a command that does not exist; nil if nothing is.
    static func complaint(about arguments: [String]) -> String? {
        guard arguments.first == "help" else { return nil }
        var command: any ParsableCommand.Type = RootCommand.self
        for word in arguments.dropFirst() {
            if word.hasPrefix("-") || word == "help" { return nil }
            let known = command.configuration.subcommands
            guard let next = known.first(where: { $0.configuration.commandName == word }) else {
                let names = known.compactMap { $0.configuration.commandName }
                let name = command.configuration.commandName ?? ""
                if names.isEmpty { return "\(name) has no command \(word)" }
                let hint = Suggestion.hint(
                    for: word,
                    among: names,
                    otherwise: "there are \(names.joined(separator: ", "))"
                )
                return "no command of \(name) is called \(word); \(hint)"
            }
            command = next
        }
        return nil
    }
}
