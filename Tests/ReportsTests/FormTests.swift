import CalendarDiagnostics
import Testing
import Validation

@testable import Reports

@Suite("Forms of reports") struct FormTests {
    private static let finding = Finding(
        Diagnostic(
            "line-ending",
            .warning,
            "lines end in a bare LF",
            at: SourceLocation(file: "a.ics", line: 1, column: 1)
        ),
        isFixable: false,
        fingerprint: "1"
    )

    @Test(arguments: ReportForm.all.map(\.name), [[], [finding]])
    func `a report shows by its beginning that it is one`(_ name: String, _ findings: [Finding]) throws {
        let form = try #require(ReportForm.all.first { $0.name == name })
        let context = ReportContext(isColored: false, failLevel: .error, tool: "-//Kalends//EN", version: "1")
        var writer = form.writer(context)
        var file = ValidatedFile(name: "a.ics")
        file.findings = findings
        let text = writer.begin() + writer.add(file) + writer.end()
        #expect(text.isEmpty || ReportForm.isReport(beginning: text))
    }

    @Test(arguments: [
        "BEGIN:VCALENDAR\r\n", "[\"vcalendar\",[]]", "<?xml version=\"1.0\"?>\n<icalendar/>", "{\"name\":1}", "a: b]\n",
    ])
    func `other text is no report`(_ text: String) {
        #expect(!ReportForm.isReport(beginning: text))
    }
}
