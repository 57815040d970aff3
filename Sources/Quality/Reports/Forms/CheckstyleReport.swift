internal import CalendarDiagnostics
internal import Validation

/// Checkstyle's XML.
struct CheckstyleReport: ReportWriter {
    mutating func begin() -> String { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"8.0\">\n" }

    mutating func add(_ file: ValidatedFile) -> String {
        if file.findings.isEmpty { return "" }
        var text = " <file name=\"\(XMLReportText.attribute(file.name))\">\n"
        for finding in file.findings {
            let place = "line=\"\(finding.location.line)\" column=\"\(finding.location.column)\""
            let message = XMLReportText.attribute(finding.message)
            text +=
                "  <error \(place) severity=\"\(finding.severity.rawValue)\" message=\"\(message)\" source=\"kalends.\(finding.rule)\"/>\n"
        }
        return text + " </file>\n"
    }

    mutating func end() -> String { "</checkstyle>\n" }
}
