internal import Foundation

/// The rows of a loss report, asked whether one of them accounts for a difference: by item, component and property.
public struct ReportedRows: Sendable {
    /// A row: something that is altered or dropped.
    public struct Row: Hashable, Sendable {
        /// The UID of the item, a TZID for a time zone; empty for what is in none.
        public var uid: String
        public var component: String
        public var property: String

        public init(uid: String, component: String, property: String) {
            self.uid = uid.trimmingCharacters(in: .whitespacesAndNewlines)
            self.component = component
            self.property = property
        }
    }

    private let rows: Set<Row>

    public init(_ rows: some Sequence<Row>) { self.rows = Set(rows) }

    /// Whether a row is about the UID or TZID of a component, which may have another one afterwards.
    public func renames(_ component: String) -> Bool {
        rows.contains { $0.component == component && ["UID", "TZID"].contains($0.property) }
    }

    /// The TZIDs of zones that have another one afterwards.
    var renamedZones: [String] {
        rows.filter { $0.component == "VTIMEZONE" && $0.property == "TZID" && !$0.uid.isEmpty }.map(\.uid)
    }

    /// Whether a row names a property that differs, or something around it as a whole.
    ///
    /// - Parameters:
    ///   - path: the components that hold the property, the outermost first, as in `["VEVENT", "VALARM"]`.
    ///   - uid: the UID of the outermost.
    ///   - property: the property's name; the component's own where all of it is missing.
    ///   - isOccurrence: whether the outermost component is an occurrence of a series, with a RECURRENCE-ID.
    public func account(for property: String, in path: [String], of uid: String, isOccurrence: Bool = false) -> Bool {
        let uid = uid.trimmingCharacters(in: .whitespacesAndNewlines)
        return rows.contains { row in
            // A component whose name cannot be kept comes back as something else of that name; its calendar has no UID.
            if row.property.isEmpty, row.component == property, [row.uid, ""].contains(uid) { return true }
            // The properties of all calendars are compared as those of one.
            guard row.uid == uid || path == ["VCALENDAR"] else { return false }
            // A subcomponent is a property of what holds it.
            if path.dropFirst().contains(row.property) { return true }
            guard path.contains(row.component) else { return false }
            if row.property == property || row.property.isEmpty { return true }
            // Kolab's two instants are those of DTSTAMP where an item has no other.
            if row.property == "DTSTAMP", ["CREATED", "LAST-MODIFIED"].contains(property) { return true }
            // UID and TZID stand for the component; RECURRENCE-ID for an occurrence, which is missing or elsewhere.
            if ["UID", "TZID"].contains(row.property) { return true }
            return isOccurrence && row.property == "RECURRENCE-ID" && path.contains(property)
        }
    }
}
