internal import ICalendar

/// One correspondence of a property and a field, used to lift and to lower.
///
/// A class, so that walking the rows costs one reference each and not one for each closure.
final class PropertyBinding: MappingRow {
    /// How properties of one name share a field.
    enum Cardinality: Sendable {
        /// The first that can be read fills the field; others are preserved.
        case one
        /// Each is one value of a list.
        case each
        /// All together are one list.
        case merged
    }

    /// What a row made of a property.
    enum Outcome: Sendable {
        /// It is in the field.
        case taken
        /// It cannot be read into the field.
        case unreadable
        /// It is of this name but says something that is not the field's.
        case foreign
    }

    let name: String
    let property: Name
    let cardinality: Cardinality
    let lift: @Sendable (Property, inout CalendarItem) -> Outcome
    /// Adds the field's lines.
    let lower: @Sendable (CalendarItem, inout ComponentTreeBuilder) -> Void

    init(
        _ property: Name,
        _ cardinality: Cardinality = .one,
        lift: @escaping @Sendable (Property, inout CalendarItem) -> Outcome,
        lower: @escaping @Sendable (CalendarItem, inout ComponentTreeBuilder) -> Void
    ) {
        name = property.knownText ?? ""
        self.property = property
        self.cardinality = cardinality
        self.lift = lift
        self.lower = lower
    }
}

// MARK: - Kinds of rows

// A row names its field by two closures: following a key path costs hundreds of instructions each time.

extension PropertyBinding {
    /// A TEXT.
    static func text(
        _ property: Name,
        _ get: @escaping @Sendable (CalendarItem) -> String?,
        _ set: @escaping @Sendable (inout CalendarItem, String?) -> Void
    ) -> PropertyBinding {
        PropertyBinding(
            property,
            lift: { property, item in
                set(&item, property.text)
                return .taken
            },
            lower: { item, builder in
                if let text = get(item) { builder.property(property, text: text) }
            }
        )
    }

    /// A word of an enumeration.
    static func word<Word: RawRepresentable & Sendable>(
        _ property: Name,
        _ get: @escaping @Sendable (CalendarItem) -> Word?,
        _ set: @escaping @Sendable (inout CalendarItem, Word?) -> Void
    ) -> PropertyBinding where Word.RawValue == String {
        PropertyBinding(
            property,
            lift: { property, item in
                guard let word = Word(rawValue: property.rawValue.uppercased()) else { return .unreadable }
                set(&item, word)
                return .taken
            },
            lower: { item, builder in
                if let word = get(item) { builder.property(property, raw: word.rawValue) }
            }
        )
    }

    /// A whole number within a range.
    static func number(
        _ property: Name,
        _ get: @escaping @Sendable (CalendarItem) -> Int?,
        _ set: @escaping @Sendable (inout CalendarItem, Int?) -> Void,
        in range: ClosedRange<Int>
    ) -> PropertyBinding {
        PropertyBinding(
            property,
            lift: { property, item in
                guard let number = property.withValue({ $0.wholeNumber }), range.contains(number) else {
                    return .unreadable
                }
                set(&item, number)
                return .taken
            },
            lower: { item, builder in
                guard let number = get(item) else { return }
                builder.beginProperty(property)
                builder.beginValue()
                builder.withValue { $0.appendDigits(number, width: 1) }
                builder.endProperty()
            }
        )
    }

    /// A DATE-TIME that is always in UTC.
    static func instant(
        _ property: Name,
        _ get: @escaping @Sendable (CalendarItem) -> CivilDateTime?,
        _ set: @escaping @Sendable (inout CalendarItem, CivilDateTime?) -> Void
    ) -> PropertyBinding {
        PropertyBinding(
            property,
            lift: { property, item in
                guard case .utc(let time) = property.eventTime else { return .unreadable }
                set(&item, time)
                return .taken
            },
            lower: { item, builder in
                if let time = get(item) { builder.append(property, .utc(time)) }
            }
        )
    }

    /// A DATE or DATE-TIME of any form.
    static func time(
        _ property: Name,
        _ get: @escaping @Sendable (CalendarItem) -> EventTime?,
        _ set: @escaping @Sendable (inout CalendarItem, EventTime?) -> Void
    ) -> PropertyBinding {
        PropertyBinding(
            property,
            lift: { property, item in
                guard let time = property.eventTime else { return .unreadable }
                set(&item, time)
                return .taken
            },
            lower: { item, builder in
                if let time = get(item) { builder.append(property, time) }
            }
        )
    }

    /// A recurrence rule.
    static func rules(
        _ property: Name,
        _ get: @escaping @Sendable (CalendarItem) -> [RecurrenceRule],
        _ add: @escaping @Sendable (inout CalendarItem, RecurrenceRule) -> Void
    ) -> PropertyBinding {
        PropertyBinding(
            property,
            .each,
            lift: { property, item in
                // The text stays as the exact form where it says more, or less, than what was made of it.
                guard let rule = property.withValue({ RecurrenceRule.readingLeniently($0).rule }) else {
                    return .unreadable
                }
                add(&item, rule)
                return .taken
            },
            lower: { item, builder in
                for rule in get(item) {
                    builder.beginProperty(property)
                    builder.beginValue()
                    builder.appendRaw(rule.description.utf8)
                    builder.endProperty()
                }
            }
        )
    }

    /// One value of a list.
    static func each<Value: Sendable>(
        _ property: Name,
        _ get: @escaping @Sendable (CalendarItem) -> [Value],
        _ add: @escaping @Sendable (inout CalendarItem, Value) -> Void,
        read: @escaping @Sendable (Property) -> Value?,
        write: @escaping @Sendable (Value, inout ComponentTreeBuilder) -> Void
    ) -> PropertyBinding {
        PropertyBinding(
            property,
            .each,
            lift: { property, item in
                guard let value = read(property) else { return .unreadable }
                add(&item, value)
                return .taken
            },
            lower: { item, builder in
                for value in get(item) { write(value, &builder) }
            }
        )
    }
}
