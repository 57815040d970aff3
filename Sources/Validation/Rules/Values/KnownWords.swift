internal import ICalendar

/// The words that RFC 5545 and its extensions register for values and parameters.
enum KnownWords {
    /// STATUS by component (RFC 5545 §3.8.1.11).
    static let status: [String: Set<String>] = [
        "VEVENT": ["TENTATIVE", "CONFIRMED", "CANCELLED"],
        "VTODO": ["NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"],
        "VJOURNAL": ["DRAFT", "FINAL", "CANCELLED"],
    ]

    /// PARTSTAT by component (RFC 5545 §3.2.12); elsewhere all of them.
    static let participation: [String: Set<String>] = [
        "VEVENT": ["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"],
        "VJOURNAL": ["NEEDS-ACTION", "ACCEPTED", "DECLINED"],
    ]

    /// Property values.
    static let properties: [String: Set<String>] = [
        "CLASS": ["PUBLIC", "PRIVATE", "CONFIDENTIAL"],
        "TRANSP": ["OPAQUE", "TRANSPARENT"],
        "ACTION": ["AUDIO", "DISPLAY", "EMAIL", "URI", "NONE"],
        "BUSYTYPE": ["BUSY", "BUSY-UNAVAILABLE", "BUSY-TENTATIVE"],
    ]

    /// Parameter values.
    static let parameters: [String: Set<String>] = [
        "CUTYPE": ["INDIVIDUAL", "GROUP", "RESOURCE", "ROOM", "UNKNOWN"],
        "PARTSTAT": ["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED", "COMPLETED", "IN-PROCESS"],
        "ROLE": ["CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT", "NON-PARTICIPANT"],
        "RSVP": ["TRUE", "FALSE"],
        "FBTYPE": ["FREE", "BUSY", "BUSY-UNAVAILABLE", "BUSY-TENTATIVE"],
        "RELATED": ["START", "END"],
        "RELTYPE": [
            "PARENT", "CHILD", "SIBLING", "SNOOZE", "CONCEPT", "DEPENDS-ON", "FINISHTOFINISH", "FINISHTOSTART", "FIRST",
            "NEXT", "REFID", "STARTTOFINISH", "STARTTOSTART",
        ],
        "ENCODING": ["8BIT", "BASE64", "QUOTED-PRINTABLE", "B"],
        "SCHEDULE-AGENT": ["SERVER", "CLIENT", "NONE"],
    ]

    /// The same by the number of the parameter's name.
    static let byParameter: [Set<String>?] = Name.allKnown.map { $0.knownText.flatMap { parameters[$0] } }
}
