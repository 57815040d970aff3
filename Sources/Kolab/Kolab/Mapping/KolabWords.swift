internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar

extension WordTable where Value == CalendarItem.Classification {
    /// `sensitivity`.
    static let kolabSensitivity = WordTable([
        "public": .public,
        "private": .private,
        "confidential": .confidential,
    ])
}

extension WordTable where Value == CalendarItem.BusyStatus {
    /// `show-time-as`.
    static let kolabShowTimeAs = WordTable([
        "free": .free,
        "tentative": .tentative,
        "busy": .busy,
        "outofoffice": .outOfOffice,
    ])
}

extension WordTable where Value == CalendarItem.Status {
    /// A task's `status`. Kolab's `waiting-on-someone-else` has no counterpart and is read as not started; `deferred` is
    /// KDE's reading of a cancelled to-do.
    static let kolabTaskStatus = WordTable([
        "not-started": .needsAction,
        "in-progress": .inProcess,
        "completed": .completed,
        "deferred": .cancelled,
    ])
}

extension WordTable where Value == Attendee.Status {
    /// Kolab knows four states, and KDE's `delegated`; RFC 5545 §3.2.12 knows seven.
    static let kolabStatus = WordTable(
        [
            "none": .needsAction,
            "accepted": .accepted,
            "declined": .declined,
            "tentative": .tentative,
            "delegated": .delegated,
        ],
        lossy: [
            .completed: ("accepted", "attendee-progress-lost"),
            .inProcess: ("accepted", "attendee-progress-lost"),
        ]
    )
}

extension WordTable where Value == Attendee.Role {
    /// Kolab has no chair; its resource is who does not take part (RFC 5545 §3.2.16).
    static let kolabRole = WordTable(
        [
            "required": .required,
            "optional": .optional,
            "resource": .nonParticipant,
        ],
        lossy: [.chair: ("required", "attendee-role-lost")]
    )
}

extension WordTable where Value == Alarm.Action {
    /// The `type` of an advanced alarm.
    static let kolabAlarmType = WordTable([
        "display": .display,
        "audio": .audio,
        "procedure": .procedure,
        "email": .email,
    ])
}

extension WordTable where Value == Weekday {
    /// `day`.
    static let kolabDay = WordTable([
        "monday": .monday,
        "tuesday": .tuesday,
        "wednesday": .wednesday,
        "thursday": .thursday,
        "friday": .friday,
        "saturday": .saturday,
        "sunday": .sunday,
    ])
}

extension WordTable where Value == Int {
    /// `month`.
    static let kolabMonth = WordTable([
        "january": 1,
        "february": 2,
        "march": 3,
        "april": 4,
        "may": 5,
        "june": 6,
        "july": 7,
        "august": 8,
        "september": 9,
        "october": 10,
        "november": 11,
        "december": 12,
    ])
}
