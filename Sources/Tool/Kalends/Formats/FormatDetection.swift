internal import CalendarDiagnostics
internal import ICalendar

/// Finds out what an input is.
///
/// A format given by the user is taken; else the file's extension decides where it belongs to one format; else the first
/// bytes. Kolab and xCal both end in `.xml`, and mail messages begin with headers.
public enum FormatDetection {
    /// How many bytes of an input are read.
    public static let headSize = 4096

    /// The format of an input.
    ///
    /// - Parameters:
    ///   - name: the file's name; empty for standard input.
    ///   - head: its first ``headSize`` bytes, or all of them.
    ///   - isMessage: whether its place, such as a Maildir, shows that it is a mail message; its name may show it too.
    /// - Returns: nil if neither name nor content shows what it is.
    public static func format(name: String, head: [UInt8], isMessage: Bool = false) -> CalendarFormat? {
        let named = format(ofExtension: name)?.row
        let head = HeadText(head)
        let carriers = FormatRegistry.carriers
        if isMessage || named?.isCarrier == true {
            return format(of: head.bare) ?? (named?.isCarrier == true ? named : carriers.first)?.format
        }
        // An invitation by mail begins a calendar further down; so does a calendar that was saved with the header of its download.
        if named?.followsHeader != true, let carrier = carriers.first(where: { $0.detects(head) }) {
            return carrier.format
        }
        if let named, named.detectsNamed(head) { return named.format }
        return format(of: head) ?? named?.format
    }

    /// The format that an extension names; nil where several share it.
    public static func format(ofExtension name: String) -> CalendarFormat? {
        guard let dot = name.lastIndex(of: ".") else { return nil }
        return formatsByExtension[name[name.index(after: dot)...].lowercased()]
    }

    private static let formatsByExtension: [String: CalendarFormat] = {
        let pairs = FormatRegistry.rows.flatMap { row in row.extensions.map { ($0, [row.format.readingFormat]) } }
        return Dictionary(pairs) { Array(Set($0 + $1)) }.filter { $0.value.count == 1 }.mapValues { $0[0] }
    }()

    /// Whether a file's extension alone shows that it is a calendar; `json` does not, most of it is not a calendar.
    public static func isNamedAsCalendar(_ name: String) -> Bool {
        guard let row = format(ofExtension: name)?.row else { return false }
        return !row.sharedExtensions.contains { name.lowercased().hasSuffix("." + $0) }
    }

    /// What an input is whose first bytes show no format.
    public static func refusal(of head: [UInt8]) -> ReadError.Reason {
        let isMarked = head.starts(with: [0xEF, 0xBB, 0xBF])
        let content = head.dropFirst(isMarked ? 3 : 0).drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        if content.isEmpty { return .empty }
        let text = String(decoding: content.prefix(15), as: UTF8.self).lowercased()
        if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") {
            return .wrongFormat("an HTML page, not a calendar")
        }
        if HeadText(head).isContactCard { return .wrongFormat(ContactCards.text) }
        if ICalendarReader.isUTF16(head.span) { return .wrongFormat(ICalendarReader.textOfUTF16) }
        if head.contains(0) { return .wrongFormat("binary data, not a calendar") }
        return .wrongFormat("not in a known format (iCalendar text, xCal, jCal, Kolab XML or a mail message)")
    }

    /// The format that the first bytes show.
    public static func format(ofContent head: [UInt8]) -> CalendarFormat? { format(of: HeadText(head)) }

    private static func format(of head: HeadText) -> CalendarFormat? {
        let rows = FormatRegistry.rows
        return (rows.first { $0.detects(head) } ?? rows.first { $0.detectsWrapper(head) })?.format
    }
}
