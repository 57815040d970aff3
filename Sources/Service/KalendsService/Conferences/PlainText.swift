/// Text without the markup that web forms put into it.
enum PlainText {
    private static let entities: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "ndash": "–", "mdash": "—",
        "hellip": "…", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "auml": "ä", "ouml": "ö", "uuml": "ü",
        "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "eacute": "é", "bull": "•", "copy": "©", "euro": "€",
    ]
    private static let breaking: Set<String> = [
        "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "tr", "table",
    ]
    private static let inline: Set<String> = [
        "a", "b", "i", "u", "s", "em", "strong", "span", "code", "pre", "td", "th", "img", "blockquote", "small", "sub",
        "sup",
        "font", "hr", "tbody", "thead",
    ]

    /// A text without its tags; a text that has none is returned unchanged.
    static func of(_ html: String) -> String {
        guard html.contains("<") || html.contains("&") else { return html }
        var text = ""
        var hadTags = false
        var rest = html[...]
        while let mark = rest.firstIndex(where: { $0 == "<" || $0 == "&" }) {
            text += rest[..<mark]
            rest = rest[mark...]
            if rest.first == "<", let end = rest.firstIndex(of: ">"), let name = tag(rest[rest.startIndex...end]) {
                hadTags = true
                if breaking.contains(name), !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
                rest = rest[rest.index(after: end)...]
            } else if rest.first == "&", let end = rest.prefix(10).firstIndex(of: ";"),
                let character = character(rest[rest.index(after: rest.startIndex)..<end])
            {
                text += character
                rest = rest[rest.index(after: end)...]
            } else {
                text.append(rest.removeFirst())
            }
        }
        text += rest
        guard hadTags else { return text }
        while text.hasSuffix("\n") { text.removeLast() }
        return text
    }

    /// The name of an element in its tag, if it is one of HTML that occurs in texts.
    private static func tag(_ text: Substring) -> String? {
        let name = text.dropFirst().drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
        return breaking.contains(name) || inline.contains(name) ? name : nil
    }

    private static func character(_ name: Substring) -> String? {
        guard name.first == "#" else { return entities[String(name)] }
        let digits = name.dropFirst()
        let number = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap(Unicode.Scalar.init).map { String($0) }
    }
}
