import Foundation
import TestSupport

/// A temporary folder in which the commands of one document run.
final class Workplace {
    /// What a command answered.
    struct Answer: CustomStringConvertible {
        var output: [String]
        var errors: [String]
        var status: Int32

        var description: String {
            (output + errors.map { "! " + $0 } + ["? \(status)"]).joined(separator: "\n")
        }
    }

    private let place: TemporaryFolder
    private var folder: URL { place.file("work") }
    private var tools: URL { place.file("bin") }

    init() throws {
        place = try TemporaryFolder()
        for url in [folder, tools] {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }
        try place.link("bin/kalends", to: CommandUnderTest.path)
    }

    func write(_ file: Transcript.File) throws { try place.write("work/\(file.name)", file.content) }

    /// The path of a file in the folder.
    func path(of name: String) -> String { folder.appending(path: name).path }

    /// Runs a command in the shell, with `kalends` on its path and a plain environment.
    func run(_ command: String) throws -> Answer {
        let environment = [
            "PATH": tools.path + ":/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "COLUMNS": "80",
        ]
        let answer = try Program.run(
            "/bin/bash",
            ["-c", command],
            in: folder,
            environment: environment,
            inherits: false
        )
        return Answer(output: Self.lines(answer.output), errors: Self.lines(answer.errors), status: answer.status)
    }

    /// Lines without their ends; a carriage return at an end is not shown.
    private static func lines(_ text: String) -> [String] {
        var lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        if lines.last == "" { lines.removeLast() }
        return lines.map(String.init)
    }
}
