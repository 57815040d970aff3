/// The part of TOML 1.0 that settings need: tables and arrays of tables with a plain name, strings in single or double quotes,
/// whole numbers, booleans and arrays of strings. What else TOML knows is refused with its line, never misread.
///
/// A library does not help here: the one for Swift (TOMLKit) gives keys in alphabetical order, where of two severities
/// the one written last counts, and gives lines of syntax errors only, where a person needs the line of a misspelt
/// rule.
package struct TOMLSubset {
    package enum Value: Equatable {
        case text(String)
        case number(Int)
        case truth(Bool)
        case list([String])
    }

    /// A key with its value and its line.
    package struct Entry {
        package var key: String
        package var value: Value
        package var line: Int
    }

    /// A table with its heading.
    package struct Table {
        package var name: String
        package var line: Int
        var isArrayMember = false
        package var values: [Entry] = []
    }

    /// Something that cannot be read, with its place.
    package struct Mistake: Error, CustomStringConvertible {
        package var line: Int
        package var text: String
        package var description: String { "line \(line): \(text)" }
    }

    /// The tables in order; the first has no name and contains what is before any heading.
    package private(set) var tables = [Table(name: "", line: 1)]

    /// Reads a text.
    package init(_ text: String) throws(Mistake) {
        var scanner = TOMLScanner(text)
        scanner.skipEmptyLines()
        while !scanner.isAtEnd {
            if scanner.take("[") {
                let isArrayMember = scanner.take("[")
                let (line, name) = (scanner.line, try scanner.key())
                try scanner.expect("]", "a heading without ]")
                if isArrayMember { try scanner.expect("]", "a heading without ]") }
                try begin(Table(name: name, line: line, isArrayMember: isArrayMember))
            } else {
                let (line, key) = (scanner.line, try scanner.key())
                try scanner.expect("=", "neither [table] nor key = value")
                try add(key, try scanner.value(), line)
            }
            try scanner.endLine()
            scanner.skipEmptyLines()
        }
    }

    private mutating func begin(_ table: Table) throws(Mistake) {
        if let earlier = tables.dropFirst().first(where: { $0.name == table.name }),
            !(earlier.isArrayMember && table.isArrayMember)
        {
            throw Mistake(line: table.line, text: "the table \(table.name) occurs twice")
        }
        tables.append(table)
    }

    private mutating func add(_ key: String, _ value: Value, _ line: Int) throws(Mistake) {
        if tables[tables.count - 1].values.contains(where: { $0.key == key }) {
            throw Mistake(line: line, text: "\(key) occurs twice")
        }
        tables[tables.count - 1].values.append(Entry(key: key, value: value, line: line))
    }
}
