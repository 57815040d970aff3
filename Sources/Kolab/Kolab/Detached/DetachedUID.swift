internal import ICalendar

/// The series that the UID of an exception names.
enum DetachedUID {
    /// A series that a UID names, and the day that it holds.
    struct Link: Hashable {
        var seriesUID: String
        var day: CivilDate
        var evidence: DetachmentEvidence
    }

    /// The hexadecimal digits with which every Outlook id begins.
    private static let outlookPrefix = "040000008200e00074c5b7101a82e008"

    /// The links that a UID makes by one of the known patterns; the UID itself is not among them.
    static func links(of uid: String) -> [Link] {
        var links: [Link] = []
        if let outlook = outlookID(uid), let day = outlook.day {
            links.append(Link(seriesUID: outlook.seriesUID, day: day, evidence: .outlookUID))
        }
        let parts = uid.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count > 1 else { return links }
        if let day = day(parts[parts.count - 1]) {
            let series = parts.dropLast().joined(separator: "-")
            links.append(Link(seriesUID: series, day: day, evidence: .roundcubeUID))
        }
        // Since 2013 Roundcube puts the day before the last two characters of the series' UID.
        if parts.count > 2, parts[parts.count - 1].count == 2, let day = day(parts[parts.count - 2]) {
            let series = parts.dropLast(2).joined(separator: "-") + parts[parts.count - 1]
            links.append(Link(seriesUID: series, day: day, evidence: .roundcubeUID))
        }
        return links
    }

    /// The UID by which a series is found: Outlook's without its day and in small letters, any other unchanged.
    static func key(of uid: String) -> String { outlookID(uid)?.seriesUID ?? uid }

    /// An Outlook id with its day, digits 33 to 40, set to zero; the day is nil where it was zero.
    private static func outlookID(_ uid: String) -> (seriesUID: String, day: CivilDate?)? {
        guard uid.utf8.count >= 40, uid.utf8.count % 2 == 0 else { return nil }
        let digits = uid.lowercased()
        guard digits.hasPrefix(outlookPrefix), digits.utf8.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit })
        else { return nil }
        let stamp = digits.dropFirst(32).prefix(8)
        let series = outlookPrefix + "00000000" + digits.dropFirst(40)
        guard let number = Int(stamp, radix: 16), number != 0 else { return (series, nil) }
        let day = CivilDate(year: number >> 16, month: number >> 8 & 0xFF, day: number & 0xFF)
        return (series, day.isValid ? day : nil)
    }

    private static func day(_ text: Substring) -> CivilDate? {
        guard text.utf8.count == 8, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) else {
            return nil
        }
        let day = CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
        return day.isValid && day.year > 1900 ? day : nil
    }
}
