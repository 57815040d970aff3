internal import ArgumentParser
internal import Files
internal import Reports

/// The words with which the arguments begin: commands, perhaps after `help`.
enum CommandWords {
    /// What is wrong with them, where one of them is not a command; nil if nothing is.
    static func complaint(about arguments: [String], to root: any ParsableCommand.Type) -> String? {
        let isHelp = arguments.first == "help"
        var command = root
        for word in arguments.dropFirst(isHelp ? 1 : 0) {
            let subcommands = command.configuration.subcommands
            if word.hasPrefix("-"), word != "-" || subcommands.isEmpty { return nil }
            if isHelp, word == "help" { return nil }
            let name = command.configuration.commandName ?? ""
            if subcommands.isEmpty { return isHelp ? "\(name) has no command \(word)" : nil }
            guard let next = command.subcommand(word) else {
                let names = subcommands.compactMap { $0.configuration.commandName }
                if !isHelp, command == root, let advice = advice(about: word, names) { return advice }
                let known = "there are \(names.joined(separator: ", "))"
                return "no command of \(name) is called \(word); "
                    + Suggestion.hint(
                        for: word,
                        among: names + (command == root ? ["version", "help"] : []),
                        otherwise: known
                    )
            }
            command = next
        }
        return nil
    }

    /// What can be done with a word that looks like an input.
    private static func advice(about word: String, _ names: [String]) -> String? {
        if InputDiscovery.isNetworkAddress(word) { return FileError(word, .isNetworkAddress).description }
        guard word == "-" || word.contains(".") || word.contains("/"), names.contains("convert") else { return nil }
        let word = word.contains(" ") ? "'\(word)'" : word
        return "\(word) is not a command: kalends validate \(word) checks it, kalends agenda \(word) shows it, "
            + "kalends convert \(word) --to FORMAT converts it; kalends --help lists all commands"
    }
}
