public import CalendarDiagnostics
public import CalendarModel
internal import ICalendar
internal import XMLSupport

extension Series {
    /// The series without what only this package's extensions contain: Kolab elements that no property represents, or
    /// that contain more than their property, and the program that wrote the object.
    ///
    /// - Parameter losses: receives each of them.
    public func withoutKolabElements(losses: inout [Loss]) -> Series {
        mapItems { $0.withoutKolabElements(&losses) }
    }

    /// The series with the Kolab elements that are not XML as properties without a field, so that the extension slot keeps
    /// them.
    var withReadableElements: Series {
        guard items.contains(where: { !$0.preserved.elements.isEmpty }) else { return self }
        return mapItems { $0.withReadableElements }
    }
}

extension CalendarItem {
    fileprivate func withoutKolabElements(_ losses: inout [Loss]) -> CalendarItem {
        var plain = self
        plain.preserved.elements = []
        plain.writer = nil
        let mapping = KolabMapping.of(kind)
        for text in preserved.elements {
            let name = XMLElement(fragment: text)?.localName ?? "X-KOLAB-ELEMENT"
            let action: Loss.Action = mapping.index(of: name) == nil ? .dropped : .altered
            losses.append(
                Loss("element-not-expressible", action, text, component: kind.rawValue, uid: uid, property: name)
            )
        }
        if let writer {
            losses.append(
                Loss(
                    "element-not-expressible",
                    .dropped,
                    writer,
                    component: kind.rawValue,
                    uid: uid,
                    property: "product-id"
                )
            )
        }
        return plain
    }

    fileprivate var withReadableElements: CalendarItem {
        var item = self
        var unreadable: [String] = []
        item.preserved.elements.removeAll { text in
            guard XMLElement(fragment: text) == nil else { return false }
            unreadable.append(text)
            return true
        }
        guard !unreadable.isEmpty else { return self }
        var builder = ComponentTreeBuilder(capacity: 256)
        builder.begin(kind.name)
        for text in unreadable { builder.property(.kolabElement, text: text) }
        builder.end()
        item.preserved.properties += builder.finish().components.flatMap(\.properties).map { PreservedProperty($0) }
        return item
    }
}
