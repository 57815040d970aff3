/// The characters that XML text cannot hold as they are.
enum XMLText {
    private static let references: [(character: Character, reference: String)] = [
        ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"),
    ]

    static func escaped(_ text: String) -> String {
        text.map { character in references.first { $0.character == character }?.reference ?? String(character) }
            .joined()
    }

    static func resolved(_ text: String) -> String {
        var rest = text[...]
        var result = ""
        while let first = rest.first {
            if let found = references.first(where: { rest.hasPrefix($0.reference) }) {
                result.append(found.character)
                rest = rest.dropFirst(found.reference.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }
}
