internal import CalendarDiagnostics
internal import Validation

/// JUnit: each file is a test case, each finding that fails the run a failure of it, and the others its output.
struct JUnitReport: ReportWriter {
    private let failLevel: Severity
    private var cases = ""
    private var tests = 0
    private var failures = 0
    private var errors = 0

    init(failLevel: Severity) { self.failLevel = failLevel }

    mutating func add(_ file: ValidatedFile) -> String {
        tests += 1
        let name = XMLReportText.attribute(file.name)
        var content = ""
        var output = ""
        for finding in file.findings {
            let words = "\(finding.location): \(finding.severity.rawValue): \(finding.message) [\(finding.rule)]"
            guard finding.severity >= failLevel else {
                output += XMLReportText.text(words) + "\n"
                continue
            }
            failures += 1
            content += "   <failure type=\"\(finding.rule)\" message=\"\(XMLReportText.attribute(finding.message))\">"
            content += "\(XMLReportText.text(words))</failure>\n"
        }
        if let failure = file.failure {
            errors += 1
            content += "   <error type=\"\(failure.rule)\" message=\"\(XMLReportText.attribute(failure.message))\"/>\n"
        }
        if !output.isEmpty { content += "   <system-out>\(output)</system-out>\n" }
        cases +=
            "  <testcase classname=\"kalends\" name=\"\(name)\""
            + (content.isEmpty ? "/>\n" : ">\n\(content)  </testcase>\n")
        return ""
    }

    mutating func end() -> String {
        let counts = "tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\""
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="kalends" \(counts)>
             <testsuite name="kalends" \(counts)>
            \(cases) </testsuite>
            </testsuites>

            """
    }
}
