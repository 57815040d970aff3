import Foundation
import FoundationXML

/// The elements of an XML document with the attributes of the element around each.
final class XMLReport: NSObject, XMLParserDelegate {
    struct Element {
        var name: String
        var attributes: [String: String]
        var parent: [String: String]
        var text = ""
    }

    var elements: [Element] = []
    private var open: [Int] = []

    /// How many elements have a name.
    func count(_ name: String) -> Int { elements.count { $0.name == name } }

    /// Whether the text is well-formed XML.
    func read(_ text: String) -> Bool {
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        return parser.parse()
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        elements.append(
            Element(name: name, attributes: attributes, parent: open.last.map { elements[$0].attributes } ?? [:])
        )
        open.append(elements.count - 1)
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        if let last = open.last { elements[last].text += text }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        open.removeLast()
    }
}
