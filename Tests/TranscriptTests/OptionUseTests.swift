import Foundation
import TestSupport
import Testing

/// Each option of each command is used in a transcript, so that what it does is seen.
@Suite("Options") struct OptionUseTests {
    /// The help of a command, as `--experimental-dump-help` prints it.
    private struct Help: Decodable {
        struct Tool: Decodable { let command: Help }

        struct Argument: Decodable {
            struct Name: Decodable {
                let kind: String
                let name: String

                var text: String { (kind == "long" ? "--" : "-") + name }
            }

            let kind: String
            let shouldDisplay: Bool
            let names: [Name]?
        }

        let commandName: String
        let arguments: [Argument]?
        let subcommands: [Help]?

        /// The words of this command and of all below it.
        func commands(_ words: [String] = []) -> [[String]] {
            [words] + (subcommands ?? []).flatMap { $0.commands(words + [$0.commandName]) }
        }

        /// Each option that help shows, with the words of its command.
        func options(of words: [String] = []) -> [(command: [String], names: [String])] {
            let own = (arguments ?? []).filter { $0.kind != "positional" && $0.shouldDisplay }.map { argument in
                (words, (argument.names ?? []).map(\.text))
            }
            let common: Set = ["--help", "--version"]
            return own.filter { common.isDisjoint(with: $0.1) }
                + (subcommands ?? []).flatMap { $0.options(of: words + [$0.commandName]) }
        }
    }

    /// The calls of the command in all transcripts, by the words after its name.
    private static func calls() throws -> [[Substring]] {
        var calls: [[Substring]] = []
        for document in TranscriptTests.documents {
            for step in try Transcript(Repository.text(document)).steps {
                for part in step.command.split(whereSeparator: { "|;&()\n".contains($0) }) {
                    let words = part.split(separator: " ")
                    guard let name = words.firstIndex(of: "kalends") else { continue }
                    calls.append(Array(words[words.index(after: name)...]))
                }
            }
        }
        return calls
    }

    private static func help(of program: String = CommandUnderTest.path) throws -> Help {
        let answer = try Program.run(program, ["--experimental-dump-help"])
        return try JSONDecoder().decode(Help.Tool.self, from: Data(answer.output.utf8)).command
    }

    @Test func `help fits 80 columns and shows no type of Swift`() throws {
        // The help of the store is another program's.
        let commands = try Self.help().commands().filter { !["store", "serve", "help"].contains($0.first) }
        #expect(commands.count > 20)
        for command in commands {
            let lines = try Workplace().run((["kalends"] + command + ["--help"]).joined(separator: " ")).output
            #expect(lines.count > 5)
            for line in lines {
                #expect(line.count <= 80, "\(command): \(line)")
                #expect(line.firstMatch(of: /[A-Z][a-z]+[A-Za-z]*\(/) == nil, "\(command): \(line)")
            }
        }
    }

    @Test func `every option is used in a transcript`() throws {
        // The options of `store` and `serve` are those of the program that they start.
        let options = try Self.help().options() + Self.help(of: CommandUnderTest.store).options()
        #expect(options.count > 400)
        let calls = try Self.calls()
        let unused = options.filter { option in
            !calls.contains { call in
                call.starts(with: option.command.map { $0[...] })
                    && call.dropFirst(option.command.count).contains { Self.word($0, isOneOf: option.names) }
            }
        }
        #expect(unused.map { "\($0.command.joined(separator: " ")) \($0.names.joined(separator: ", "))" } == [])
    }

    /// Whether a word is an option by one of its names, perhaps with its value, or among short ones.
    private static func word(_ word: Substring, isOneOf names: [String]) -> Bool {
        names.contains { name in
            if word == name || word.hasPrefix(name + "=") { return true }
            guard name.count == 2, let letter = name.last, word.count > 2 else { return false }
            return word.hasPrefix("-") && !word.hasPrefix("--") && word.contains(letter)
        }
    }
}
