/// The part of TOML 1.0 that settings need: tables, arrays of tables, strings, numbers, booleans and arrays of strings.
struct TOMLSubset {
    enum Value: Equatable {
        case text(String)
        case number(Int)
        case truth(Bool)
        case list([String])
    }

    /// A table with its heading and the lines of its keys.
    struct Table {
        var name: String
        var line: Int
        var values: [(key: String, value: Value, line: Int)] = []
    }

    /// Something that cannot be read, with its place.
    struct Mistake: Error, CustomStringConvertible {
        var line: Int
        var text: String
        var description: String { "line \(line): \(text)" }
    }

    /// The tables in order; the first has no name and holds what stands before any heading.
    private(set) var tables = [Table(name: "", line: 1)]

    init(_ text: String) throws(Mistake) {
        var pending: (key: String, text: String, line: Int)?
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = Self.withoutComment(raw).trimmingBlanks()
            if var open = pending {
                open.text += " " + line
                if Self.isClosed(open.text) {
                    try add(open.key, open.text, open.line)
                    pending = nil
                } else {
                    pending = open
                }
                continue
            }
            if line.isEmpty { continue }
            if line.hasPrefix("[") {
                try beginTable(line, index + 1)
                continue
            }
            guard let equals = line.firstIndex(of: "=") else {
                throw Mistake(line: index + 1, text: "neither [table] nor key = value")
            }
            let key = Self.unquoted(String(line[..<equals]).trimmingBlanks())
            let value = String(line[line.index(after: equals)...]).trimmingBlanks()
            if value.hasPrefix("["), !Self.isClosed(value) {
                pending = (key, value, index + 1)
            } else {
                try add(key, value, index + 1)
            }
        }
        if let pending { throw Mistake(line: pending.line, text: "an array that does not end") }
    }

    private mutating func beginTable(_ line: String, _ number: Int) throws(Mistake) {
        let isArray = line.hasPrefix("[[")
        let brackets = isArray ? 2 : 1
        guard line.hasSuffix(isArray ? "]]" : "]"), line.count > 2 * brackets else {
            throw Mistake(line: number, text: "a heading that does not end")
        }
        let name = String(line.dropFirst(brackets).dropLast(brackets)).trimmingBlanks()
        if !isArray, tables.contains(where: { $0.name == name }) {
            throw Mistake(line: number, text: "the table \(name) stands twice")
        }
        tables.append(Table(name: name, line: number))
    }

    private mutating func add(_ key: String, _ text: String, _ line: Int) throws(Mistake) {
        if key.isEmpty { throw Mistake(line: line, text: "a value without a key") }
        if tables[tables.count - 1].values.contains(where: { $0.key == key }) {
            throw Mistake(line: line, text: "\(key) stands twice")
        }
        tables[tables.count - 1].values.append((key, try Self.value(text, line), line))
    }

    private static func value(_ text: String, _ line: Int) throws(Mistake) -> Value {
        if text == "true" || text == "false" { return .truth(text == "true") }
        if let number = Int(text.filter { $0 != "_" }) { return .number(number) }
        if text.hasPrefix("["), text.hasSuffix("]") {
            var items: [String] = []
            for item in split(String(text.dropFirst().dropLast())) where !item.trimmingBlanks().isEmpty {
                items.append(try string(item.trimmingBlanks(), line))
            }
            return .list(items)
        }
        return .text(try string(text, line))
    }

    private static func string(_ text: String, _ line: Int) throws(Mistake) -> String {
        guard text.count >= 2, let quote = text.first, quote == "\"" || quote == "'", text.last == quote else {
            throw Mistake(line: line, text: "\(text) is no text in quotes, number, true, false or list of texts")
        }
        let inner = String(text.dropFirst().dropLast())
        if quote == "'" { return inner }
        var result = ""
        var isEscaped = false
        for character in inner {
            if isEscaped {
                switch character {
                case "n": result += "\n"
                case "t": result += "\t"
                case "\"", "\\": result.append(character)
                default: throw Mistake(line: line, text: "the escape \\\(character) is not understood")
                }
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
            }
        }
        return result
    }

    /// The members of an array, divided at commas outside quotes.
    private static func split(_ text: String) -> [String] {
        var items = [""]
        var quote: Character?
        var isEscaped = false
        for character in text {
            if character == ",", quote == nil {
                items.append("")
                continue
            }
            if isEscaped {
                isEscaped = false
            } else if quote == "\"", character == "\\" {
                isEscaped = true
            } else if quote == character {
                quote = nil
            } else if quote == nil, character == "\"" || character == "'" {
                quote = character
            }
            items[items.count - 1].append(character)
        }
        return items
    }

    private static func isClosed(_ text: String) -> Bool { text.hasSuffix("]") }

    private static func unquoted(_ key: String) -> String {
        key.count >= 2 && key.hasPrefix("\"") && key.hasSuffix("\"") ? String(key.dropFirst().dropLast()) : key
    }

    private static func withoutComment(_ line: Substring) -> String {
        var quote: Character?
        for index in line.indices {
            let character = line[index]
            if character == "#", quote == nil { return String(line[..<index]) }
            if quote == character {
                quote = nil
            } else if quote == nil, character == "\"" || character == "'" {
                quote = character
            }
        }
        return String(line)
    }
}

extension String {
    fileprivate func trimmingBlanks() -> String {
        var text = self[...]
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
