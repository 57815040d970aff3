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

    /// How a row read a property.
    enum Outcome: Sendable {
        /// It is in the field.
        case taken
        /// It cannot be read into the field.
        case unreadable
        /// It has this name but a meaning that is not the field's.
        case foreign
    }

    let name: String
    let property: Name
    let cardinality: Cardinality
    let lift: @Sendable (Property, inout CalendarItem) -> Outcome
    /// Adds the field's lines.
    let lower: @Sendable (CalendarItem, inout ComponentTreeBuilder) -> Void
    /// Whether a property that was lifted surely equals the field, so that its lines need not be compared; false where
    /// that is not quickly known.
    let isPlain: @Sendable (Property) -> Bool
    /// Whether two values of the field never mean the same.
    let isDistinct: Bool
    /// Whether the field means the same in two items, and so gives lines that do.
    let isSame: @Sendable (CalendarItem, CalendarItem) -> Bool
    /// Whether the field tells occurrences of a series apart, or how an item was written: it makes no override.
    let isOwn: Bool
    /// Sets the field to what it is in another item.
    let copy: @Sendable (CalendarItem, inout CalendarItem) -> Void
    /// Sets the field to what it is in most of some items, of equally frequent values to the earlier.
    let vote: @Sendable ([CalendarItem], inout CalendarItem) -> Void

    init<Value: Hashable & Sendable>(
        _ property: Name,
        _ cardinality: Cardinality,
        _ get: @escaping @Sendable (CalendarItem) -> Value,
        _ set: @escaping @Sendable (inout CalendarItem, Value) -> Void,
        isOwn: Bool = false,
        isDistinct: Bool = false,
        isPlain: @escaping @Sendable (Property) -> Bool = { _ in false },
        lift: @escaping @Sendable (Property, inout CalendarItem) -> Outcome,
        lower: @escaping @Sendable (CalendarItem, inout ComponentTreeBuilder) -> Void,
        isSame: @escaping @Sendable (Value, Value) -> Bool = { $0 == $1 }
    ) {
        name = property.knownText ?? ""
        self.property = property
        self.cardinality = cardinality
        self.lift = lift
        self.lower = lower
        self.isSame = { isSame(get($0), get($1)) }
        self.isOwn = isOwn
        copy = { set(&$1, get($0)) }
        vote = { items, item in set(&item, items.map(get).mostFrequent) }
        self.isDistinct = isDistinct
        self.isPlain = isPlain
    }
}

// MARK: - Kinds of rows

// A row names its field by two closures: following a key path costs hundreds of instructions each time.

extension PropertyBinding {
    /// The binding of a TEXT property.
    static func text(
        _ property: Name,
        _ get: @escaping @Sendable (CalendarItem) -> String?,
        _ set: @escaping @Sendable (inout CalendarItem, String?) -> Void
    ) -> PropertyBinding {
        PropertyBinding(
            property,
            .one,
            get,
            set,
            isDistinct: true,
            isPlain: { $0.isPlainText },
            lift: { property, item in
                set(&item, property.text)
                return .taken
            },
            lower: { item, builder in
                if let text = get(item) { builder.property(property, text: text) }
            },
            isSame: { $0.isExactly($1) }
        )
    }

    /// A word of an enumeration.
    static func word<Word: RawRepresentable & CaseIterable & Hashable & Sendable>(
        _ property: Name,
        _ get: @escaping @Sendable (CalendarItem) -> Word?,
        _ set: @escaping @Sendable (inout CalendarItem, Word?) -> Void
    ) -> PropertyBinding where Word.RawValue == String {
        PropertyBinding(
            property,
            .one,
            get,
            set,
            isDistinct: true,
            isPlain: { property in property.isPlainWord(of: Word.self) },
            lift: { property, item in
                guard let word = property.withValue({ Word(ignoringCaseOf: $0) }) else { return .unreadable }
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
        in range: ClosedRange<Int>,
        isOwn: Bool = false
    ) -> PropertyBinding {
        PropertyBinding(
            property,
            .one,
            get,
            set,
            isOwn: isOwn,
            isDistinct: true,
            isPlain: { $0.isPlainNumber },
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
        _ set: @escaping @Sendable (inout CalendarItem, CivilDateTime?) -> Void,
        isOwn: Bool = false
    ) -> PropertyBinding {
        PropertyBinding(
            property,
            .one,
            get,
            set,
            isOwn: isOwn,
            isDistinct: true,
            isPlain: { $0.isPlainTime },
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

    /// A DATE or DATE-TIME of any form, which tells occurrences apart.
    static func time(
        _ property: Name,
        _ get: @escaping @Sendable (CalendarItem) -> EventTime?,
        _ set: @escaping @Sendable (inout CalendarItem, EventTime?) -> Void
    ) -> PropertyBinding {
        PropertyBinding(
            property,
            .one,
            get,
            set,
            isOwn: true,
            isDistinct: true,
            isPlain: { $0.isPlainTime },
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

    /// Changes a list in place.
    typealias Change<Value> = (inout [Value]) -> Void

    /// A recurrence rule.
    ///
    /// - Parameter change: changes the field in place.
    static func rules(
        _ property: Name,
        _ get: @escaping @Sendable (CalendarItem) -> [RecurrenceRule],
        _ change: @escaping @Sendable (inout CalendarItem, Change<RecurrenceRule>) -> Void
    ) -> PropertyBinding {
        PropertyBinding(
            property,
            .each,
            get,
            { item, rules in change(&item) { $0 = rules } },
            isOwn: true,
            lift: { property, item in
                // The text stays as the exact form where it contains more, or less, than the rule read from it.
                guard let rule = property.withValue({ RecurrenceRule.readingLeniently($0).rule }) else {
                    return .unreadable
                }
                change(&item) { $0.append(rule) }
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
    ///
    /// - Parameter change: changes the field in place.
    static func each<Value: Hashable & Sendable>(
        _ property: Name,
        _ get: @escaping @Sendable (CalendarItem) -> [Value],
        _ change: @escaping @Sendable (inout CalendarItem, Change<Value>) -> Void,
        isPlain: @escaping @Sendable (Property) -> Bool = { _ in false },
        read: @escaping @Sendable (Property) -> Value?,
        write: @escaping @Sendable (Value, inout ComponentTreeBuilder) -> Void,
        isSame: @escaping @Sendable (Value, Value) -> Bool = { $0 == $1 }
    ) -> PropertyBinding {
        PropertyBinding(
            property,
            .each,
            get,
            { item, values in change(&item) { $0 = values } },
            isPlain: isPlain,
            lift: { property, item in
                guard let value = read(property) else { return .unreadable }
                change(&item) { $0.append(value) }
                return .taken
            },
            lower: { item, builder in
                for value in get(item) { write(value, &builder) }
            },
            isSame: { mine, theirs in
                mine.count == theirs.count && zip(mine, theirs).allSatisfy { isSame($0, $1) }
            }
        )
    }
}
