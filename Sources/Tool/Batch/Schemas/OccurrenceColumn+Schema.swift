extension OccurrenceColumn {
    /// What the value of the column is in JSON.
    var schemaValue: SchemaMember.Value {
        switch name {
        case "override", "allDay": .flag
        case "categories", "attendees": .texts
        case "uid", "start", "type", "kind", "startDate": .text
        default: .textOrNull
        }
    }
}
