internal import ICalendar

extension PropertyBinding {
    // swift-format-ignore
    /// Every property that a field holds, in the order in which they are written.
    static let item = Mapping<PropertyBinding>("item", rows: [
        PropertyBinding(.uid,
            isPlain: { $0.isPlainText && $0.line.valueEnd > $0.line.valueStart },
            lift:  { property, item in item.uid = property.text; return .taken },
            lower: { item, builder in if !item.uid.isEmpty { builder.property(.uid, text: item.uid) } },
            isSame: { $0.uid.isExactly($1.uid) }),
        PropertyBinding(.recurrenceID,
            lift:  { property, item in item.liftRecurrenceID(property) },
            lower: { item, builder in item.lowerRecurrenceID(to: &builder) },
            isSame: { $0.recurrenceID == $1.recurrenceID }),
        .number( .sequence,               { $0.sequence }, { $0.sequence = $1 }, in: 0...Int(Int32.max)),
        .instant(.dateTimeStamp,          { $0.stamp }, { $0.stamp = $1 }),
        .instant(.created,                { $0.created }, { $0.created = $1 }),
        .instant(.lastModified,           { $0.lastModified }, { $0.lastModified = $1 }),
        .time(   .dateTimeStart,          { $0.start }, { $0.start = $1 }),
        .time(   .dateTimeEnd,            { $0.end }, { $0.end = $1 }),
        .time(   .dateTimeDue,            { $0.due }, { $0.due = $1 }),
        PropertyBinding(.duration,
            lift:  { property, item in
                guard let duration = property.withValue({ try? NominalDuration(reading: $0) }) else { return .unreadable }
                item.duration = duration
                return .taken
            },
            lower: { item, builder in
                if let duration = item.duration { builder.property(.duration, raw: duration.description) }
            },
            isSame: { $0.duration == $1.duration }),
        .rules(  .recurrenceRule,         { $0.rules }, { $0.rules.append($1) }),
        .rules(  .exceptionRule,          { $0.exceptionRules }, { $0.exceptionRules.append($1) }),
        PropertyBinding(.recurrenceDate, .merged,
            lift:  { property, item in
                guard let dates = property.additionalDates else { return .unreadable }
                item.additionalDates += dates
                return .taken
            },
            lower: { item, builder in builder.append(.recurrenceDate, item.additionalDates) },
            isSame: { $0.additionalDates == $1.additionalDates }),
        PropertyBinding(.exceptionDate, .merged,
            lift:  { property, item in
                guard let times = property.eventTimes else { return .unreadable }
                item.exclusions += times
                return .taken
            },
            lower: { item, builder in builder.append(.exceptionDate, item.exclusions) },
            isSame: { $0.exclusions == $1.exclusions }),
        .text(   .summary,                { $0.summary }, { $0.summary = $1 }),
        .text(   .description,            { $0.description }, { $0.description = $1 }),
        .text(   .location,               { $0.location }, { $0.location = $1 }),
        PropertyBinding(.categories, .merged,
            lift:  { property, item in item.categories += property.texts; return .taken },
            lower: { item, builder in item.lowerCategories(to: &builder) },
            isSame: { $0.categories.isExactly($1.categories) }),
        .word(   .classification,         { $0.classification }, { $0.classification = $1 }),
        .word(   .status,                 { $0.status }, { $0.status = $1 }),
        .word(   .timeTransparency,       { $0.transparency }, { $0.transparency = $1 }),
        .word(   .microsoftBusyStatus,    { $0.busyStatus }, { $0.busyStatus = $1 }),
        .text(   .kolabColorLabel,        { $0.colorLabel }, { $0.colorLabel = $1 }),
        .number( .priority,               { $0.priority }, { $0.priority = $1 }, in: 0...9),
        .number( .percentComplete,        { $0.percentComplete }, { $0.percentComplete = $1 }, in: 0...100),
        .instant(.completed,              { $0.completed }, { $0.completed = $1 }),
        PropertyBinding(.organizer,
            lift:  { property, item in
                guard let person = Person(property) else { return .unreadable }
                item.organizer = person
                return .taken
            },
            lower: { item, builder in item.lowerOrganizer(to: &builder) },
            isSame: { $0.organizer == $1.organizer }),
        .each(   .attendee,               { $0.attendees }, { $0.attendees.append($1) }, isPlain: { $0.isPlainAttendee },
            read: Attendee.init, write: { $0.append(to: &$1) },
            isSame: { $0.hasSameMeaning(as: $1) }),
        .each(   .attach,                 { $0.attachments }, { $0.attachments.append($1) }, read: Attachment.init, write: { $0.append(to: &$1) }),
        PropertyBinding(.relatedTo,
            lift:  { property, item in
                let type = property.parameter(.relationshipType)?.value.uppercased() ?? "PARENT"
                guard type == "PARENT", property.valueType == .text else { return .foreign }
                item.parent = property.text
                return .taken
            },
            lower: { item, builder in
                if let parent = item.parent { builder.property(.relatedTo, text: parent) }
            },
            isSame: { $0.parent.isExactly($1.parent) }),
        .text(   .kolabProductIdentifier, { $0.writer }, { $0.writer = $1 }),
        PropertyBinding(.kolabElement, .each,
            lift:  { property, item in item.preserved.elements.append(property.text); return .taken },
            lower: { item, builder in
                for element in item.preserved.elements { builder.property(.kolabElement, text: element) }
            },
            isSame: { $0.preserved.elements == $1.preserved.elements }),
    ])

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
    fileprivate mutating func liftRecurrenceID(_ property: Property) -> PropertyBinding.Outcome {
        guard let time = property.eventTime else { return .unreadable }
        recurrenceID = RecurrenceID(
            time,
            includesFuture: property.parameter(.range)?.value.uppercased() == "THISANDFUTURE"
        )
        return .taken
    }

    fileprivate func lowerRecurrenceID(to builder: inout ComponentTreeBuilder) {
        guard let recurrenceID else { return }
        builder.append(
            .recurrenceID,
            recurrenceID.time,
            parameters: recurrenceID.includesFuture ? [(.range, "THISANDFUTURE")] : []
        )
    }

    fileprivate func lowerCategories(to builder: inout ComponentTreeBuilder) {
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

    fileprivate func lowerOrganizer(to builder: inout ComponentTreeBuilder) {
        guard let organizer else { return }
        builder.beginProperty(.organizer)
        organizer.addParameters(to: &builder)
        builder.beginValue()
        builder.appendURI(ofAddress: organizer.address)
        builder.endProperty()
    }
}
