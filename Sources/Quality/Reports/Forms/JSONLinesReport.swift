internal import CalendarDiagnostics
internal import Validation

/// One finding as a JSON object; the members are part of the interface.
extension Finding {
    package func json(in file: ValidatedFile) -> JSONObject {
        var row = JSONObject()
        row.add(CodingKeys.file.rawValue, location.file)
        row.add(CodingKeys.line.rawValue, location.line)
        row.add(CodingKeys.column.rawValue, location.column)
        row.add(CodingKeys.rule.rawValue, rule.rawValue)
        row.add(CodingKeys.severity.rawValue, severity.rawValue)
        row.add(CodingKeys.message.rawValue, message)
        row.add(CodingKeys.component.rawValue, component)
        row.add(CodingKeys.uid.rawValue, uid)
        row.add(CodingKeys.property.rawValue, property)
        row.add(CodingKeys.fixable.rawValue, isFixable)
        row.add(CodingKeys.fingerprint.rawValue, fingerprint)
        if !elementPath.isEmpty { row.add(CodingKeys.path.rawValue, elementPath) }
        if file.hasSchemaLevels { row.add("level", schemaLevel.rawValue) }
        return row
    }
}

/// One object a line.
struct JSONLinesReport: ReportWriter {
    mutating func add(_ file: ValidatedFile) -> String {
        file.findings.map { String(decoding: $0.json(in: file).line, as: UTF8.self) }.joined()
    }
}
