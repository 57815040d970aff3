internal import ICalendar

extension PropertyBinding {
    /// Row numbers by the name's number; -1 where no row is.
    static let rowOfName: [Int8] = {
        let highest = item.rows.map { Int($0.property.id) }.max() ?? 0
        var rows = [Int8](repeating: -1, count: highest + 1)
        for (index, row) in item.rows.enumerated() { rows[Int(row.property.id)] = Int8(index) }
        return rows
    }()

    /// The row of a property's name.
    static func row(of name: Name) -> Int? {
        guard Int(name.id) < rowOfName.count, rowOfName[Int(name.id)] >= 0 else { return nil }
        return Int(rowOfName[Int(name.id)])
    }
}

extension CalendarItem {
    mutating func liftRecurrenceID(_ property: Property) -> PropertyBinding.Outcome {
        guard let time = property.eventTime else { return .unreadable }
        recurrenceID = RecurrenceID(
            time,
            includesFuture: property.parameter(.range)?.value.uppercased() == "THISANDFUTURE"
        )
        return .taken
    }

    func lowerRecurrenceID(to builder: inout ComponentTreeBuilder) {
        guard let recurrenceID else { return }
        builder.append(
            .recurrenceID,
            recurrenceID.time,
            parameters: recurrenceID.includesFuture ? [(.range, "THISANDFUTURE")] : []
        )
    }

    func lowerCategories(to builder: inout ComponentTreeBuilder) {
        guard !categories.isEmpty else { return }
        builder.beginProperty(.categories)
        builder.beginValue()
        for (position, category) in categories.enumerated() {
            if position > 0 { builder.appendRaw(CollectionOfOne(UInt8(ascii: ","))) }
            var category = category
            category.makeContiguousUTF8()
            builder.appendEscaped(category.utf8Span.span)
        }
        builder.endProperty()
    }

    func lowerOrganizer(to builder: inout ComponentTreeBuilder) {
        guard let organizer else { return }
        builder.beginProperty(.organizer)
        organizer.addParameters(to: &builder)
        builder.beginValue()
        builder.appendURI(ofAddress: organizer.address)
        builder.endProperty()
    }
}
