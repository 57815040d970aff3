import ICalendar
import Foundation
import Kalends
import Testing
import Validation

/// A mark in every place of every format is nowhere in what is anonymized.
@Suite("Anonymity") struct AnonymityTests {
    private static let mark = "ZorkoVia"
    private static let percent = mark.utf8.map { "%" + hexadecimal($0) }.joined()
    private static let quotedPrintable = mark.utf8.map { "=" + hexadecimal($0) }.joined()
    private static let decimal = mark.utf8.map { "&#\($0);" }.joined()
    private static let hexadecimalReference = mark.utf8.map { "&#x\(String($0, radix: 16));" }.joined()
    private static let base64 = Data(mark.utf8).base64EncodedString()

    private static func hexadecimal(_ byte: UInt8) -> String { String(byte, radix: 16, uppercase: true) }

    /// The bytes unchanged and decoded in every possible way.
    private static func readings(of bytes: [UInt8]) -> [String] {
        let text = String(decoding: bytes, as: UTF8.self).lowercased().replacingOccurrences(of: "\r\n", with: "\n")
        var readings = [text]
        readings.append(text.replacingOccurrences(of: "\n[ \t]", with: "", options: .regularExpression))
        readings.append(text.replacingOccurrences(of: #"[\\^',]"#, with: "", options: .regularExpression))
        readings.append(
            text.replacingOccurrences(of: #"<!--.*?-->|<!\[cdata\[|\]\]>"#, with: "", options: .regularExpression)
        )
        readings.append(decoding(#"[%=]([0-9a-f]{2})"#, in: text, radix: 16))
        readings.append(decoding(#"&#([0-9]+);"#, in: text, radix: 10))
        readings.append(decoding(#"&#x([0-9a-f]+);"#, in: text, radix: 16))
        readings.append(decoding(#"\\u([0-9a-f]{4})"#, in: text, radix: 16))
        return readings
    }

    private static func decoding(_ pattern: String, in text: String, radix: Int) -> String {
        guard let expression = try? NSRegularExpression(pattern: pattern) else { return text }
        let source = text as NSString
        var output = ""
        var end = 0
        for match in expression.matches(in: text, range: NSRange(location: 0, length: source.length)) {
            output += source.substring(with: NSRange(location: end, length: match.range.location - end))
            let code = UInt32(source.substring(with: match.range(at: 1)), radix: radix)
            output += code.flatMap { Unicode.Scalar($0) }.map { String($0) } ?? ""
            end = match.range.location + match.range.length
        }
        return (output + source.substring(from: end)).lowercased()
    }

    private func expectNoMark(
        in bytes: [UInt8],
        _ original: String,
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) {
        #expect(bytes.count == original.utf8.count, sourceLocation: sourceLocation)
        for reading in Self.readings(of: bytes) {
            guard let found = reading.range(of: Self.mark.lowercased()) else { continue }
            Issue.record("found: \(reading[..<found.upperBound].suffix(160))", sourceLocation: sourceLocation)
        }
        #expect(!String(decoding: bytes, as: UTF8.self).contains(Self.base64), sourceLocation: sourceLocation)
    }

    // MARK: - iCalendar

    private static let properties = """
        ATTACH CATEGORIES CLASS COMMENT DESCRIPTION GEO LOCATION PERCENT-COMPLETE PRIORITY RESOURCES STATUS SUMMARY COMPLETED DTEND \
        DUE DTSTART DURATION FREEBUSY TRANSP TZID TZNAME TZOFFSETFROM TZOFFSETTO TZURL ATTENDEE CONTACT ORGANIZER RECURRENCE-ID \
        RELATED-TO URL UID EXDATE EXRULE RDATE RRULE ACTION REPEAT TRIGGER CREATED DTSTAMP LAST-MODIFIED SEQUENCE REQUEST-STATUS \
        CALSCALE METHOD PRODID VERSION COLOR IMAGE CONFERENCE REFRESH-INTERVAL SOURCE NAME XML BUSYTYPE STRUCTURED-DATA LINK CONCEPT \
        REFID PROXIMITY X-WR-CALNAME X-WR-TIMEZONE X-LIC-LOCATION X-ZORKOVIA ZORKOVIA X-APPLE-STRUCTURED-LOCATION PARTICIPANT-TYPE
        """.split(separator: " ")

    private static let parameters = """
        ALTREP CN CUTYPE DELEGATED-FROM DIR ENCODING FMTTYPE FBTYPE LANGUAGE MEMBER PARTSTAT RANGE RELATED RELTYPE ROLE RSVP SENT-BY \
        TZID VALUE SCHEDULE-AGENT SCHEDULE-STATUS DISPLAY EMAIL FEATURE LABEL SIZE FILENAME MANAGED-ID ORDER SCHEMA DERIVED GAP LINKREL \
        X-ZORKOVIA ZORKOVIA CHARSET
        """.split(separator: " ")

    private static let types = ValueType.allCases.map(\.rawValue)

    @Test(arguments: properties) func `a property of iCalendar text does not show the mark`(_ property: Substring)
        throws
    {
        let mark = Self.mark
        let values = [
            mark, mark.uppercased(), "mailto:\(mark)@example.com", "mailto:\(Self.percent)", "20260105T090000 \(mark)",
            "P1D\(mark)",
            "1;\(mark)", "\(mark);2", "Zor\\\\ko\\,Via", #"\Z\o\r\k\o\V\i\a"#,
            "FREQ=\(mark);X-\(mark)=1;BYDAY=\(mark);COUNT=\(mark)",
            "data:text/\(mark);base64,\(Self.base64)", "\(mark):x", "<\(mark)>\(mark)</\(mark)>", "/dav/\(mark)",
            "(UTC+01:00) \(mark), Berlin", "/\(mark)/Europe/Berlin", "3.7;\(mark)", "TRUE \(mark)",
            "Zor\r\n ko\r\n Via", "52.5,\(mark)",
        ]
        var lines =
            ["BEGIN:VCALENDAR", "BEGIN:X-ZORKOVIA", "END:X-ZORKOVIA", "BEGIN:VEVENT"]
            + values.map { "\(property):\($0)" }
        for parameter in Self.parameters {
            for value in [
                mark, "\"\(mark)\"", "\"mailto:\(mark)\",\"mailto:x\(mark)\"", "Zor^^ko^'Via", Self.percent,
                "Zor\r\n ko\r\n Via",
            ] {
                lines.append("\(property);\(parameter)=\(value):\(mark)")
            }
        }
        lines += Self.types.map { "\(property);VALUE=\($0):\(mark)" }
        lines.append("\(property);ENCODING=QUOTED-PRINTABLE:\(Self.quotedPrintable)")
        lines.append("\(property);QUOTED-PRINTABLE;\(mark):\(Self.quotedPrintable)")
        for encoding in ["BASE64", "B"] { lines.append("\(property);VALUE=BINARY;ENCODING=\(encoding):\(Self.base64)") }
        // More rules than one component may have are refused.
        for index in stride(from: lines.count - lines.count % 50, to: 4, by: -50) {
            lines.insert(contentsOf: ["END:VEVENT", "BEGIN:VEVENT"], at: index)
        }
        lines += [
            "END:VEVENT,UID=\(mark)", "BEGIN:VEVENT \(mark)", "END:VEVENT", "\(mark) alone", "END:ZORKOVIA",
            "BEGIN;X=\(mark):VEVENT",
        ]
        let text = lines.joined(separator: "\r\n") + "\r\nEND:VCALENDAR\r\n\(mark) behind\r\n"
        expectNoMark(in: try Anonymizer().anonymize(iCalendar: Array(text.utf8)), text)
    }

    // MARK: - XML

    private static var texts: [String] {
        [
            mark, "mailto:\(mark)@x.org", decimal, hexadecimalReference, percent, "<![CDATA[\(mark)]]>",
            "Zor<!-- -->koVia",
            "2026-01-05T09:00:00Z \(mark)", "1 \(mark)", "urn:uuid:\(mark)", "<\(mark)>x</\(mark)>",
            "<p:\(mark) xmlns:p=\"http://\(mark)/\"/>",
        ]
    }

    private static let head = """
        <?xml version="1.0" encoding="UTF-8"?><?\(mark) \(mark)="\(mark)"?><?xml-stylesheet href="http://\(mark)/"?><!-- \(mark) -->
        """

    private func expectNoMark(inXML text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) throws {
        let shared = try Anonymizer().anonymize(xml: Array(text.utf8))
        expectNoMark(in: shared, text, sourceLocation: sourceLocation)
        // It can be read, and so anonymized, again.
        _ = try Anonymizer().anonymize(xml: shared)
    }

    @Test func `xCal of RFC 6321 does not show the mark`() throws {
        let mark = Self.mark
        var text =
            Self.head + """
                <icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0" xmlns:\(mark)="http://\(mark)/ns" \(mark)="\(mark)" xml:lang="\(mark)">
                <vcalendar><components><vevent><properties>
                """
        for property in Self.properties.map({ $0.lowercased() }) {
            for value in Self.texts {
                for type in Self.types.map({ $0.lowercased() }) {
                    text +=
                        "<\(property)><parameters><cn><text>\(mark)</text></cn><x-zorkovia><unknown>\(mark)</unknown></x-zorkovia>"
                    text += "<tzid><text>\(mark)</text></tzid></parameters><\(type)>\(value)</\(type)></\(property)>"
                }
            }
            text += "<\(property)>\(mark)</\(property)>"
        }
        for value in Self.texts {
            text += """
                <rrule><recur><freq>\(value)</freq><until>\(value)</until><x-zorkovia>1</x-zorkovia></recur></rrule><geo><latitude>\(value)
                </latitude></geo><request-status><code>\(value)</code><description>\(value)</description><data>\(value)</data></request-status>
                <freebusy><period><start>\(value)</start><duration>\(value)</duration></period></freebusy>
                """
        }
        text += "</properties></vevent><\(mark)><properties/></\(mark)></components></vcalendar></icalendar>"
        try expectNoMark(inXML: text)
    }

    @Test func `xCal of the drafts does not show the mark`() throws {
        let mark = Self.mark
        var text =
            Self.head
            + "<iCalendar xmlns=\"urn:ietf:params:xml:ns:xcal\"><vcalendar prodid=\"\(mark)\" method=\"\(mark)\" x-zorkovia=\"\(mark)\"><vevent>"
        for property in Self.properties.map({ $0.lowercased() }) {
            for value in Self.texts {
                text += """
                    <\(property) tzid="\(mark)" value="\(mark)" cn="\(mark)" partstat="\(mark)" x-zorkovia="\(Self.decimal)" uri="\(mark)" \
                    member="&quot;mailto:\(mark)&quot;,&quot;\(mark)&quot;">\(value)</\(property)>
                    """
            }
        }
        text +=
            "<item>\(mark)</item><extref uri=\"\(mark)\"/><b64bin>\(Self.base64)</b64bin></vevent></vcalendar></iCalendar>"
        try expectNoMark(inXML: text)
        try expectNoMark(
            inXML: """
                <?xml version="1.0"?><!DOCTYPE iCalendar PUBLIC "-//IETF//DTD XCAL//iCalendar XML//EN" "http://\(mark)/" [ <!ELEMENT x-zorkovia ANY>
                <!NOTATION \(mark) SYSTEM "\(mark)"> <!ENTITY \(mark) PUBLIC "\(mark)" "http://\(mark)/" NDATA \(mark)><!-- \(mark) --> ]>
                <iCalendar><vcalendar prodid="\(mark)"><vevent><attach uri="\(mark)"/><x-zorkovia>\(mark)</x-zorkovia></vevent></vcalendar></iCalendar>
                """
        )
    }

    @Test func `Kolab objects do not show the mark`() throws {
        let mark = Self.mark
        var text = Self.head + "<event version=\"\(mark)\" \(mark)=\"\(mark)\" tz=\"\(mark)\">"
        let names = """
            uid body categories creation-date last-modification-date sensitivity inline-attachment link-attachment product-id summary location \
            start-date end-date alarm show-time-as color-label priority completed x-zorkovia zorkovia pilot-sync-id timezone revision status
            """
        for value in Self.texts {
            for name in names.split(separator: " ") {
                text += "<\(name) tz=\"\(mark)\" type=\"\(mark)\" \(mark)=\"\(mark)\">\(value)</\(name)>"
            }
            text += """
                <recurrence cycle="\(mark)" type="\(mark)"><interval>\(value)</interval><day>\(value)</day><month>\(value)</month><range \
                type="\(mark)">\(value)</range><exclusion>\(value)<subevent \(mark)="\(mark)"><summary>\(value)</summary><start-date>\(value)\
                </start-date><attendee><display-name>\(value)</display-name><smtp-address>\(value)</smtp-address><status>\(value)</status>\
                </attendee></subevent></exclusion></recurrence><advanced-alarms><alarm type="\(mark)"><start-offset>\(value)</start-offset>\
                <addresses><address>\(value)</address></addresses><subject>\(value)</subject><mail-text>\(value)</mail-text><file>\(value)\
                </file></alarm></advanced-alarms>
                """
        }
        for key in [
            "ITEM-1", "LINK-1", "OVERRIDE-20260105-1", "ZORKOVIA-1", "ADDITIONAL-1", "ASSUMED-ZONE-1",
            "COMPONENT-20260105-1",
        ] {
            let lines = [
                "GEO:52.5;13.4&#10;X-A;LANGUAGE=de;X-ZORKOVIA=&quot;\(mark)&quot;:&#90;orkoVia\(mark)", "!ATTENDEE",
                "\(mark)&#10;20260105",
                "BEGIN:VEVENT&#10;UID:\(mark)&#10;END:VEVENT", "UID:\(Self.decimal)", "!\(mark)", mark,
            ]
            for value in lines {
                text +=
                    "<x-custom key=\"X-KALENDS-\(key)\" value=\"\(value)\"/><x-custom key=\"\(mark)\" value=\"\(value)\"/>"
            }
        }
        try expectNoMark(inXML: text + "</event>")
    }

    @Test func `feeds and documents with another root are as before, without the mark`() throws {
        let mark = Self.mark
        let feed = """
            <?xml version="1.0"?><rss version="2.0" xmlns:x="urn:ietf:params:xml:ns:xcal" xmlns:zorkovia="http://zorkovia.example/"><channel>
            <title>\(mark)</title><generator>\(mark)</generator><item><title>\(mark)</title><link>http://\(mark)/</link><guid>\(mark)</guid>
            <pubDate>Mon, 05 Jan 2026 09:00:00 GMT</pubDate><x:dtstart>20260105T090000Z</x:dtstart><x:location>\(mark)</x:location>
            <zorkovia:thing zorkovia:a="\(mark)">\(mark)</zorkovia:thing></item></channel></rss>
            """
        try expectNoMark(inXML: feed)
        let shared = String(decoding: try Anonymizer().anonymize(xml: Array(feed.utf8)), as: UTF8.self)
        for kept in [
            "urn:ietf:params:xml:ns:xcal", ":dtstart>20260105T090000Z<", "<item><title>",
            "<pubDate>Mon, 05 Jan 2026 09:00:00 GMT<",
        ] {
            #expect(shared.contains(kept), "\(kept): \(shared)")
        }
        let wrapped = """
            <\(mark):root xmlns:\(mark)="http://\(mark)/"><icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"><vcalendar><components>
            <vevent><properties><uid><text>\(mark)</text></uid><dtstart><date>2026-01-05</date></dtstart></properties></vevent></components>
            </vcalendar></icalendar></\(mark):root>
            """
        try expectNoMark(inXML: wrapped)
        let before = Validator(rules: RuleCatalogue.rules.map { SelectedRule($0) }).validate(xCal: Array(wrapped.utf8))
            .findings.map(\.rule)
        let after = Validator(rules: RuleCatalogue.rules.map { SelectedRule($0) })
            .validate(xCal: try Anonymizer().anonymize(xml: Array(wrapped.utf8))).findings.map(\.rule)
        #expect(before == after)
    }

    @Test func `letters of other encodings are replaced too`() throws {
        // Мария in KOI8-R, ソ表 in Shift_JIS, whose second bytes are ASCII.
        for (label, text) in [("KOI8-R", [0xED, 0xC1, 0xD2, 0xC9, 0xD1]), ("Shift_JIS", [0x83, 0x5C, 0x95, 0x5C])]
            as [(String, [UInt8])]
        {
            let bytes =
                Array("<?xml version=\"1.0\" encoding=\"\(label)\"?><event version=\"1.0\"><summary>".utf8) + text
                + Array("</summary></event>".utf8)
            let shared = try Anonymizer().anonymize(xml: bytes)
            #expect(shared.allSatisfy { $0 < 0x80 } && shared.count == bytes.count)
        }
        let latin =
            Array("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:".utf8) + [0xED, 0xC1, 0xD2]
            + Array("\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".utf8)
        let shared = try Anonymizer().anonymize(iCalendar: latin)
        #expect(shared.count == latin.count && !shared.contains(0xC1) && !shared.contains(0xD2))
        #expect(throws: ReadError.self) {
            try Anonymizer().anonymize(xml: Array("<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?><event/>".utf8))
        }
    }

    // MARK: - jCal

    @Test func `jCal does not show the mark`() throws {
        let mark = Self.mark
        let escaped = mark.utf16.map { "\\u00" + String($0, radix: 16) }.joined()
        let values = [
            "\"\(mark)\"", "\"mailto:\(mark)\"", "\"\(escaped)\"", "\"\(Self.percent)\"",
            "[\"\(mark)\",\"3.7 \(mark)\"]", "{\"\(mark)\":\"\(mark)\"}",
            "{\"freq\":\"\(mark)\",\"\(mark)\":1,\"byday\":[\"\(mark)\"]}", "17", "-52.5", "1e5", "true", "null",
        ]
        for property in Self.properties.map({ $0.lowercased() }) {
            var rows: [String] = []
            for type in Self.types.map({ $0.lowercased() }) + ["x-zorkovia", mark] {
                for value in values {
                    rows.append(
                        "[\"\(property)\",{\"cn\":\"\(mark)\",\"x-zorkovia\":[\"\(mark)\"],\"\(escaped)\":\"\(mark)\",\"tzid\":\"\(mark)\"},\"\(type)\",\(value),\"\(mark)\"]"
                    )
                }
            }
            let events = stride(from: 0, to: rows.count, by: 50).map {
                "[\"vevent\",[\(rows[$0..<min($0 + 50, rows.count)].joined(separator: ","))],[]]"
            }
            let text =
                "[\"vcalendar\",[[\"prodid\",{},\"text\",\"\(mark)\"]],[\(events.joined(separator: ",")),[\"zorkovia\",[],[]],[\"x-zorkovia\",[],[]]]]"
            let shared = try Anonymizer().anonymize(jCal: Array(text.utf8))
            expectNoMark(in: shared, text)
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(shared)) }
        }
    }
}
