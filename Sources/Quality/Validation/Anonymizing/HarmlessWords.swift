internal import Bytes
internal import ICalendar
internal import TimeZones

/// Words without anything personal: those that the standards and the programs choose from.
enum HarmlessWords {
    /// Whether a word, in any case, is one of a table.
    static func contains(_ word: [UInt8]) -> Bool {
        words.contains(String(decoding: word, as: UTF8.self).lowercased()) || isKnown(word.span)
    }

    private static func isKnown(_ word: Span<UInt8>) -> Bool {
        KnownWords.status.values.contains { $0.contains(word) }
            || KnownWords.properties.values.contains { $0.contains(word) }
            || KnownWords.parameters.values.contains { $0.contains(word) }
    }

    /// Whether a text is a language of ISO 639-1, perhaps with a script and a region: `de`, `zh-Hant-TW`.
    static func isLanguage(_ text: [UInt8]) -> Bool {
        let parts = String(decoding: text, as: UTF8.self).lowercased().split(
            separator: "-",
            omittingEmptySubsequences: false
        )
        guard let first = parts.first, parts.count <= 3, languages.contains(String(first)) else { return false }
        return parts.dropFirst().allSatisfy { part in
            part.utf8.count == 2 || part.utf8.count == 3 && part.utf8.allSatisfy(\.isDigit)
                || scripts.contains(String(part))
        }
    }

    private static func list(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    private static let words: Set<String> = ColorNames.all
        .union(ValueType.allCases.map { $0.rawValue.lowercased() })
        .union(MethodTable.rows.map { $0.name.lowercased() })
        .union(ComponentTable.rows.map { $0.name.lowercased() })
        .union(Weekday.allCases.flatMap { [$0.code.lowercased(), "\($0)"] })
        .union(list(icalendar)).union(list(kolab)).union(list(dates))

    // Rules (RFC 5545 §3.3.10, RFC 7529), and what is registered for later properties and parameters.
    private static let icalendar = """
        secondly minutely hourly daily weekly monthly yearly omit backward forward gregorian chinese hebrew ethiopic coptic \
        indian japanese buddhist roc persian dangi islamic islamic-civil islamic-umalqura islamic-tbla islamicc iso8601 utf-8 \
        utf8 us-ascii 7bit thisandfuture thisandprior request reply true false yes no arrive depart connect disconnect badge \
        graphic fullsize thumbnail audio chat feed moderator phone screen video active inactive sponsor contact \
        booking-contact emergency-contact publicity-contact planner-contact performer speaker projector room \
        remote-conference-audio remote-conference-video describedby canonical alternate copyright license related via self \
        oof workingelsewhere free busy tentative none low normal high default url 1.0 2.0 individual group
        """

    private static let kolab = """
        public private confidential outofoffice not-started in-progress completed waiting-on-someone-else deferred accepted \
        declined delegated required optional resource display procedure email number date daynumber weekday monthday yearday \
        red green blue orange yellow violet important business personal vacation must-attend travel-required needs-preparation \
        birthday anniversary phone-call preserve replace opaque transparent
        """

    private static let dates = """
        january february march april may june july august september october november december jan feb mar apr jun jul aug sep \
        oct nov dec mon tue wed thu fri sat sun utc gmt z day days week weeks hour hours minute minutes second seconds
        """

    private static let scripts: Set<String> = ["latn", "cyrl", "hans", "hant", "arab", "grek", "hebr", "jpan", "kore"]

    private static let languages = list(
        """
        aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es \
        et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj \
        kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv \
        ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti \
        tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
        """
    )

    /// Media types, and the parts of them, that name no program of one's own.
    static let mediaTypes = list(
        """
        text/plain text/html text/calendar text/css text/csv text/markdown text/rtf text/vcard text/xsl text/xml image/png \
        image/jpeg image/gif image/svg+xml image/webp image/bmp image/tiff audio/basic audio/mpeg audio/ogg audio/wav \
        audio/x-wav video/mp4 video/mpeg video/ogg video/webm application/pdf application/json application/xml \
        application/zip application/octet-stream application/postscript application/msword application/rtf \
        application/calendar+xml application/calendar+json application/rss+xml application/atom+xml application/xhtml+xml \
        application/vnd.ms-excel application/vnd.ms-powerpoint application/vnd.google-apps.document \
        application/vnd.oasis.opendocument.text application/x-vnd.kolab.event application/x-vnd.kolab.task message/rfc822 \
        multipart/mixed
        """
    )

    /// Words in the identifiers of programs that many people use.
    static let programs = list(
        """
        3.0 abc akonadi android apache apple application bedework business cal caldav calendar calendarserver client \
        connector corporation cozi cyrus davx5 dtd egroupware en eventbrite evolution exchange exchangelib express facebook \
        feed fruux gmbh gnome google horde ical ical.net ical4android ical4j icalcreator icalendar icalendar-ruby ics inc \
        ietf ios ipad iphone isics iterable kalends kde kdepim kolab kontact korganizer libical libkcal libkolab limited \
        lightning llc lotus mac macos mailbox meetup microsoft mimedir mobile mozilla mozilla.org myical mulberry nextcloud \
        nonsgml notes office open-xchange openxchange org os outlook outlook.com owncloud pentabarf php pretalx product \
        proton protonmail python radicale roundcube ruby sabre sabre/vobject sabredav server servlet softwarestudio sogo \
        spatie standard sunbird synthesis tasks thunderbird ubuntu vobject web windows wordpress x ximian xcal xml yahoo zimbra \
        zms zoho zoom
        """
    )

    /// Whether a text is the code of a language.
    static func isLanguageCode(_ text: String) -> Bool { languages.contains(text) }
}
