internal import ICalendar
internal import TwoWayMapping

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
    /// Adds the field's lines. The item is never changed: it is `inout` because a key path reads a borrowed item by copying
    /// all of it first.
    let lower: @Sendable (inout CalendarItem, inout ComponentTreeBuilder) -> Void

    init(
        _ property: Name,
        _ cardinality: Cardinality = .one,
        lift: @escaping @Sendable (Property, inout CalendarItem) -> Outcome,
        lower: @escaping @Sendable (inout CalendarItem, inout ComponentTreeBuilder) -> Void
    ) {
        name = property.knownText ?? ""
        self.property = property
        self.cardinality = cardinality
        self.lift = lift
        self.lower = lower
    }
}

// MARK: - Kinds of rows

/// A stored field of an item; key path literals are sendable.
typealias Field<Value> = any WritableKeyPath<CalendarItem, Value> & Sendable

extension PropertyBinding {
    /// A TEXT.
    @inline(__always)
    static func text(_ property: Name, _ field: Field<String?>) -> PropertyBinding {
        PropertyBinding(
            property,
            lift: { property, item in
                item[keyPath: field] = property.text
                return .taken
            },
            lower: { item, builder in
                if let text = item[keyPath: field] { builder.property(property, text: text) }
            }
        )
    }

    /// A word of an enumeration.
    @inline(__always)
    static func word<Word: RawRepresentable & Sendable>(
        _ property: Name,
        _ field: Field<Word?>
    ) -> PropertyBinding where Word.RawValue == String {
        PropertyBinding(
            property,
            lift: { property, item in
                guard let word = Word(rawValue: property.rawValue.uppercased()) else { return .unreadable }
                item[keyPath: field] = word
                return .taken
            },
            lower: { item, builder in
                if let word = item[keyPath: field] { builder.property(property, raw: word.rawValue) }
            }
        )
    }

    /// A whole number within a range.
    @inline(__always)
    static func number(
        _ property: Name,
        _ field: Field<Int?>,
        in range: ClosedRange<Int>
    ) -> PropertyBinding {
        PropertyBinding(
            property,
            lift: { property, item in
                guard let number = property.withValue({ $0.wholeNumber }), range.contains(number) else {
                    return .unreadable
                }
                item[keyPath: field] = number
                return .taken
            },
            lower: { item, builder in
                guard let number = item[keyPath: field] else { return }
                builder.beginProperty(property)
                builder.beginValue()
                builder.withValue { $0.appendDigits(number, width: 1) }
                builder.endProperty()
            }
        )
    }

    /// A DATE-TIME that is always in UTC.
    @inline(__always)
    static func instant(
        _ property: Name,
        _ field: Field<CivilDateTime?>
    ) -> PropertyBinding {
        PropertyBinding(
            property,
            lift: { property, item in
                guard case .utc(let time) = property.eventTime else { return .unreadable }
                item[keyPath: field] = time
                return .taken
            },
            lower: { item, builder in
                if let time = item[keyPath: field] { builder.append(property, .utc(time)) }
            }
        )
    }

    /// A DATE or DATE-TIME of any form.
    @inline(__always)
    static func time(_ property: Name, _ field: Field<EventTime?>) -> PropertyBinding {
        PropertyBinding(
            property,
            lift: { property, item in
                guard let time = property.eventTime else { return .unreadable }
                item[keyPath: field] = time
                return .taken
            },
            lower: { item, builder in
                if let time = item[keyPath: field] { builder.append(property, time) }
            }
        )
    }

    /// A recurrence rule.
    @inline(__always)
    static func rules(_ property: Name, _ field: Field<[RecurrenceRule]>)
        -> PropertyBinding
    {
        PropertyBinding(
            property,
            .each,
            lift: { property, item in
                guard let rule = property.withValue({ try? RecurrenceRule(reading: $0) }) else { return .unreadable }
                item[keyPath: field].append(rule)
                return .taken
            },
            lower: { item, builder in
                for rule in item[keyPath: field] {
                    builder.beginProperty(property)
                    builder.beginValue()
                    builder.appendRaw(rule.description.utf8)
                    builder.endProperty()
                }
            }
        )
    }

    /// One value of a list.
    @inline(__always)
    static func each<Value: Sendable>(
        _ property: Name,
        _ field: Field<[Value]>,
        read: @escaping @Sendable (Property) -> Value?,
        write: @escaping @Sendable (Value, inout ComponentTreeBuilder) -> Void
    ) -> PropertyBinding {
        PropertyBinding(
            property,
            .each,
            lift: { property, item in
                guard let value = read(property) else { return .unreadable }
                item[keyPath: field].append(value)
                return .taken
            },
            lower: { item, builder in
                for value in item[keyPath: field] { write(value, &builder) }
            }
        )
    }
}
