import Foundation

/// Reads iCalendar text and gives its meaning, without code of the package: it checks what the package reports and
/// compares.
///
/// It knows the text of well-formed files only: lines, folds, quotes and escapes.
struct IndependentCalendar {
    /// Every value of every property, by the component that holds it, in a normalized spelling.
    var values: [Holder: [String]] = [:]

    /// What holds a property.
    struct Holder: Hashable, Comparable, CustomStringConvertible {
        /// Component names below the calendar, as in `VEVENT/VALARM`.
        var path: String
        /// The UID of the outermost, a TZID for a time zone.
        var uid: String
        var property: String

        var description: String { "\(path) \(uid) \(property)" }
        static func < (left: Self, right: Self) -> Bool { left.description < right.description }
    }

    private struct Line {
        var name: String
        var parameters: [(name: String, values: [String])] = []
        var value: String
    }

    init(_ bytes: [UInt8]) {
        // Each open component below the calendar, with the lines directly in it.
        var open: [(name: String, lines: [Line])] = []
        var uid: String?
        var waiting: [(path: String, lines: [Line])] = []
        for raw in Self.logicalLines(bytes) {
            guard let line = Self.line(raw) else { continue }
            if line.name == "BEGIN" {
                if line.value.uppercased() != "VCALENDAR" { open.append((line.value.uppercased(), [])) }
            } else if line.name == "END" {
                guard let ended = open.popLast() else { continue }
                waiting.append(((open.map(\.name) + [ended.name]).joined(separator: "/"), ended.lines))
                if open.isEmpty {
                    for (path, lines) in waiting { add(lines, path, uid ?? "") }
                    (waiting, uid) = ([], nil)
                }
            } else if open.isEmpty {
                add([line], "VCALENDAR", "")
            } else {
                if open.count == 1, line.name == "UID" || open[0].name == "VTIMEZONE" && line.name == "TZID" {
                    uid = Self.identifier(line)
                }
                open[open.count - 1].lines.append(line)
            }
        }
    }

    /// A UID or TZID, decoded where it is written in base64.
    private static func identifier(_ line: Line) -> String {
        let isEncoded = line.parameters.contains { $0.name == "ENCODING" && $0.values.first?.uppercased() == "BASE64" }
        if isEncoded, let data = Data(base64Encoded: line.value) { return String(decoding: data, as: UTF8.self) }
        return unescaped(line.value)
    }

    /// The lines without folds, which may divide a character, soft line breaks of quoted-printable, and byte order marks.
    private static func logicalLines(_ bytes: [UInt8]) -> [String] {
        var lines: [[UInt8]] = []
        for var line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if line.last == 0x0D { line.removeLast() }
            while line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
            if let first = line.first, first == 0x20 || first == 0x09, !lines.isEmpty {
                lines[lines.count - 1] += line.dropFirst()
            } else if let last = lines.last, last.last == UInt8(ascii: "="), isQuotedPrintable(last) {
                lines[lines.count - 1].removeLast()
                lines[lines.count - 1] += line
            } else {
                lines.append(Array(line))
            }
        }
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func isQuotedPrintable(_ line: [UInt8]) -> Bool {
        String(decoding: line.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self).uppercased().contains(
            "QUOTED-PRINTABLE"
        )
    }

    private mutating func add(_ lines: [Line], _ path: String, _ uid: String) {
        for line in lines where !["PRODID", "VERSION"].contains(line.name) {
            let holder = Holder(path: path, uid: uid, property: line.name)
            values[holder, default: []] += Self.meanings(of: line).filter { $0 != Self.defaults[line.name] }
        }
    }

    /// The holders whose values differ.
    func differences(from other: IndependentCalendar) -> Set<Holder> {
        var found: Set<Holder> = []
        for holder in Set(values.keys).union(other.values.keys) {
            var (left, right) = (values[holder] ?? [], other.values[holder] ?? [])
            if Self.lists.contains(holder.property) || holder.path == "VCALENDAR" {
                (left, right) = (Array(Set(left)), Array(Set(right)))
            }
            if left.sorted() != right.sorted() { found.insert(holder) }
        }
        return found
    }
}

extension IndependentCalendar {
    private static let words: Set<String> = [
        "CALSCALE", "METHOD", "CLASS", "STATUS", "TRANSP", "ACTION", "BUSYTYPE", "COLOR", "PROXIMITY",
        "PARTICIPANT-TYPE", "RESOURCE-TYPE",
        "LOCATION-TYPE", "X-MICROSOFT-CDO-BUSYSTATUS", "X-MICROSOFT-CDO-INTENDEDSTATUS", "X-MICROSOFT-CDO-ALLDAYEVENT",
        "X-MICROSOFT-CDO-IMPORTANCE",
    ]
    private static let wordParameters: Set<String> = [
        "CUTYPE", "ENCODING", "FMTTYPE", "FBTYPE", "LANGUAGE", "PARTSTAT", "RANGE", "RELATED", "RELTYPE", "ROLE",
        "RSVP", "SCHEDULE-AGENT",
        "SCHEDULE-FORCE-SEND", "DISPLAY", "FEATURE", "DERIVED", "CHARSET",
    ]
    private static let lists: Set<String> = ["CATEGORIES", "RESOURCES", "EXDATE", "RDATE", "FREEBUSY", "LOCATION-TYPE"]
    private static let times: Set<String> = [
        "DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "EXDATE", "RDATE", "COMPLETED", "CREATED", "DTSTAMP",
        "LAST-MODIFIED",
    ]
    private static let texts: Set<String> = [
        "SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "NAME", "CATEGORIES", "RESOURCES", "UID", "TZID",
        "TZNAME", "RELATED-TO",
        "X-WR-CALNAME", "X-WR-CALDESC", "X-WR-TIMEZONE",
    ]
    private static let defaults = [
        "CALSCALE": "GREGORIAN", "CLASS": "PUBLIC", "PRIORITY": "0", "SEQUENCE": "0", "TRANSP": "OPAQUE",
        "BUSYTYPE": "BUSY-UNAVAILABLE", "UID": "",
    ]
    private static let defaultParameters: Set<String> = [
        "CUTYPE=INDIVIDUAL", "ROLE=REQ-PARTICIPANT", "PARTSTAT=NEEDS-ACTION", "RSVP=FALSE", "RELATED=START",
        "RELTYPE=PARENT", "FBTYPE=BUSY",
        "ENCODING=8BIT", "SCHEDULE-AGENT=SERVER", "DERIVED=FALSE",
    ]

    /// A content line; nil for one that has no name.
    private static func line(_ text: String) -> Line? {
        var fields: [String] = [""]
        var value: String?
        var isQuoted = false
        for scalar in text.unicodeScalars {
            if value != nil {
                value?.unicodeScalars.append(scalar)
            } else if scalar == "\"" {
                isQuoted.toggle()
                fields[fields.count - 1].unicodeScalars.append(scalar)
            } else if scalar == ":", !isQuoted {
                value = ""
            } else if scalar == ";", !isQuoted {
                fields.append("")
            } else {
                fields[fields.count - 1].unicodeScalars.append(scalar)
            }
        }
        guard let value, !fields[0].isEmpty else { return nil }
        var line = Line(name: fields[0].trimmingCharacters(in: .whitespaces).uppercased(), value: value)
        for field in fields.dropFirst() where !field.isEmpty {
            let halves = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let items = divided(halves.count > 1 ? halves[1] : "", at: ",", isQuoting: true)
            line.parameters.append(
                (halves[0].uppercased(), items.map { caret($0.replacingOccurrences(of: "\"", with: "")) })
            )
        }
        return line
    }

    private static func caret(_ text: String) -> String {
        text.replacingOccurrences(of: "^^", with: "\u{1}").replacingOccurrences(of: "^n", with: "\n")
            .replacingOccurrences(of: "^'", with: "\"").replacingOccurrences(of: "\u{1}", with: "^")
    }

    private static func divided(_ text: String, at separator: Character, isQuoting: Bool = false) -> [String] {
        var parts = [""]
        var (isEscaped, isQuoted) = (false, false)
        for character in text {
            if character == separator, !isEscaped, !isQuoted {
                parts.append("")
                continue
            }
            if isQuoting, character == "\"" { isQuoted.toggle() }
            isEscaped = !isQuoting && character == "\\" && !isEscaped
            parts[parts.count - 1].append(character)
        }
        return parts
    }

    private static func unescaped(_ text: String) -> String {
        var output = ""
        var isEscaped = false
        for character in text {
            if isEscaped {
                switch character {
                case "n", "N": output.append("\n")
                case "\\", ",", ";": output.append(character)
                default: output += "\\\(character)"
                }
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                output.append(character == "\r" ? "\n" : character)
            }
        }
        return isEscaped ? output + "\\" : output
    }

    private static func meanings(of line: Line) -> [String] {
        func parameter(_ name: String) -> String? {
            line.parameters.first { $0.name == name }?.values.first?.uppercased()
        }
        let type = parameter("VALUE")
        let encoding = parameter("ENCODING")
        let isQuotedPrintable =
            encoding == "QUOTED-PRINTABLE" || line.parameters.contains { $0.name == "QUOTED-PRINTABLE" }
        var isBinary = type == "BINARY" || encoding == "BASE64" && ["ATTACH", "IMAGE"].contains(line.name)
        var value = line.value
        var isPlain = false
        if isQuotedPrintable {
            value = quotedPrintable(value, isLatin: (parameter("CHARSET") ?? "").hasPrefix("ISO-8859"))
            isPlain = true
        } else if encoding == "BASE64", !isBinary, type == nil || type == "TEXT", texts.contains(line.name),
            let data = Data(base64Encoded: value)
        {
            value = String(decoding: data, as: UTF8.self)
            isPlain = true
        }
        if type == nil, encoding == nil { isBinary = false }
        var parameters = line.parameters.filter { $0.name != "VALUE" }
        if isPlain || isBinary {
            parameters.removeAll { ["ENCODING", "CHARSET", "QUOTED-PRINTABLE"].contains($0.name) }
        }
        let head = parameters.map { name, values -> String in
            let spelt = Set(
                values.map { value in
                    wordParameters.contains(name)
                        ? value.uppercased()
                        : value.lowercased().hasPrefix("mailto:") ? "mailto:" + value.dropFirst(7) : value
                }
            )
            return "\(name)=\(spelt.sorted().joined(separator: ","))"
        }.filter { !defaultParameters.contains($0) }.sorted().joined(separator: ";")
        let items = lists.contains(line.name) && !isPlain ? divided(value, at: ",") : [value]
        return items.map { item in
            let spelt = isPlain ? item : spelling(item, of: line.name, type)
            return (head.isEmpty ? "" : "{\(head)}") + (isBinary ? "BINARY " : "") + spelt
        }
    }

    private static func spelling(_ value: String, of name: String, _ type: String?) -> String {
        if ["RRULE", "EXRULE"].contains(name) { return rule(value) }
        if times.contains(name) {
            return value.uppercased().contains("/") ? period(value.uppercased()) : value.uppercased()
        }
        if name == "FREEBUSY" { return period(value.uppercased()) }
        if ["DURATION", "TRIGGER", "REFRESH-INTERVAL"].contains(name) { return duration(value.uppercased()) }
        if ["PRIORITY", "SEQUENCE", "PERCENT-COMPLETE", "REPEAT"].contains(name) {
            return Int(value).map(String.init) ?? value
        }
        if name == "GEO" {
            return value.split(separator: ";").map { Double($0).map { "\($0)" } ?? String($0) }.joined(separator: ";")
        }
        if name == "REQUEST-STATUS" {
            return divided(value, at: ";").map(unescaped).filter { !$0.isEmpty }.joined(separator: ";")
        }
        if name.hasPrefix("TZOFFSET"), value.count == 7, value.hasSuffix("00") { return String(value.dropLast(2)) }
        if words.contains(name) { return unescaped(value).uppercased() }
        if texts.contains(name) || type == "TEXT" { return unescaped(value) }
        if let colon = value.firstIndex(of: ":"),
            ["ATTENDEE", "ORGANIZER", "URL", "TZURL", "SOURCE", "CONFERENCE", "ATTACH"].contains(name)
        {
            return value[..<colon].lowercased() + value[colon...]
        }
        return value.filter { $0 != "\r" }
    }

    private static func rule(_ text: String) -> String {
        var parts: [String] = []
        for part in text.uppercased().replacingOccurrences(of: " ", with: "").split(separator: ";") {
            let halves = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard halves.count == 2 else { continue }
            let items = Set(
                halves[1].split(separator: ",").map { item -> String in
                    let digits = item.prefix { "+-0123456789".contains($0) }
                    guard item.count < 8, !digits.isEmpty, let number = Int(digits) else { return String(item) }
                    return "\(number)" + item.dropFirst(digits.count)
                }
            )
            parts.append("\(halves[0])=\(items.sorted().joined(separator: ","))")
        }
        return parts.filter { !["INTERVAL=1", "WKST=MO", "RSCALE=GREGORIAN", "SKIP=OMIT"].contains($0) }.sorted()
            .joined(separator: ";")
    }

    private static func period(_ text: String) -> String {
        let halves = text.split(separator: "/").map(String.init)
        return halves.count == 2 ? "\(halves[0])/\(duration(halves[1]))" : text
    }

    /// Days and seconds of a duration, in words.
    private static func duration(_ text: String) -> String {
        var (days, seconds, number) = (0, 0, "")
        var rest = Substring(text)
        let sign = rest.first == "-" ? "-" : ""
        if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
        guard rest.first == "P" else { return text }
        for character in rest.dropFirst() where character != "T" {
            if character.isNumber {
                number.append(character)
                continue
            }
            guard let value = Int(number), value < 1_000_000_000,
                let unit = ["W": 604_800, "D": 86_400, "H": 3600, "M": 60, "S": 1][character]
            else { return text }
            if unit >= 86_400 { days += value * unit / 86_400 } else { seconds += value * unit }
            number = ""
        }
        return days == 0 && seconds == 0 ? "no time" : "\(sign)\(days) days \(seconds) seconds"
    }

    private static func quotedPrintable(_ text: String, isLatin: Bool) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.replacingOccurrences(of: "=\n", with: "").utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == 0x3D, rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            else {
                bytes.append(byte)
                continue
            }
            rest = rest.dropFirst(2)
            bytes.append(value)
        }
        let decoded =
            isLatin
            ? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
            : String(decoding: bytes, as: UTF8.self)
        return decoded.replacingOccurrences(of: "\r\n", with: "\n")
    }
}
