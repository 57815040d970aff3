package import Validation

extension Rule {
    /// Where the rule's standard can be read.
    package var documentation: String {
        if source.first?.isNumber == true {
            return "https://www.rfc-editor.org/rfc/rfc5545#section-\(source)"
        }
        let words = source.split(separator: " ")
        guard words.first == "RFC", words.count > 1 else {
            return source.hasPrefix("XML") ? "https://www.w3.org/TR/xml/" : "https://wiki.kolab.org/"
        }
        let section = words.last.map { words.count > 2 ? "#section-\($0)" : "" } ?? ""
        return "https://www.rfc-editor.org/rfc/rfc\(words[1])\(section)"
    }
}
