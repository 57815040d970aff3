import Foundation

/// The commands of a document with what they must answer, and the files that are there before the first.
///
/// `fixtures/README.md` explains the format.
struct Transcript {
    /// A file that is there before the first command.
    struct File {
        var name: String
        var content: String
    }

    /// One command and what it must answer.
    struct Step {
        var command: String
        /// Line of the document, starting at 1.
        var line: Int
        var output: [String] = []
        var errors: [String] = []
        var status: Int32 = 0
    }

    var files: [File] = []
    var steps: [Step] = []

    init(_ text: String) throws {
        var block: (fence: String, words: [String], lines: [String], start: Int)?
        /// Whether a block of text that comes now is what the script above it prints.
        var isAnswerNext = false
        for (index, line) in text.components(separatedBy: "\n").enumerated() {
            if let open = block {
                if line == open.fence {
                    if isAnswerNext, open.words == ["text"], let script = steps.indices.last {
                        steps[script].output = open.lines
                    }
                    try add(open.words, open.lines, start: open.start)
                    isAnswerNext = open.words == ["sh"]
                    block = nil
                } else {
                    block?.lines.append(line)
                }
            } else if line.hasPrefix("```") {
                let fence = String(line.prefix { $0 == "`" })
                let words = line.dropFirst(fence.count).split(separator: " ").map(String.init)
                block = (fence, words, [], index + 2)
            } else if !line.isEmpty {
                isAnswerNext = false
            }
        }
        if let block { throw Mistake(line: block.start - 1, text: "a block that does not end") }
    }

    private mutating func add(_ words: [String], _ lines: [String], start: Int) throws {
        switch words.first {
        case "file":
            guard words.count >= 2 else { throw Mistake(line: start - 1, text: "a file without a name") }
            let end = words.dropFirst(2).contains("crlf") ? "\r\n" : "\n"
            files.append(File(name: words[1], content: lines.map { $0 + end }.joined()))
        case "console": try addSteps(lines, start: start)
        case "sh":
            // A script prints what a terminal shows: both streams, in their order.
            steps.append(Step(command: "exec 2>&1\n" + lines.joined(separator: "\n"), line: start))
        default: break
        }
    }

    private mutating func addSteps(_ lines: [String], start: Int) throws {
        for (offset, line) in lines.enumerated() {
            if line.hasPrefix("$ ") {
                steps.append(Step(command: String(line.dropFirst(2)), line: start + offset))
                continue
            }
            guard var step = steps.popLast() else {
                throw Mistake(line: start + offset, text: "an answer without a command")
            }
            if line.hasPrefix("! ") || line == "!" {
                step.errors.append(String(line.dropFirst(2)))
            } else if line.hasPrefix("? ") {
                guard let status = Int32(line.dropFirst(2)) else {
                    throw Mistake(line: start + offset, text: "an exit status that is no number")
                }
                step.status = status
            } else {
                step.output.append(line.hasPrefix("\\") ? String(line.dropFirst()) : line)
            }
            steps.append(step)
        }
    }

    /// A document that violates the format.
    struct Mistake: Error, CustomStringConvertible {
        var line: Int
        var text: String
        var description: String { "line \(line): \(text)" }
    }
}
