/// Evidence for, or against, an object being the exception of a series that Kolab 2.0 stored apart.
public enum DetachmentEvidence: String, Sendable, CaseIterable {
    /// The object itself records series and occurrence, as this package writes it.
    case recordedOccurrence = "recorded-occurrence"
    /// Both have one UID; only one of them recurs.
    case identicalUID = "identical-uid"
    /// Its UID is that of the series with the day of the exception, as Roundcube makes it.
    case roundcubeUID = "roundcube-uid"
    /// Its UID is an Outlook id that differs from the series' in the day of the occurrence only.
    case outlookUID = "outlook-uid"
    /// It was created within a minute of the series' last change, as when an occurrence is dissociated.
    case createdAtExclusion = "created-at-exclusion"
    /// It begins on the excluded day.
    case onExcludedDay = "on-excluded-day"
    /// It begins when the excluded occurrence would have begun.
    case sameStartTime = "same-start-time"
    /// It is on the excluded day and lasts as long as the series' occurrences.
    case sameLength = "same-length"
    /// Ignoring case and blanks.
    case sameSummary = "same-summary"
    /// It begins within half a period of the excluded occurrence, on another day.
    case nearExclusion = "near-exclusion"
    /// Of the exclusions of its series no other is as near.
    case nearestExclusion = "nearest-exclusion"
    case sameOrganizer = "same-organizer"
    case sameAttendees = "same-attendees"
    case sameCategories = "same-categories"
    case sameDescription = "same-description"
    case sameClassification = "same-classification"
    case sameAlarms = "same-alarms"
    /// It was created before the series was.
    case createdBeforeSeries = "created-before-series"
    /// Another person organizes it.
    case otherOrganizer = "other-organizer"
    /// Another series has an exclusion that it would fit as well.
    case excludedInSeveral = "excluded-in-several"
}

extension DetachmentEvidence {
    /// How much it counts; below zero it speaks against.
    ///
    /// What supports alone (organizer to alarms) adds up to 20, so that no amount of it makes a likely exception of a possible
    /// one; what speaks against outweighs all of a day, a time, a length and a summary in common.
    public var weight: Int {
        // swift-format-ignore
        switch self {
        case .recordedOccurrence, .identicalUID, .roundcubeUID, .outlookUID: 100
        case .createdAtExclusion:  40
        case .sameSummary:         25
        case .sameStartTime:       20
        case .sameLength:          20
        case .onExcludedDay:       15
        case .nearExclusion:       10
        case .nearestExclusion:    10
        case .sameOrganizer:        4
        case .sameAttendees:        4
        case .sameDescription:      4
        case .sameCategories:       3
        case .sameAlarms:           3
        case .sameClassification:   2
        case .excludedInSeveral:  -10
        case .createdBeforeSeries: -60
        case .otherOrganizer:      -80
        }
    }

    /// Whether it names the series, so that nothing has to be guessed.
    public var isLink: Bool { weight >= 100 }
}

/// How sure it is that an object is an exception of a series.
public enum DetachmentConfidence: String, Sendable, CaseIterable, Comparable {
    /// Something suggests it, as the same summary half a week from an excluded day.
    case possible
    /// The excluded day, with the summary and the time or the length of the series; or created when the day was excluded.
    case likely
    /// The object names its series, by its UID or otherwise, and no other organizer contradicts.
    case certain

    public static func < (left: DetachmentConfidence, right: DetachmentConfidence) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The confidence of a set of evidence; nil if it is too low.
    init?(_ evidence: [DetachmentEvidence]) {
        let score = evidence.reduce(0) { $0 + $1.weight }
        let isStrong = evidence.contains(.sameSummary) || evidence.contains(.createdAtExclusion)
        if evidence.contains(where: \.isLink) {
            self = evidence.contains(.otherOrganizer) ? .likely : .certain
        } else if score >= 60, isStrong {
            self = .likely
        } else if score >= 25 {
            self = .possible
        } else {
            return nil
        }
    }
}
