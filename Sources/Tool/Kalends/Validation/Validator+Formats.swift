internal import ICalendar
public import Validation

extension Validator {
    /// A validator with the time zones of this system.
    ///
    /// - Parameter selection: which rules are on; by default all of them with their own severities.
    public init(_ selection: RuleSelection = RuleSelection()) {
        self.init(rules: selection.rules, zones: .system())
    }
}

extension Validator {
    /// Validates a file of any format.
    ///
    /// - Parameters:
    ///   - bytes: the content of the file.
    ///   - format: the file's format; found out from name and content if nil.
    ///   - name: the file's name in findings.
    public func validate(_ bytes: [UInt8], as format: CalendarFormat? = nil, name: String = "") -> Result {
        (format ?? Self.format(of: bytes, name: name)).row.validates(self, bytes, name)
    }

    /// The format of a file; what is of none is taken as text, so that its reader reports what it is.
    ///
    /// - Parameters:
    ///   - bytes: the content of the file.
    ///   - name: its name, whose extension helps.
    ///   - isMessage: whether its place shows that it is a mail message.
    public static func format(of bytes: [UInt8], name: String, isMessage: Bool = false) -> CalendarFormat {
        let head = Array(bytes.prefix(FormatDetection.headSize))
        if let format = FormatDetection.format(name: name, head: head, isMessage: isMessage) { return format }
        return FormatRegistry.fallback(for: HeadText(head))
    }
}
