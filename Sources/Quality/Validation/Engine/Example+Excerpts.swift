/// Other excerpts of an example than the lines that matter.
extension Example {
    /// The same with every line, where the lines around those that matter make the difference.
    var whole: Example { shown(as: text.replacing("\r\n", with: "\n")) }

    /// The same with every line, and with its line breaks as they are spelt in programs.
    var withLineBreaks: Example {
        let breaks: [Character: String] = ["\r\n": "\\r\\n", "\n": "\\n", "\r": "\\r"]
        return shown(as: text.map { breaks[$0].map { $0 + "\n" } ?? String($0) }.joined())
    }

    /// The same with an excerpt that is shorter than what it represents.
    func shown(as excerpt: String) -> Example {
        var example = self
        example.excerpt = excerpt.hasSuffix("\n") ? String(excerpt.dropLast()) : excerpt
        return example
    }
}
