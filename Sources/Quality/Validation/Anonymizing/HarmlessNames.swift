internal import ICalendar

/// Names of properties, parameters, components, elements and attributes that standards, or programs of many people, use.
enum HarmlessNames {
    /// Whether a name of an iCalendar file, in any case, may be shown.
    static func isKnown(_ name: some Collection<UInt8>) -> Bool {
        names.contains(String(decoding: name, as: UTF8.self).lowercased())
    }

    /// Whether a name of an XML document may be shown, in any case and without its prefix.
    static func isKnownInXML(_ name: some Collection<UInt8>) -> Bool {
        let text = String(decoding: name, as: UTF8.self).lowercased()
        return names.contains(text) || elements.contains(text)
    }

    /// Whether no invented name may be this one: a known name in lower case, or one that XML keeps for itself.
    static func isReserved(_ name: [UInt8]) -> Bool {
        guard name.count <= 40 else { return false }
        return isKnownInXML(name) || name.starts(with: "xml".utf8) || name.starts(with: "x-".utf8)
    }

    /// Whether programs of many people write a namespace, a document type or a schema by that name.
    static func isKnownIdentifier(_ text: [UInt8]) -> Bool {
        identifiers.contains(String(decoding: text, as: UTF8.self).lowercased())
    }

    private static func list(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }

    private static let names = Set(
        Name.allKnown.compactMap { $0.knownText?.lowercased() } + KnownPrograms.all.map { $0.lowercased() } + [
            "quoted-printable", "vcard",
        ]
    )

    /// Properties that widely used programs write, none of which is named after a person.
    private enum KnownPrograms {
        static let all = HarmlessNames.list(
            """
            X-WR-CALNAME X-WR-CALDESC X-WR-TIMEZONE X-WR-RELCALID X-WR-ALARMUID X-PUBLISHED-TTL X-ALT-DESC X-LIC-LOCATION \
            X-LIC-ERROR X-LIC-ERRORTYPE X-ADDRESS X-TITLE X-OWNER X-PRIMARY-CALENDAR X-ALLDAY X-FUNAMBOL-ALLDAY X-NUM-GUESTS \
            X-RESPONSE-COMMENT X-APPLE-TRAVEL-ADVISORY-BEHAVIOR X-APPLE-DEFAULT-ALARM X-APPLE-LOCAL-DEFAULT-ALARM \
            X-APPLE-CALENDAR-COLOR X-APPLE-NEEDS-REPLY X-APPLE-MAPKIT-HANDLE X-APPLE-RADIUS X-APPLE-REFERENCEFRAME \
            X-APPLE-PROXIMITY X-APPLE-TRAVEL-DURATION X-APPLE-TRAVEL-START X-MICROSOFT-CDO-INTENDEDSTATUS \
            X-MICROSOFT-CDO-ALLDAYEVENT X-MICROSOFT-CDO-IMPORTANCE X-MICROSOFT-CDO-INSTTYPE X-MICROSOFT-CDO-APPT-SEQUENCE \
            X-MICROSOFT-CDO-OWNERAPPTID X-MICROSOFT-CDO-OWNER-CRITICAL-CHANGE X-MICROSOFT-CDO-ATTENDEE-CRITICAL-CHANGE \
            X-MICROSOFT-CDO-REPLYTIME X-MICROSOFT-DISALLOW-COUNTER X-MICROSOFT-DONOTFORWARDMEETING X-MS-OLK-FORCEINSPECTOROPEN \
            X-MS-OLK-CONFTYPE X-MS-OLK-AUTOFILLLOCATION X-MS-OLK-AUTOSTARTCHECK X-MS-OLK-ORIGINALEND X-MS-OLK-ORIGINALSTART \
            X-MS-OLK-SENDER X-MS-OLK-ALLOWEXTERNCHECK X-MS-OLK-APPTSEQTIME X-MOZ-GENERATION X-MOZ-LASTACK X-MOZ-SNOOZE-TIME \
            X-MOZ-FAKED-MASTER X-MOZ-RECEIVED-SEQUENCE X-MOZ-RECEIVED-DTSTAMP X-MOZ-SEND-INVITATIONS X-EVOLUTION-CALDAV-HREF \
            X-EVOLUTION-CALDAV-ETAG X-EVOLUTION-ALARM-UID X-GOOGLE-CONFERENCE X-GOOGLE-CALENDAR-CONTENT-TITLE \
            X-GOOGLE-CALENDAR-CONTENT-ICON X-GOOGLE-CALENDAR-CONTENT-URL X-KDE-ICAL-IMPLEMENTATION-VERSION X-KDE-INTERNALUID \
            X-KDE-KCALCORE-ENABLED X-CALENDARSERVER-ACCESS X-CALENDARSERVER-DTSTAMP X-CALENDARSERVER-PRIVATE-COMMENT \
            X-KCAL-PRIORITY X-COMPLETED-DATE X-CUSTOM AALARM DALARM MALARM PALARM DCREATED RNUM CATEGORY X-OSSO
            """
        )
    }

    // Structure of xCal in all its dialects, of Kolab objects, of feeds, of schedules of conferences, and of declarations.
    private static let elements = Set(
        ValueType.allCases.map { $0.rawValue.lowercased() }
            + list(
                """
                icalendar properties components parameters item extref b64bin lat lon latitude longitude code data identifier \
                recur freq until count interval bysecond byminute byhour byday bymonthday byyearday byweekno bymonth bysetpos \
                wkst rscale skip start end period cal-address uri \
                event task journal note product-id body categories creation-date last-modification-date sensitivity \
                inline-attachment link-attachment start-date end-date due-date alarm recurrence exclusion subevent attendee \
                display-name smtp-address invitation-sent request-response show-time-as color-label creator organizer \
                advanced-alarms start-offset end-offset repeat-count repeat-interval enabled addresses address subject \
                mail-text file attachments attachment arguments program parent completed completed-date timezone revision \
                pilot-sync-id pilot-sync-status estimate horde-estimate horde-alarm-methods knotes-richtext scheduling-id \
                daynumber day month range cycle type tz key id version encoding standalone \
                rss channel title link guid pubdate lastbuilddate ttl docs generator managingeditor webmaster copyright rights \
                enclosure author feed entry updated published content email language rel href term scheme label \
                ispermalink length \
                schedule conference days rooms room track persons person slug abstract logo subtitle links acronym \
                venue city timeslot_duration date index nick \
                xsi xs xsd xcal ical cal pentabarf dc atom rdf html xlink schemalocation nonamespaceschemalocation \
                xml xml-stylesheet lang space base preserve xmlns doctype public system entity element attlist notation ndata \
                cdata pcdata any empty required implied fixed include ignore
                """
            )
    )

    private static let identifiers: Set<String> = [
        "urn:ietf:params:xml:ns:icalendar-2.0", "urn:ietf:params:xml:ns:xcal", "urn:ietf:params:xml:ns:pidf",
        "http://www.w3.org/2001/xmlschema-instance", "http://www.w3.org/2001/xmlschema", "http://www.w3.org/2005/atom",
        "http://www.w3.org/1999/xhtml", "http://www.w3.org/1999/xlink", "http://www.w3.org/1999/xsl/transform",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/elements/1.1/", "http://purl.org/rss/1.0/",
        "http://pentabarf.org", "http://kolab.org", "-//ietf//dtd xcal//icalendar xml//en",
        "http://www.ietf.org/internet-drafts/draft-ietf-calsch-many-xcal-01.txt",
        "http://www.ietf.org/internet-drafts/draft-ietf-calsch-many-xcal-02.txt",
    ]
}
