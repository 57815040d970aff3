package import Bytes
internal import Reports

/// The JSON Schema (draft 2020-12) of what a command writes for programs.
package struct OutputSchema: Sendable {
    /// The name, as `kalends schema` lists it.
    package let name: String
    /// Whether the output is one document, and not a line for each object.
    let isDocument: Bool
    /// What it is, and which command writes it.
    package let title: String
    /// The objects that there may be.
    let alternatives: [[SchemaMember]]

    init(_ name: String, isDocument: Bool = false, _ title: String, _ alternatives: [SchemaMember]...) {
        (self.name, self.isDocument, self.title, self.alternatives) = (name, isDocument, title, alternatives)
    }
}

extension OutputSchema {
    /// Every schema as a table.
    package static var listing: String {
        TextTable(
            [["NAME", "OF", "WRITTEN BY"]] + all.map { [$0.name, $0.isDocument ? "document" : "line", $0.title] }
        ).description
    }

    /// The name of every schema.
    package static var names: [String] { all.map(\.name) }

    /// The schema of a name.
    ///
    /// - Throws: ``ExitStatusError`` if there is none, with the names that are spelt alike.
    package static func text(of name: String) throws(ExitStatusError) -> String {
        if let schema = all.first(where: { $0.name == name }) { return schema.text }
        let hint = Suggestion.hint(for: name, among: names, otherwise: "there are \(names.joined(separator: ", "))")
        throw ExitStatusError(status: .usage, "no schema is called \(name); \(hint)")
    }

    private var text: String {
        let dialect = JSON.Member(
            name: "$schema",
            value: .text("https://json-schema.org/draft/2020-12/schema")
        )
        return JSON.object([dialect] + members).indented() + "\n"
    }

    /// The schema as a part of a description that names the dialect; nil if there is none of the name.
    package static func json(of name: String) -> JSON? { all.first { $0.name == name }.map { .object($0.members) } }

    private var members: [JSON.Member] {
        var members: [JSON.Member] = [
            .init(name: "title", value: .text(name)), .init(name: "description", value: .text(title)),
        ]
        if alternatives.count == 1, case .object(let schema) = alternatives[0].schema {
            members += schema
        } else {
            members.append(.init(name: "anyOf", value: .list(alternatives.map(\.schema))))
        }
        return members
    }
}

extension JSON {
    /// The value over several lines; objects and lists of texts on one line where they are short.
    fileprivate func indented(_ depth: Int = 0) -> String {
        let whole = String(decoding: line.dropLast(), as: UTF8.self)
        if whole.utf8.count + 2 * depth <= 100 { return whole }
        let (inner, outer) = (String(repeating: "  ", count: depth + 1), String(repeating: "  ", count: depth))
        switch self {
        case .object(let members):
            let rows = members.map { member in
                let name = String(decoding: JSON.text(member.name).line.dropLast(), as: UTF8.self)
                return "\(inner)\(name): \(member.value.indented(depth + 1))"
            }
            return "{\n\(rows.joined(separator: ",\n"))\n\(outer)}"
        case .list(let values):
            return "[\n\(values.map { inner + $0.indented(depth + 1) }.joined(separator: ",\n"))\n\(outer)]"
        default: return whole
        }
    }
}
