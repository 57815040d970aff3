package import CalendarDiagnostics

extension Loss {
    /// The loss as a JSON object; the members are part of the interface.
    ///
    /// - Parameter file: the file of a loss that names none.
    package func json(file: String) -> JSONObject {
        var row = JSONObject()
        row.add(CodingKeys.file.rawValue, location.file.isEmpty ? file : location.file)
        row.add(CodingKeys.line.rawValue, location.line)
        row.add(CodingKeys.component.rawValue, component)
        row.add(CodingKeys.uid.rawValue, uid)
        row.add(CodingKeys.property.rawValue, property)
        row.add(CodingKeys.id.rawValue, id.rawValue)
        row.add(CodingKeys.action.rawValue, action.rawValue)
        row.add(CodingKeys.detail.rawValue, detail)
        return row
    }
}

extension Diagnostic {
    /// What a reader found, as a JSON object with the first members of a finding of validation.
    package var json: JSONObject {
        var row = JSONObject()
        row.add("file", location.file)
        row.add("line", location.line)
        row.add("column", location.column)
        row.add("rule", rule.rawValue)
        row.add("severity", severity.rawValue)
        row.add("message", message)
        return row
    }
}
