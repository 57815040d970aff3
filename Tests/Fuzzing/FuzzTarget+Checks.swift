import Comparing
import Kalends
import Validation

extension FuzzTarget {
    private static let validator = Validator(rules: RuleCatalogue.rules.map { SelectedRule($0) })

    /// Validates the input as every format; the fixer is a separate target.
    static let validation = FuzzTarget(
        "validate",
        seeds: ["ics", "xcs", "xml", "json", "eml"],
        words: calendarWords + xmlWords + kolabWords
    ) { input in
        _ = validator.validate(input)
        return nil
    }

    /// A fix applied twice changes nothing the second time, and anonymized text is read as its original is.
    static let fixing = FuzzTarget("fix", seeds: ["ics", "vcs"], words: calendarWords + ruleWords) { input in
        let fixer = Fixer(validator)
        let once = fixer.fix(iCalendar: input)
        let twice = fixer.fix(iCalendar: once.bytes)
        if once.bytes != twice.bytes { return "a second fix changes the text again" }
        if let hidden = try? Anonymizer().anonymize(iCalendar: input) {
            if isRead(input), !isRead(hidden) { return "the anonymized text is not read" }
        }
        return nil
    }

    private static func isRead(_ text: [UInt8]) -> Bool {
        var diagnostics = Diagnostics()
        return (try? Shared.converter.read(text, from: .iCalendar, diagnostics: &diagnostics)) != nil
    }

    /// Conversion to a format and back, one target a format: equal, or reported.
    static let roundTrips: [FuzzTarget] = [CalendarFormat.xCal, .xCalBasic, .xCalDTD, .jCal, .kolab20, .kolab21].map(
        roundTrip
    )

    /// What a round trip is told of that reports something, but no row that names what differs.
    public static let unnamed = "and no row names it"

    private static func roundTrip(_ format: CalendarFormat) -> FuzzTarget {
        FuzzTarget("round-trip-\(format.rawValue)", seeds: ["ics", "vcs"], words: calendarWords + ruleWords) { input in
            let converter = Shared.converter
            var diagnostics = Diagnostics()
            guard let document = try? converter.read(input, from: .iCalendar, diagnostics: &diagnostics) else {
                return nil
            }
            var report = LossReport()
            let outputs = converter.write([document], as: format, report: &report)
            var documents: [CalendarDocument] = []
            for output in outputs {
                do {
                    documents.append(try converter.read(output.bytes, from: format, diagnostics: &diagnostics))
                } catch {
                    return "\(format.rawValue) is not read back: \(error)"
                }
            }
            let tree = converter.tree(of: documents, report: &report)
            report.merge(diagnostics.takeLosses())
            for document in documents { report.merge(document.losses) }
            var ignored = LossReport()
            let first = converter.tree(of: [document], report: &ignored)
            let rows = ReportedRows(altered: report, of: first)
            let unreported = CalendarDifference.between(first, tree)
                .filter { !rows.unaccounted(of: $0).isEmpty }
            if unreported.isEmpty { return nil }
            let law = report.losses.contains { $0.action != .preserved } ? unnamed : "and nothing is reported"
            return "\(format.rawValue) and back is not the same, \(law): \(unreported)"
        }
    }
}
