internal import ICalendar

/// The dialects of the expired drafts before RFC 6321, and the rules by which both are read.
///
/// Everything below an `iCalendar` or `vcalendar` element that is not in the namespace of RFC 6321 is read by these
/// rules, in any mixture; the name of the dialect is only used in the first finding (`legacy-dialect`). Every departure
/// from them is a finding with the id given here in brackets.
///
/// **Elements.** Names count in any case [`element-case`, except `iCalendar` itself] and with any prefix. Elements in
/// no namespace, in that of the calendar element, of RFC 6321, or in one that contains `xcal` are the calendar's;
/// others are foreign and, directly in a component, become XML properties (RFC 6321 §4.2). An element named like a
/// component (RFC 5545 §3.6) is one, unless a letter of its name is escaped as in `_x76_event`: that is a property
/// called VEVENT, and so for every name with a special meaning (``reservedNames``). `properties` and `components` hold
/// the elements of a component together, as in RFC 6321 [`missing-namespace`]; everything else is a property. A
/// property that no table knows and that contains only elements is a component too. `category` is `categories` with
/// a single value [`name-form`].
///
/// **Calendar properties** may be attributes of `vcalendar`. `method` in a component belongs to the calendar, once, in
/// front of the components [`method-in-component`; another value: `method-conflict`].
///
/// **Parameters** are attributes; `xml:lang` is LANGUAGE. A value that begins with a double quote is a list of quoted
/// values, in which `^'`, `^n` and `^^` are escapes as in RFC 6868; a parameter that may hold several values (MEMBER,
/// DELEGATED-TO …) is divided at commas. `REQ-PART` and its like are spelt out [`word-form`].
///
/// **Values** are the element's text.
/// - TEXT is written literally, without escapes. Only where iCalcreator wrote the file are backslash escapes removed. A
///   text that is on separate lines between its tags loses the white space around it [`white-space-trimmed`].
/// - CATEGORIES and RESOURCES hold `item` elements, or texts with commas between them, in which `\,` `\;` `\\` `\n` are
///   escapes. An empty list has no meaning [`empty-property`].
/// - GEO is `latitude;longitude`, or `lat` and `lon` elements.
/// - ATTACH and other URIs are text, a `uri` attribute, or an `extref` element with one; a `uri` that names an unparsed
///   entity of the internal subset means its system identifier. `b64bin` holds base64.
/// - Dates and times are in the basic form, or in any of ISO 8601 [`date-form`]. An offset makes them UTC
///   [`offset-from-utc`], fractions of seconds are dropped [`fraction-dropped`]. A date where a date-time is the default
///   needs no VALUE [`date-without-value`].
/// - A duration in another form (`1:30`, `0:30:00`, `0:01:30:00`, `0:30:0000:00`, `2 days, 0:00:00`, `01H30M00S`, `013000`,
///   `1.03000`) is omitted where DTEND or DUE has the same meaning, else rewritten [`duration-form`]; an unreadable one
///   is omitted [`duration-unreadable`]. A valid one stays together with DTEND [`duration-beside-end`].
/// - Numbers with an exponent are written without it [`number-form`].
/// - An address without a scheme gets `mailto:` [`address-without-scheme`]; `Name <a@b>` is divided. A bare name becomes
///   CN, and the address `invalid:nomail` [`name-without-address`].
/// - Value elements, `parameters` and the divided values of RFC 6321 are understood too.
/// - Everything else is unchanged. A URL without a scheme stays [`relative-url`]; an empty value of a type that cannot
///   be empty is not a property at all [`empty-property`]; elements inside a text are skipped [`markup-in-text`].
/// - Pentabarf's `summary` that is `pentabarf:title` and a lone hyphen loses the hyphen [`summary-hyphen`].
///
/// **Loose elements.** Properties in an xCal namespace outside of any calendar, as feeds have them, make the element
/// that contains them an event [`feed-item`]: its own `title`, `link`, `guid` or `id`, and `description` serve where
/// xCal's summary, url, uid and description are missing.
enum LegacyDialect: Sendable {
    /// draft-royer-calsch-xcal (2005), "xCal-Basic": values as iCalendar text, parameters as attributes.
    case basic
    /// draft-ietf-calsch-many-xcal (2001–2002): a document type, calendar properties as attributes, `item` lists.
    case documentType

    /// The namespace of xCal-Basic.
    static let basicNamespace = "urn:ietf:params:xml:ns:xcal"
    /// The public identifier of the document type.
    static let publicIdentifier = "-//IETF//DTD XCAL//iCalendar XML//EN"
    /// The system identifier of the document type, which nothing ever fetches.
    static let systemIdentifier = "http://www.ietf.org/internet-drafts/draft-ietf-calsch-many-xcal-02.txt"

    /// What a person calls it.
    var title: String {
        switch self {
        case .basic: "xCal-Basic (draft-royer-calsch-xcal)"
        case .documentType: "xCal by document type (draft-ietf-calsch-many-xcal)"
        }
    }
}

extension LegacyDialect {
    /// Whether a namespace is one that xCal ever had, or none.
    static func owns(_ namespace: String) -> Bool {
        namespace.isEmpty || namesXCal(namespace)
    }

    /// Whether a namespace is xCal's: the drafts', their URLs, their placeholders.
    static func namesXCal(_ namespace: String) -> Bool {
        if namespace == basicNamespace || namespace == ElementRole.namespace { return true }
        let letters = namespace.lowercased()
        return letters.contains("xcal") || letters.contains("ietf.org/rfc/rfcxxxx")
    }

    /// Elements that hold xCal of a legacy dialect.
    static let calendarElements: Set<String> = ["ICALENDAR", "VCALENDAR"]
    /// Names that mean something else than a property of that name inside a component; METHOD is the calendar's.
    static let reservedNames: Set<String> = Set(ComponentTable.rows.map(\.name)).union([
        "ICALENDAR", "PROPERTIES", "COMPONENTS", "CATEGORY",
    ])
    /// Names of components that mean something else.
    static let reservedComponentNames: Set<String> = ["ICALENDAR", "PROPERTIES", "COMPONENTS"]
    /// Components that may be alone.
    static let loneComponents: Set<String> = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"]

    /// Whether an element of that name, in upper case, holds a value or a part of one.
    static func isValueElement(_ name: String) -> Bool {
        valueElements.contains(name) || Vocabulary.shared.valueType(named: name) != nil
    }

    private static let valueElements: Set<String> = ["ITEM", "EXTREF", "B64BIN", "PARAMETERS", "UNKNOWN"]
}
