internal import ArgumentParser
internal import Reports

/// `kalends help …`, which ArgumentParser answers with the help of what it knows of the words.
enum HelpRequest {
    /// What is wrong with a request for the help of a command that does not exist; nil if nothing is.
    static func complaint(about arguments: [String], to root: any ParsableCommand.Type) -> String? {
        guard arguments.first == "help" else { return nil }
        var command = root
        for word in arguments.dropFirst() {
            if word.hasPrefix("-") || word == "help" { return nil }
            guard let next = command.subcommand(word) else {
                let names = command.configuration.subcommands.compactMap { $0.configuration.commandName }
                let name = command.configuration.commandName ?? ""
                if names.isEmpty { return "\(name) has no command \(word)" }
                let known = "there are \(names.joined(separator: ", "))"
                return "no command of \(name) is called \(word); "
                    + Suggestion.hint(for: word, among: names, otherwise: known)
            }
            command = next
        }
        return nil
    }
}
