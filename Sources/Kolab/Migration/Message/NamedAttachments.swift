internal import Bytes
internal import CalendarDiagnostics
internal import KolabMail
internal import XMLSupport

/// The files that an object names, which travel as parts of its message (Kolab 2.0, "inline-attachment").
enum NamedAttachments {
    /// The names in an object, those in its subevents too, in order and each once.
    static func names(in xml: [UInt8]) -> [String] {
        guard xml.hasName, let outline = XMLOutline(of: xml) else { return [] }
        var names: [String] = []
        for element in outline.elements where outline.localName(of: element) == "inline-attachment" {
            let name = outline.text(outline.firstText(of: element)).resolvingXMLReferences
            if !name.isEmpty, !names.contains(name) { names.append(name) }
        }
        return names
    }
}

extension KolabMessage {
    /// The names in an object of which the message has no part.
    func missingAttachments(namedIn xml: [UInt8]) -> Set<String> {
        Set(NamedAttachments.names(in: xml).filter { attachmentPart(named: $0) == nil })
    }

    /// The parts that an object names, header and body byte for byte.
    func copiesOfAttachments(namedIn xml: [UInt8]) -> [[UInt8]] {
        var taken: Set<Int> = []
        return NamedAttachments.names(in: xml).compactMap { name in
            guard let part = attachmentPart(named: name), taken.insert(part.index).inserted else { return nil }
            return Array(message.bytes[part.header.lowerBound..<part.body.upperBound])
        }
    }

    /// Whether another message holds every file of this one, under the same name and with the same content.
    func attachmentsAreHeld(by other: KolabMessage) -> Bool {
        var ignored = Diagnostics(losses: .none)
        return attachmentParts.allSatisfy { part in
            let content = message.decodedBody(of: part, diagnostics: &ignored).bytes
            return message.names(of: part).contains { name in
                other.attachmentPart(named: name).map {
                    other.message.decodedBody(of: $0, diagnostics: &ignored).bytes == content
                } == true
            }
        }
    }
}

extension [UInt8] {
    private static var mark: [UInt8] { Array("inline-attachment".utf8) }

    /// Whether an object names a file at all; most do not.
    fileprivate var hasName: Bool {
        let mark = Self.mark
        var rest = self[...]
        while let start = rest.firstIndex(of: mark[0]) {
            if self[start...].starts(with: mark) { return true }
            rest = self[(start + 1)...]
        }
        return false
    }
}
