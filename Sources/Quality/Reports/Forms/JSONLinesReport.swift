internal import CalendarDiagnostics
internal import Validation
internal import XCal

/// One finding as a JSON object; the members are part of the interface.
extension Finding {
    package func json(in file: ValidatedFile) -> JSONObject {
        var row = JSONObject()
        row.add("file", location.file)
        row.add("line", location.line)
        row.add("column", location.column)
        row.add("rule", rule.rawValue)
        row.add("severity", severity.rawValue)
        row.add("message", message)
        row.add("component", component)
        row.add("uid", uid)
        row.add("property", property)
        row.add("fixable", isFixable)
        row.add("fingerprint", fingerprint)
        if !elementPath.isEmpty { row.add("path", elementPath) }
        if file.isXCal { row.add("level", schemaLevel.rawValue) }
        return row
    }
}

/// One object a line.
struct JSONLinesReport: ReportWriter {
    mutating func add(_ file: ValidatedFile) -> String {
        file.findings.map { String(decoding: $0.json(in: file).line, as: UTF8.self) }.joined()
    }
}
