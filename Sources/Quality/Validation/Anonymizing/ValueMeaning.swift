internal import ICalendar

/// What the value of a property, a parameter, an element or an attribute is about, and so what may be kept of it.
enum ValueMeaning {
    /// Anything that people write.
    case text
    /// Dates, durations, rules and words that programs compute with; numbers too.
    case computed
    /// The same of a property that no table knows: its numbers can be personal.
    case computedWithoutNumbers
    /// A place on earth.
    case position
    /// A status with its code and its description.
    case status
    /// The name of a time zone.
    case zone
    /// The identifier of a program.
    case program
    case language
    case mediaType
    /// An address or a link.
    case uri
    case base64
    /// XML.
    case markup

    /// The meaning of a property's value.
    ///
    /// - Parameter type: what the value is declared to be; the property's default where it is not.
    init(property: String, type: ValueType?) {
        if let meaning = Self.properties[property] {
            self = meaning
            return
        }
        let name = Name(known: property)
        let row = name.flatMap { Vocabulary.shared.property($0) }
        self.init(type ?? row?.types.first ?? .unknown, isKnown: row != nil)
    }

    /// The meaning of a value whose type is all that is known.
    init(_ type: ValueType, isKnown: Bool) {
        let form = type.form
        switch form.rendering {
        case .binary: self = .base64
        case .uri, .address: self = .uri
        default: self = !form.isComputed ? .text : isKnown ? .computed : .computedWithoutNumbers
        }
        if type == .xmlReference { self = .markup }
    }

    /// The meaning of a parameter's value.
    init(parameter: String) {
        if let meaning = Self.parameters[parameter] {
            self = meaning
            return
        }
        let row = Name(known: parameter).flatMap { Vocabulary.shared.parameter($0) }
        self = row.map { ValueMeaning($0.type, isKnown: true) } ?? .text
    }

    private static func table(_ rows: [(ValueMeaning, String)]) -> [String: ValueMeaning] {
        rows.reduce(into: [:]) { table, row in
            for name in row.1.split(separator: " ") { table[String(name)] = row.0 }
        }
    }

    private static let properties = table([
        (
            .computed,
            """
            CALSCALE METHOD VERSION CLASS STATUS TRANSP ACTION BUSYTYPE COLOR PARTICIPANT-TYPE RESOURCE-TYPE LOCATION-TYPE \
            PROXIMITY X-MICROSOFT-CDO-BUSYSTATUS X-MICROSOFT-CDO-INTENDEDSTATUS X-MICROSOFT-CDO-ALLDAYEVENT \
            X-MICROSOFT-CDO-IMPORTANCE X-MICROSOFT-CDO-INSTTYPE X-MICROSOFT-DISALLOW-COUNTER X-PUBLISHED-TTL \
            X-APPLE-CALENDAR-COLOR X-APPLE-DEFAULT-ALARM X-APPLE-LOCAL-DEFAULT-ALARM X-FUNAMBOL-ALLDAY X-ALLDAY \
            X-KOLAB-COLOR-LABEL X-CALENDARSERVER-ACCESS X-MOZ-LASTACK X-MOZ-SNOOZE-TIME X-MOZ-GENERATION X-KCAL-PRIORITY \
            DCREATED AALARM DALARM
            """
        ),
        (.program, "PRODID X-KOLAB-PRODUCT-ID"),
        (.zone, "TZID TZNAME TZID-ALIAS-OF X-WR-TIMEZONE X-LIC-LOCATION"),
        (.position, "GEO"), (.status, "REQUEST-STATUS"), (.markup, "XML X-KOLAB-ELEMENT"),
    ])

    private static let parameters = table([
        (
            .computed,
            """
            CUTYPE ENCODING FBTYPE PARTSTAT RANGE RELATED RELTYPE ROLE RSVP SCHEDULE-AGENT SCHEDULE-FORCE-SEND SCHEDULE-STATUS \
            DISPLAY FEATURE SIZE ORDER DERIVED GAP LINKREL CHARSET VALUE TYPE STATUS EXPECT X-VOBJ-ORIGINAL-TZID
            """
        ),
        (.zone, "TZID"), (.language, "LANGUAGE"), (.mediaType, "FMTTYPE"), (.uri, "EMAIL"),
    ])

    // swift-format-ignore
    /// Elements and attributes whose names are neither properties nor parameters (Kolab, feeds, schedules), in lower case.
    static let elements = table([
        (.computed, """
            creation-date last-modification-date sensitivity start-date end-date due-date alarm show-time-as color-label priority \
            completed completed-date x-completed-date x-kcal-priority status role request-response invitation-sent revision \
            pilot-sync-status exclusion start-offset end-offset repeat-count repeat-interval enabled interval daynumber day month \
            range date cycle type version encoding standalone rel ttl pubdate lastbuilddate updated published day_change \
            timeslot_duration ispermalink length index base64 space
            """),
        (.zone, "tz tzid timezone"), (.program, "product-id generator"), (.position, "latitude longitude lat lon"),
        (.language, "lang language"), (.uri, "href link guid url uri smtp-address address extref docs src link-attachment"),
        (.base64, "b64bin binary"),
    ])
}

extension ValueMeaning {
    /// What may be kept of a value: ranges of its bytes, in order.
    func harmless(_ text: [UInt8], _ coding: TextCoding = []) -> [Range<Int>] {
        switch self {
        case .text, .base64, .position: []
        case .computed: HarmlessValues.computed(text)
        case .computedWithoutNumbers:
            HarmlessValues.computed(text) { HarmlessValues.isTemporal($0) || HarmlessWords.contains($0) }
        case .status: HarmlessValues.statusCode(text)
        case .zone: HarmlessValues.zone(text, coding)
        case .program: HarmlessValues.program(text)
        case .language: HarmlessWords.isLanguage(text) ? [text.indices] : []
        case .mediaType: HarmlessValues.mediaType(text)
        case .uri: HarmlessValues.schemes(text)
        case .markup: HarmlessValues.markup(text)
        }
    }

    /// How else characters may be written in such a value.
    var coding: TextCoding {
        switch self {
        case .base64: .base64
        case .markup: .entity
        default: []
        }
    }
}
