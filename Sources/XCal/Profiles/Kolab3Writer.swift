public import CalendarDiagnostics
public import ICalendar

/// Writes xCal as Kolab 3 stores it: one object a file, its overrides beside it, elements in libkolabxml's fixed order.
///
/// Zones go by `/kolab.org/` and their IANA name, without VTIMEZONE; addresses stand in percent-encoded angle brackets; UNTIL
/// is typed; properties of other programs are `x-custom` elements; LAST-MODIFIED is what Kolab calls DTSTAMP. What the format
/// has no place for is reported: `property-not-in-profile`, `component-not-in-profile`, `parameters-lost`, `stamp-replaced`.
public struct Kolab3Writer: Sendable {
    /// One object's file.
    public struct Object: Sendable {
        /// The object's UID.
        public let uid: String
        /// The document.
        public let bytes: [UInt8]
        /// Components that it holds.
        public let itemCount: Int
    }

    /// The version of the format that is written.
    public static let formatVersion = "3.1.0"

    /// A writer.
    public init() {}

    /// Every object of the tree.
    public func write(_ tree: ComponentTree, report: inout LossReport) -> [Object] {
        var calendar: Component?
        var groups: [(uid: String, items: [Component])] = []
        var places: [String: Int] = [:]
        for top in tree.components {
            if top.name == .vcalendar, calendar == nil { calendar = top }
            for item in top.name == .vcalendar ? top.components : [top] {
                guard Kolab3Form.kinds.contains(item.name) else {
                    lose(item, &report)
                    continue
                }
                let uid = item.first(.uid)?.text ?? ""
                if let place = places["\(item.nameText) \(uid)"] {
                    groups[place].items.append(item)
                } else {
                    places["\(item.nameText) \(uid)"] = groups.count
                    groups.append((uid, [item]))
                }
            }
        }
        let product = calendar?.first(.productIdentifier)?.text ?? ""
        return groups.map { group in
            var form = Kolab3Form(product: product.isEmpty ? "-//Kalends//Kolab 3//EN" : product)
            for item in group.items { form.add(item) }
            report.losses.append(contentsOf: form.losses)
            return Object(uid: group.uid, bytes: form.document(&report), itemCount: group.items.count)
        }
    }

    private func lose(_ component: Component, _ report: inout LossReport) {
        let uid = component.first(component.name == .vtimezone ? .timeZoneIdentifier : .uid)?.text ?? ""
        // A zone of the IANA is known by its name.
        if component.name == .vtimezone, uid.contains("/") { return }
        report.add(Loss("component-not-in-profile", .dropped, "", component: component.nameText, uid: uid))
    }
}
