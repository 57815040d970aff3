public import CalendarModel
internal import XMLSupport

/// A stored object, as the search for detached exceptions sees it.
public struct StoredSeries: Sendable {
    /// What its owner calls it, such as the path of its message; returned unchanged.
    public var id: String
    /// The folder that holds it; series and exceptions are in the same one.
    public var folder: String
    /// Its content.
    public var series: Series

    /// A stored object.
    public init(id: String, folder: String, series: Series) {
        self.id = id
        self.folder = folder
        self.series = series
    }
}

/// An object that may be an exception of a series, with the evidence for and against it.
public struct DetachedException: Sendable {
    /// The outcome when each exclusion was given to one object at most, and each object to one exclusion.
    public enum Outcome: String, Sendable, CaseIterable {
        /// It is the exception, with the ``DetachedException/confidence`` given.
        case chosen
        /// Another fits as well; neither is joined.
        case tied
        /// The exclusion, or the object, has a better match.
        case outranked
        /// The series is known, but not which of its occurrences.
        case occurrenceUnknown = "occurrence-unknown"
    }

    /// What joining has to take into account.
    public enum Caution: String, Sendable, CaseIterable {
        /// Future replies name the UID that ends.
        case hasAttendees = "has-attendees"
        /// Its files have to move into the message of the series.
        case hasAttachments = "has-attachments"
    }

    /// The series, by the id that its owner gave.
    public var series: String
    /// The exception, by the id that its owner gave; its object is removed when it is joined.
    public var exception: String
    /// The UID that ends when it is joined.
    public var exceptionUID: String
    /// The recurrence id: the occurrence as the series has it; nil if it is not known.
    public var occurrence: EventTime?
    /// An exclusion of the exception's new day that hits no occurrence; it is removed when the exception is joined.
    public var strayExclusion: EventTime?
    /// How sure it is.
    public var confidence: DetachmentConfidence
    /// The evidence for and against it, in the order of ``DetachmentEvidence``.
    public var evidence: [DetachmentEvidence]
    /// The outcome.
    public var outcome: Outcome
    /// What joining has to take into account.
    public var cautions: [Caution]
}

extension DetachedException {
    /// The weights of its evidence together.
    public var score: Int { evidence.reduce(0) { $0 + $1.weight } }
}

/// Everything that a search found.
public struct DetachedExceptionReport: Sendable {
    /// An exclusion that cannot be what it seems.
    public struct OddExclusion: Hashable, Sendable {
        /// Why it is reported.
        public enum Reason: Hashable, Sendable {
            /// The rule has no occurrence on that day.
            case hitsNoOccurrence
            /// So many objects fit that they cannot be distinguished.
            case tooManyAlike
        }

        /// The series, by the id that its owner gave.
        public var series: String
        /// The exclusion.
        public var exclusion: EventTime
        /// Why it is reported.
        public var reason: Reason
    }

    /// Every candidate, also those that were not chosen: by series in the order given, then by occurrence, the best first.
    public var candidates: [DetachedException] = []
    /// Exclusions that nothing explains and that are suspicious.
    public var oddExclusions: [OddExclusion] = []

    /// The exceptions to join: those chosen that are sure enough.
    public func joins(atLeast confidence: DetachmentConfidence = .certain) -> [DetachedException] {
        candidates.filter { $0.outcome == .chosen && $0.confidence >= confidence }
    }
}

extension Series {
    /// Puts a detached exception in its place: its content becomes an override, in Kolab 2.1 the subevent of the
    /// exclusion.
    ///
    /// Its old UID stays known in an `x-custom` element. Nothing happens if the occurrence is unknown.
    ///
    /// - Parameter item: the content of the exception's object.
    public mutating func join(_ exception: DetachedException, saying item: CalendarItem) {
        guard let occurrence = exception.occurrence, var master else { return }
        if let stray = exception.strayExclusion {
            master.exclusions.removeAll { $0 == stray }
            setMaster(master)
        }
        var override = item
        override.uid = master.uid
        override.recurrenceID = CalendarItem.RecurrenceID(occurrence)
        if item.uid != master.uid { override.preserved.elements.append(Self.formerUID(item.uid)) }
        replaceOccurrence(with: override)
    }
}

extension Series {
    private static func formerUID(_ uid: String) -> String {
        var xml = XMLWriter()
        xml.start("x-custom")
        xml.attribute("key", ExtensionSlot.prefix + "FORMER-UID")
        xml.attribute("value", uid)
        xml.end()
        return String(decoding: xml.bytes, as: UTF8.self)
    }
}
