import Foundation
import TestSupport
import Testing

/// An input, and what must be reported about it.
struct InvalidInput: Sendable, CustomTestStringConvertible {
    /// How an input is answered.
    enum Answer: String, Sendable {
        /// An error.
        case refused
        /// An error under the profile `strict`, and a finding that is none elsewhere: a departure from the standard that is in
        /// every feed of a program, and that all readers accept.
        case strict
        /// A finding, of whatever severity.
        case diagnosed
        /// No error.
        case accepted
    }

    var testDescription: String
    var bytes: [UInt8]
    var name: String
    var answer: Answer

    init(_ title: String, bytes: [UInt8], name: String = "input.ics", _ answer: Answer = .refused) {
        testDescription = title
        self.bytes = bytes
        self.name = name
        self.answer = answer
    }

    init(_ title: String, _ text: String, name: String = "input.ics", _ answer: Answer = .refused) {
        self.init(title, bytes: Array(text.utf8), name: name, answer)
    }
}

/// The tables of `fixtures/answers`.
enum AnswerTable {
    private static let folder = Repository.file("fixtures/answers")

    static let components = ["event": "VEVENT", "todo": "VTODO", "journal": "VJOURNAL", "free-busy": "VFREEBUSY"]
    static let documents = ["xcal": "xcal.xcs", "jcal": "jcal.json", "kolab": "kolab.xml", "message": "message.eml"]

    /// Every input of every table.
    static func inputs() throws -> [InvalidInput] {
        var inputs: [InvalidInput] = []
        for (table, component) in components.sorted(by: { $0.key < $1.key }) {
            inputs += try rows(table).map { answer, columns in
                InvalidInput("\(table) with \(columns[0])", event(columns[0], component), answer)
            }
        }
        inputs += try rows("method").map { answer, columns in
            let text = calendar(
                "METHOD:\(columns[0])\r\nBEGIN:\(columns[1])\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n\(columns[2])\r\nEND:\(columns[1])"
            )
            return InvalidInput("\(columns[0]) of \(columns[2])", text, answer)
        }
        inputs += try rows("file").map { InvalidInput($1[0], $1[1], $0) }
        for (table, name) in documents.sorted(by: { $0.key < $1.key }) {
            let document = String(decoding: try document(name), as: UTF8.self)
            inputs += try rows(table).map { answer, columns in
                var text = document
                for pair in stride(from: 0, to: columns.count - 1, by: 2) {
                    #expect(text.contains(columns[pair]), "\(table): \(columns[pair])")
                    text = text.replacingOccurrences(of: columns[pair], with: columns[pair + 1])
                }
                return InvalidInput("\(table) with \(columns.suffix(1).joined().prefix(80))", text, name: name, answer)
            }
        }
        return inputs
    }

    /// One of the documents that the tables change.
    static func document(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    /// A calendar with these lines in it.
    static func calendar(_ lines: String) -> String {
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\n\(lines)\r\nEND:VCALENDAR\r\n"
    }

    /// A calendar with one component, which has what it needs in addition to these lines.
    static func event(_ lines: String, _ component: String = "VEVENT") -> String {
        let start = component == "VTODO" || lines.hasPrefix("DTSTART") ? "" : "DTSTART:20260105T090000Z\r\n"
        return calendar(
            "BEGIN:\(component)\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n\(start)\(lines)\r\nEND:\(component)"
        )
    }

    private static func rows(_ table: String) throws -> [(InvalidInput.Answer, [String])] {
        let text = try String(contentsOf: folder.appendingPathComponent("\(table).txt"), encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map { unescaped($0) }
            return (try #require(InvalidInput.Answer(rawValue: columns[0])), Array(columns.dropFirst()))
        }
    }

    private static func unescaped(_ column: Substring) -> String {
        var text = ""
        var scalars = column.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            switch scalar {
            case "¶": text += "\r\n"
            case "\\":
                switch scalars.next() {
                case "t": text += "\t"
                case "n": text += "\n"
                case "r": text += "\r"
                case "0": text += "\0"
                case "a": text += "\u{7}"
                case let other: text.unicodeScalars.append(other ?? "\\")
                }
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
