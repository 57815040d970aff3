// What mutations insert: the words of the formats, and the numbers that overflow.
let numbers = [
    "0", "-1", "1", "2147483647", "-2147483648", "4294967296", "9223372036854775807", "-9223372036854775808",
    "9223372036854775808", "1000000000000000000", "153722867280912931", "99999999999999999999999999", "1e308", "-0",
    "366", "54",
]

let ruleWords = [
    "FREQ=", "SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY", ";INTERVAL=", ";COUNT=",
    ";UNTIL=",
    ";BYDAY=", ";BYMONTH=", ";BYMONTHDAY=", ";BYYEARDAY=", ";BYWEEKNO=", ";BYSETPOS=", ";BYHOUR=", ";BYMINUTE=",
    ";BYSECOND=",
    ";WKST=", ";RSCALE=", ";SKIP=", "FORWARD", "BACKWARD", "OMIT", "CHINESE", "HEBREW", "ETHIOPIC", "PERSIAN", "INDIAN",
    "DANGI",
    "ISLAMIC-CIVIL", "COPTIC", "5L", "-1SU", "53MO", "20261231T235959Z", "00010101", "99991231T235959",
]

let calendarWords = [
    "BEGIN:VCALENDAR\r\n", "END:VCALENDAR\r\n", "BEGIN:VEVENT\r\n", "END:VEVENT\r\n", "BEGIN:VTODO\r\n",
    "END:VTODO\r\n",
    "BEGIN:VALARM\r\n", "END:VALARM\r\n", "BEGIN:VTIMEZONE\r\n", "END:VTIMEZONE\r\n", "BEGIN:STANDARD\r\n",
    "END:STANDARD\r\n",
    "DTSTART", "DTEND", "DUE", "DURATION:", "TRIGGER:", "RRULE:", "RDATE:", "EXDATE:", "RECURRENCE-ID", "UID:",
    "SEQUENCE:",
    "TZOFFSETFROM:", "TZOFFSETTO:", "GEO:", "REPEAT:", "PRIORITY:", "PERCENT-COMPLETE:", "ATTENDEE", "ORGANIZER:",
    "ATTACH:",
    ";TZID=", ";VALUE=DATE", ";VALUE=PERIOD", ";RANGE=THISANDFUTURE", ";RELATED=END", ";ENCODING=BASE64", "P1D",
    "-PT15M", "P1W",
    "PT99999999999999999999S", "P106751991167300D", "20260112T090000Z", "20260112", "00000000T000000",
    "99991231T235959Z",
    "+2359", "-000001", "X-KALENDS-KOLAB-1:", "X-KALENDS-", "\r\n ", "\r\n", "\\n", "\\,", ",", ";", ":", "\"",
]

let xmlWords = [
    "<icalendar xmlns=\"urn:ietf:params:xml:ns:icalendar-2.0\">", "<vcalendar>", "<properties>", "</properties>",
    "<components>",
    "<vevent>", "</vevent>", "<parameters>", "<date-time>", "<duration>", "<recur>", "<text>", "<uri>", "<integer>",
    "<period>",
    "<!DOCTYPE iCalendar>", "<![CDATA[", "]]>", "&#0;", "&#x10FFFF;", "&amp;",
    "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
    "<!--", "-->", " xmlns:x=\"urn:x\"", "/>", "</",
]

let legacyWords = [
    "<iCalendar>", "<vcalendar method=\"PUBLISH\">", "<vevent>", "<dtstart>", "<rrule>", "<pentabarf:duration>",
    "<duration>1.03000</duration>",
    "<dtstart value=\"DATE\">", "<xmlns:pentabarf>", "<freq>", "<interval>", "<byday>",
]

let jsonWords = [
    "[", "]", "{", "}", ",", ":", "\"", "\\u0000", "\\uD800", "null", "true", "1e999", "-0", "[\"vcalendar\",[",
    "\"recur\"", "\"date-time\"", "\"integer\"",
]

let kolabWords =
    [
        "<event version=\"1.0\">", "<task version=\"1.0\">", "<start-date>", "<end-date>", "<uid>",
        "<recurrence cycle=\"weekly\">",
        "<recurrence cycle=\"monthly\" type=\"weekday\">", "<interval>", "<day>", "<daynumber>", "<month>",
        "<range type=\"number\">",
        "<exclusion>", "<alarm>", "<advanced-alarms>", "<start-offset>", "<end-offset>", "<repeat-count>",
        "<repeat-interval>", "<subevent>",
        "<priority>", "<percent>", "<x-custom", "<attendee>", "<creation-date>", "2026-01-12T09:00:00Z", "2026-01-12",
        "tz=\"Europe/Berlin\"",
    ] + numbers

let mailWords = [
    "From x\r\n", "Content-Type: multipart/mixed; boundary=a\r\n", "Content-Type: text/calendar; charset=utf-16\r\n",
    "Content-Type: application/x-vnd.kolab.event\r\n", "Content-Transfer-Encoding: base64\r\n",
    "Content-Transfer-Encoding: quoted-printable\r\n",
    "X-Kolab-Type: application/x-vnd.kolab.event\r\n", "MIME-Version: 1.0\r\n", "--a\r\n", "--a--\r\n", "\r\n\r\n",
    "=?utf-8?q?=41?=",
    "=?x?b?", "=3D", "=\r\n", "Content-Length: ", "boundary*0=", "charset*=utf-8''", ";\r\n ",
]
