internal import ICalendar

/// The words that RFC 5545 and its extensions register for values and parameters.
enum KnownWords {
    /// STATUS by component (RFC 5545 §3.8.1.11).
    static let status: [Name: WordSet] = [
        .vevent: ["TENTATIVE", "CONFIRMED", "CANCELLED"],
        .vtodo: ["NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"],
        .vjournal: ["DRAFT", "FINAL", "CANCELLED"],
    ]

    /// PARTSTAT by component (RFC 5545 §3.2.12); elsewhere all of them.
    static let participation: [Name: WordSet] = [
        .vevent: ["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"],
        .vjournal: ["NEEDS-ACTION", "ACCEPTED", "DECLINED"],
    ]

    /// Property values.
    static let properties: [Name: WordSet] = [
        .classification: ["PUBLIC", "PRIVATE", "CONFIDENTIAL"],
        .timeTransparency: ["OPAQUE", "TRANSPARENT"],
        .action: ["AUDIO", "DISPLAY", "EMAIL", "URI", "NONE"],
        .busyType: ["BUSY", "BUSY-UNAVAILABLE", "BUSY-TENTATIVE"],
    ]

    /// Parameter values.
    static let parameters: [Name: WordSet] = [
        .userType: ["INDIVIDUAL", "GROUP", "RESOURCE", "ROOM", "UNKNOWN"],
        .participationStatus: [
            "NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED", "COMPLETED", "IN-PROCESS",
        ],
        .role: ["CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT", "NON-PARTICIPANT"],
        .rsvp: ["TRUE", "FALSE"],
        .freeBusyType: ["FREE", "BUSY", "BUSY-UNAVAILABLE", "BUSY-TENTATIVE"],
        .related: ["START", "END"],
        .relationshipType: [
            "PARENT", "CHILD", "SIBLING", "SNOOZE", "CONCEPT", "DEPENDS-ON", "FINISHTOFINISH", "FINISHTOSTART", "FIRST",
            "NEXT", "REFID", "STARTTOFINISH", "STARTTOSTART",
        ],
        .encoding: ["8BIT", "BASE64", "QUOTED-PRINTABLE", "B"],
        .scheduleAgent: ["SERVER", "CLIENT", "NONE"],
    ]
}

/// The words that the standards know for values of properties.
package enum PropertyWords {
    /// Those of a property of any component, by its name in upper case; none where it may have any text.
    package static func of(_ property: String) -> [String] {
        if property == "STATUS" { return Set(KnownWords.status.values.flatMap(\.words)).sorted() }
        return Name(known: property).flatMap { KnownWords.properties[$0]?.words } ?? []
    }
}
