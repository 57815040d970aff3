public import CalendarDiagnostics
public import ICalendar

/// Writes xCal as Kolab 3 stores it: one object a file, together with its overrides, elements in libkolabxml's fixed
/// order.
///
/// ``Kolab3Schema`` defines its content. Zones are named by `/kolab.org/` and their IANA name, without VTIMEZONE;
/// addresses are in percent-encoded angle brackets; UNTIL is typed; properties of other programs are `x-custom`
/// elements; LAST-MODIFIED is what Kolab calls DTSTAMP; a missing CREATED gets the same value. What the format has no
/// place for is reported: `property-not-in-profile`, `component-not-in-profile`, `event-without-start`,
/// `parameters-lost`, `stamp-replaced`.
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

    private let zoneName: @Sendable (String) -> String?

    /// Creates a writer.
    ///
    /// - Parameter zoneName: the IANA name of the zone that a TZID means; nil if unknown.
    public init(zoneName: @escaping @Sendable (String) -> String?) {
        self.zoneName = zoneName
    }

    /// Every object of the tree.
    public func write(_ tree: ComponentTree, report: inout LossReport) -> [Object] {
        var calendar: Component?
        var groups: [(uid: String, items: [Component])] = []
        var places: [String: Int] = [:]
        for top in tree.components {
            if top.name == .vcalendar, calendar == nil { calendar = top }
            for item in top.name == .vcalendar ? top.components : [top] {
                guard item.name != .valarm, Kolab3Schema.properties[item.nameText] != nil else {
                    lose(item, "component-not-in-profile", &report)
                    continue
                }
                if item.name == .vevent, !(item.first(.dateTimeStart).map(Kolab3Schema.holds) ?? false) {
                    lose(item, "event-without-start", &report)
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
            var form = Kolab3Form(product: product.isEmpty ? "-//Kalends//Kolab 3//EN" : product, zoneName: zoneName)
            for item in group.items { form.add(item) }
            report.add(form.losses)
            return Object(uid: group.uid, bytes: form.document(&report), itemCount: group.items.count)
        }
    }

    private func lose(_ component: Component, _ id: RuleID, _ report: inout LossReport) {
        let uid = component.first(component.name == .vtimezone ? .timeZoneIdentifier : .uid)?.text ?? ""
        // A zone that is identified by its name needs no definition.
        if component.name == .vtimezone, zoneName(uid) != nil { return }
        report.add(Loss(id, .dropped, "", component: component.nameText, uid: uid))
    }
}
