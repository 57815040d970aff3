import Foundation
import TestSupport
import Testing

/// The manual pages and completion scripts, written by the command under test.
@Suite("Manual pages and completions") struct PageTests {
    private func pages() throws -> URL { try #require(Packages.pages).appending(path: "man/man1") }

    /// The names that the help of a command lists below SUBCOMMANDS.
    private static func subcommands(of words: [String]) throws -> [String] {
        let help = try Program.output(CommandUnderTest.path, words + ["--help"]).output
        guard let list = help.range(of: "SUBCOMMANDS:\n") else { return [] }
        return help[list.upperBound...].split(separator: "\n").compactMap { line in
            guard line.hasPrefix("  "), !line.hasPrefix("   "), !line.hasPrefix("  See ") else { return nil }
            return line.split(separator: " ").first.map(String.init)
        }
    }

    @Test func `every subcommand has a page`() throws {
        let names = Set(try FileManager.default.contentsOfDirectory(atPath: pages().path))
        let commands = try Self.subcommands(of: [])
        #expect(commands.count > 15 && names.contains("kalends.1"))
        for command in commands {
            #expect(names.contains("kalends-\(command).1"))
            // The pages of the calendar store and its service come with their program.
            if ["store", "serve"].contains(command) { continue }
            for nested in try Self.subcommands(of: [command]) {
                #expect(names.contains("kalends-\(command)-\(nested).1"))
            }
        }
    }

    @Test(.needs(programs: "mandoc")) func `mandoc finds nothing to complain about in a page`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: pages().path).sorted()
        let answer = try Program.run(
            "mandoc",
            ["-T", "lint"] + files,
            in: pages(),
            environment: ["MANPATH": pages().deletingLastPathComponent().path]
        )
        #expect(answer.status == 0 && answer.output.isEmpty, "\(answer)")
    }

    @Test(.needs(programs: "mandoc")) func `a page holds what the help holds`() throws {
        let file = try pages().appending(path: "kalends-convert.1").path
        let page = try Program.output("mandoc", ["-T", "ascii", "-O", "width=200", file]).output
            .replacing(/.\u{8}/, with: "").split(separator: /\s+/).joined(separator: " ")
        for words in [
            "January 1, 2026", "--output path", "-j, --jobs n",
            "kalends convert calendars/ --to kolab-2.1 --output out/",
            "Values: none, message. Default: none.", "EXIT STATUS", "internal error", "kalends(1)",
        ] {
            #expect(page.contains(words), "\(words)")
        }
    }

    @Test func `the same command gives the same pages`() throws {
        let again = try TemporaryFolder()
        let answer = try Packages.make("Packaging/pages", in: again.file("pages"))
        #expect(answer.status == 0, "\(answer.errors)")
        let difference = try Program.run(
            "diff",
            ["-r", "--no-dereference", again.path("pages"), #require(Packages.pages).path]
        )
        #expect(difference.status == 0, "\(difference.output)")
    }

    static let offers: [(line: String, words: [String])] = [
        ("kalends con", ["convert"]),
        ("kalends convert --to x", ["xcal", "xcal-basic", "xcal-dtd"]),
        ("kalends convert --timezone Europe/Be", ["Europe/Belgrade", "Europe/Berlin"]),
        ("kalends validate --profile ", ["outlook", "google", "strict"]),
        ("kalends validate --ignore recurrence-u", ["recurrence-until-type"]),
        ("kalends explain zone-l", ["zone-lost"]),
        ("kalends zones show Asia/To", ["Asia/Tokyo"]),
        ("kalends agenda --from to", ["today", "tomorrow"]),
        ("kalends agenda --zone loc", ["local"]),
        ("kalends validate --limit xml", ["xml-depth="]),
        ("kalends convert --profile ", ["open-event", "kolab-3"]),
        ("kalends convert --to-timezone America/New_", ["America/New_York"]),
        ("kalends schema occ", ["occurrences"]),
        ("kalends expand --columns ", ["recurrenceId", "google"]),
        ("kalends select --component VE", ["VEVENT"]),
        ("kalends select --drop CATEG", ["CATEGORIES"]),
        ("kalends split --by ", ["month", "category"]),
        ("kalends merge --on-duplicate ", ["newest", "ask-nothing"]),
        ("kalends migrate sur", ["survey"]),
    ]

    @Test(.needs(programs: "bash"), .needsPython(), arguments: offers)
    func `bash offers values`(_ offer: (line: String, words: [String])) throws { try offered(by: "bash", offer) }

    @Test(.needs(programs: "zsh"), .needsPython(), arguments: offers)
    func `zsh offers values`(_ offer: (line: String, words: [String])) throws { try offered(by: "zsh", offer) }

    /// fish completes a single match at once, as the others do for a person; then its text is what is shown.
    @Test(.needs(programs: "fish"), .needsPython(), arguments: offers)
    func `fish offers values`(_ offer: (line: String, words: [String])) throws { try offered(by: "fish", offer) }

    private func offered(by shell: String, _ offer: (line: String, words: [String])) throws {
        let folder = try #require(Packages.pages)
        let programs = try #require(Packages.command).deletingLastPathComponent().path
        let others = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let answer = try Program.run(
            #require(Python.path()),
            [
                Repository.file("Tests/PackagingTests/offers.py").path, shell,
                folder.appending(path: "completions").path, offer.line,
            ] + offer.words,
            environment: ["PATH": "\(programs):\(others)"]
        )
        #expect(answer.status == 0, "\(answer.errors)")
    }
}
