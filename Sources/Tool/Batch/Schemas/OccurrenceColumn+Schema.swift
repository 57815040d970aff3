extension OccurrenceColumn {
    /// What the value of the column is in JSON.
    private var schemaValue: SchemaMember.Value {
        switch name {
        case "override", "allDay": .flag
        case "categories", "attendees": .texts
        case "type": .words(["event", "to-do", "journal"])
        case "uid", "start", "kind", "startDate": .text
        default: .textOrNull
        }
    }

    /// The member of the column in an object.
    func schemaMember(isOptional: Bool = false) -> SchemaMember {
        SchemaMember(name, schemaValue, isOptional: isOptional)
    }
}
