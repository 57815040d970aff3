public import CalendarDiagnostics
public import CalendarModel
internal import ICalendar
internal import XMLSupport

extension Series {
    /// The series without what only this package's extensions carry: Kolab elements that no property holds, or that say
    /// more than their property, and the program that wrote the object.
    ///
    /// - Parameter losses: receives each of them.
    public func withoutKolabElements(losses: inout [Loss]) -> Series {
        var plain = Series(
            master: master?.withoutKolabElements(&losses),
            overrides: overrides.map { $0.withoutKolabElements(&losses) },
            context: context
        )
        plain.repeatedSeries = repeatedSeries
        plain.storedUID = storedUID
        return plain
    }
}

extension CalendarItem {
    fileprivate func withoutKolabElements(_ losses: inout [Loss]) -> CalendarItem {
        var plain = self
        plain.preserved.elements = []
        plain.writer = nil
        let mapping = KolabMapping.of(kind)
        for text in preserved.elements {
            let name = XMLElement(fragment: text)?.localName ?? ""
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
}
