/// Zone data carried in the package, so that a machine without zone files gives the same answers.
///
/// The texts are literals: they cost nothing until a zone is requested, and then one line is read.
public enum CarriedZones {}

extension CarriedZones {
    // swift-format-ignore
    private static var regions: [(prefix: String, text: String)] {
        [
            ("Africa/", africa), ("America/", america), ("Antarctica/", antarctica), ("Asia/", asia),
            ("Atlantic/", atlantic), ("Australia/", australia), ("Europe/", europe), ("Indian/", indian),
            ("Pacific/", pacific), ("", others),
        ]
    }

    /// The names of all zones, without links, region by region.
    public static var zoneNames: [String] {
        regions.flatMap { region in lines(of: region.text).map { String(region.text.utf8[$0.name]) ?? "" } }
    }

    /// Old and other names with the zone that each means.
    public static var linkTargets: [String: String] {
        let pairs = lines(of: links).map { (String(links.utf8[$0.name]) ?? "", String(links.utf8[$0.rest]) ?? "") }
        return Dictionary(pairs) { first, _ in first }
    }

    /// The parts before and after the first space of each line that is not empty.
    private static func lines(of text: String) -> [(name: Range<String.Index>, rest: Range<String.Index>)] {
        let bytes = text.utf8.span
        let first = text.utf8.startIndex
        func index(_ offset: Int) -> String.Index { text.utf8.index(first, offsetBy: offset) }
        var found: [(name: Range<String.Index>, rest: Range<String.Index>)] = []
        var start = 0
        while start < bytes.count {
            var space = start
            while space < bytes.count, bytes[space] != 0x20, bytes[space] != 0x0A { space += 1 }
            var end = space
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            if space > start { found.append((index(start)..<index(space), index(min(space + 1, end))..<index(end))) }
            start = end + 1
        }
        return found
    }

    /// The rules of the zone or link `name`, spelt exactly; nil if it is neither.
    public static func rules(for name: String) -> ZoneRules? {
        if let line = line(for: name) { return CarriedZoneParser(line: line).rules() }
        guard let target = target(ofLink: name), let line = line(for: target) else { return nil }
        return CarriedZoneParser(line: line).rules()
    }

    private static func line(for name: String) -> Substring? {
        let region = regions.first { name.hasPrefix($0.prefix) }
        return region.flatMap { rest(behind: name, in: $0.text) }
    }

    private static func target(ofLink name: String) -> String? { rest(behind: name, in: links).map(String.init) }

    /// What follows `name` and a space on the line that begins so; the lines are in the order of their names' bytes.
    private static func rest(behind name: String, in text: String) -> Substring? {
        let wanted = Array(name.utf8)
        let bytes = text.utf8.span
        var (lower, upper) = (0, bytes.count)
        while lower < upper {
            var start = (lower + upper) / 2
            while start > lower, bytes[start - 1] != 0x0A { start -= 1 }
            var matched = 0
            while matched < wanted.count, start + matched < bytes.count, bytes[start + matched] == wanted[matched] {
                matched += 1
            }
            var end = start + matched
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            // A space and a line feed sort before every byte of a name.
            let found = start + matched < bytes.count ? bytes[start + matched] : 0x20
            if matched < wanted.count {
                if found < wanted[matched] { lower = end + 1 } else { upper = start }
            } else if found == 0x20 {
                let utf8 = text.utf8
                let from = utf8.index(utf8.startIndex, offsetBy: min(start + matched + 1, end))
                return text[from..<utf8.index(utf8.startIndex, offsetBy: end)]
            } else if found < 0x20 {
                lower = end + 1
            } else {
                upper = start
            }
        }
        return nil
    }
}
