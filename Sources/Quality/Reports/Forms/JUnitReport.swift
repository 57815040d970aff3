internal import Bytes
internal import Kalends

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

/// Text for XML: what XML cannot hold is shown as a replacement character.
enum XMLReportText {
    static func attribute(_ text: String) -> String {
        clean(text).escapedForXMLAttribute
    }

    static func text(_ text: String) -> String { clean(text).escapedForXMLText }

    private static func clean(_ text: String) -> String {
        var cleaned = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isAllowed =
                scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
                || ["\n", "\t", "\r"].contains(scalar)
            cleaned.append(isAllowed ? scalar : "\u{FFFD}")
        }
        return String(cleaned)
    }
}
