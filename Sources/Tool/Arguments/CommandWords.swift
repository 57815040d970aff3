package import ArgumentParser
internal import Batch
internal import Files
internal import Reports

/// A command that another program carries out, with all arguments.
package protocol ForwardingCommand: ParsableCommand {}

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
                let known = "its commands are \(names.joined(separator: ", "))"
                return "\(name) has no command \(word); "
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

    /// The arguments with `help` as the option `--help` where ArgumentParser does not know the word: after a command that has
    /// commands of its own, and before one that another program carries out.
    static func askingForHelp(_ arguments: [String], of root: any ParsableCommand.Type) -> [String] {
        guard let place = arguments.firstIndex(of: "help") else { return arguments }
        var command = root
        for word in arguments[..<place] {
            guard let next = command.subcommand(word) else { return arguments }
            command = next
        }
        let rest = arguments[(place + 1)...]
        if place == 0 {
            guard let first = rest.first, root.subcommand(first) is any ForwardingCommand.Type, StoreProgram.isThere
            else {
                return arguments
            }
        } else if command.configuration.subcommands.isEmpty {
            return arguments
        }
        return arguments[..<place] + rest + ["--help"]
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
