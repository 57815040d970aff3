internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import XMLSupport

/// How a row read an element.
enum KolabReadOutcome: Sendable {
    /// The field represents the whole element.
    case exact
    /// The field is set, but the element contains more, or is spelt differently.
    case inexact
    /// The element is not a value of the field.
    case unreadable
}

/// One correspondence of an element and a field, read and written by the same line.
///
/// Law: reading the elements that ``write`` writes gives what ``say`` states. What the item contains beyond that is for
/// the slot and the loss report.
///
/// A class, so that looking a row up costs one reference and not one for each of its closures.
final class KolabRow: MappingRow {
    let name: String
    /// Whether each element of the name is one value of a list.
    let isList: Bool
    let read: @Sendable (XMLElement, inout CalendarItem, inout ObjectDecoder) -> KolabReadOutcome
    /// How many elements the item's field fills.
    let count: @Sendable (CalendarItem, ObjectEncoder) -> Int
    let write: @Sendable (CalendarItem, Int, inout ObjectEncoder) -> Void
    /// States the content of the elements written for an item.
    let say: @Sendable (CalendarItem, inout KolabStatement) -> Void
    /// Empties the field, as a subevent does that names the element without a value or lists its own values.
    let clear: @Sendable (inout CalendarItem) -> Void
    /// Whether the field holds the same in two items, and so fills the same elements.
    let isSame: @Sendable (CalendarItem, CalendarItem) -> Bool
    /// When a subevent holds the element.
    let subeventUse: SubeventUse
    /// The kinds of objects that have to hold the element.
    let requiredIn: Set<CalendarItem.Kind>

    /// When a subevent holds an element.
    enum SubeventUse {
        case never, always
        /// Where it differs from the series', or another of the occurrence's times does.
        case withTimes
        /// Where it differs from the series'.
        case ifChanged
    }

    /// Whether a subevent may hold the element.
    var isInSubevents: Bool { subeventUse != .never }

    init(
        name: String,
        isList: Bool,
        read: @escaping @Sendable (XMLElement, inout CalendarItem, inout ObjectDecoder) -> KolabReadOutcome,
        count: @escaping @Sendable (CalendarItem, ObjectEncoder) -> Int,
        write: @escaping @Sendable (CalendarItem, Int, inout ObjectEncoder) -> Void,
        say: @escaping @Sendable (CalendarItem, inout KolabStatement) -> Void,
        clear: @escaping @Sendable (inout CalendarItem) -> Void,
        isSame: @escaping @Sendable (CalendarItem, CalendarItem) -> Bool,
        subeventUse: SubeventUse = .ifChanged,
        requiredIn: Set<CalendarItem.Kind> = []
    ) {
        self.name = name
        self.isList = isList
        self.read = read
        self.count = count
        self.write = write
        self.say = say
        self.clear = clear
        self.isSame = isSame
        self.subeventUse = subeventUse
        self.requiredIn = requiredIn
    }

    /// The row, with another use in subevents.
    func inSubevents(_ use: SubeventUse) -> KolabRow { with(use, requiredIn) }

    /// The row of an element that objects of these kinds have to hold.
    func required(in kinds: Set<CalendarItem.Kind> = Set(CalendarItem.Kind.allCases)) -> KolabRow {
        with(subeventUse, kinds)
    }

    private func with(_ use: SubeventUse, _ kinds: Set<CalendarItem.Kind>) -> KolabRow {
        KolabRow(
            name: name,
            isList: isList,
            read: read,
            count: count,
            write: write,
            say: say,
            clear: clear,
            isSame: isSame,
            subeventUse: use,
            requiredIn: kinds
        )
    }
}

// MARK: - Rows of one value

extension KolabRow {
    /// An optional field and the text of an element.
    static func element<Value: Equatable & Sendable>(
        _ name: String,
        _ get: @escaping @Sendable (CalendarItem) -> Value?,
        _ set: @escaping @Sendable (inout CalendarItem, Value?) -> Void,
        as conversion: KolabConversion<Value>,
        isSame: @escaping @Sendable (Value?, Value?) -> Bool = { $0 == $1 }
    ) -> KolabRow {
        KolabRow(
            name: name,
            isList: false,
            read: { element, item, decoder in
                let outcome = conversion.read(element, &decoder)
                set(&item, outcome.value)
                return outcome.isExact ? .exact : outcome.value == nil ? .unreadable : .inexact
            },
            count: { item, _ in get(item) == nil ? 0 : 1 },
            write: { item, _, encoder in
                guard let value = get(item) else { return }
                encoder.xml.start(name)
                conversion.write(value, &encoder)
                encoder.xml.end()
            },
            say: { item, statement in
                guard let value = get(item) else { return set(&statement.item, nil) }
                let said = conversion.readBack(value, statement)
                set(&statement.item, said)
            },
            clear: { set(&$0, nil) },
            isSame: { isSame(get($0), get($1)) }
        )
    }

    /// A text; an empty one is omitted, because an empty element means the same as its absence.
    static func text(
        _ name: String,
        _ get: @escaping @Sendable (CalendarItem) -> String?,
        _ set: @escaping @Sendable (inout CalendarItem, String?) -> Void
    ) -> KolabRow {
        .element(
            name,
            { item in get(item).flatMap { $0.isEmpty ? nil : $0 } },
            set,
            as: .text,
            isSame: { left, right in
                guard let left, let right else { return left == nil && right == nil }
                return left.isExactly(right)
            }
        )
    }

    /// A field that takes more than its element to read or write.
    static func group(
        _ name: String,
        read: @escaping @Sendable (XMLElement, inout CalendarItem, inout ObjectDecoder) -> KolabReadOutcome,
        isWritten: @escaping @Sendable (CalendarItem, ObjectEncoder) -> Bool,
        write: @escaping @Sendable (CalendarItem, inout ObjectEncoder) -> Void,
        say: @escaping @Sendable (CalendarItem, inout KolabStatement) -> Void,
        clear: @escaping @Sendable (inout CalendarItem) -> Void,
        isSame: @escaping @Sendable (CalendarItem, CalendarItem) -> Bool
    ) -> KolabRow {
        KolabRow(
            name: name,
            isList: false,
            read: read,
            count: { item, encoder in isWritten(item, encoder) ? 1 : 0 },
            write: { item, _, encoder in write(item, &encoder) },
            say: say,
            clear: clear,
            isSame: isSame
        )
    }
}

// MARK: - Conversions

/// How an element's attributes and text represent a value.
///
/// Law: what `write` writes, `read` reads as what `readBack` gives, and as exact.
struct KolabConversion<Value>: Sendable {
    /// The value, and whether it represents the whole element.
    let read: @Sendable (XMLElement, inout ObjectDecoder) -> (value: Value?, isExact: Bool)
    /// Adds attributes and text to the element just begun.
    let write: @Sendable (Value, inout ObjectEncoder) -> Void
    /// What the element that is written for a value is read as; nil if as none.
    let readBack: @Sendable (Value, KolabStatement) -> Value?
}

extension KolabConversion {
    /// A conversion of the trimmed text; spellings that `read` tolerates and `write` avoids are not exact.
    init(
        read: @escaping @Sendable (String) -> Value?,
        write: @escaping @Sendable (Value) -> String
    ) {
        self.init(
            read: { element, _ in
                let text = element.trimmedText
                guard let value = read(text) else { return (nil, text.isEmpty && element.isPlain) }
                return (value, element.isPlain && write(value) == text)
            },
            write: { value, encoder in encoder.xml.text(write(value)) },
            readBack: { value, _ in read(write(value)) }
        )
    }

    /// The words of a table; another word is reported.
    static func words(_ table: WordTable<Value>) -> KolabConversion where Value: Hashable {
        let conversion = KolabConversion(
            read: { table.value(ignoringCaseOf: $0) },
            write: { table.word(for: $0) ?? "" }
        )
        return KolabConversion(
            read: { element, decoder in
                let outcome = conversion.read(element, &decoder)
                let word = element.trimmedText
                if outcome.value == nil, !word.isEmpty {
                    decoder.report(
                        "unknown-word",
                        "\(element.localName) \(word.prefix(40)) is unknown; kept",
                        at: element,
                        losing: decoder.keptAction
                    )
                }
                return outcome
            },
            write: conversion.write,
            readBack: { value, _ in table.nearest(to: value) }
        )
    }
}

extension KolabConversion where Value == String {
    /// Literal text; an empty element is an empty string, which means the same as its absence.
    static let text = KolabConversion(
        read: { element, _ in
            let text = element.text
            return (text.isEmpty ? nil : text, element.isPlain)
        },
        write: { text, encoder in encoder.xml.text(text) },
        readBack: { text, statement in
            let text = statement.text(text)
            return text.isEmpty ? nil : text
        }
    )
}

extension KolabConversion where Value == Int {
    /// A decimal integer within a range.
    static func number(in range: ClosedRange<Int>) -> KolabConversion {
        let conversion = KolabConversion(
            read: { text in Int(text).flatMap { range.contains($0) ? $0 : nil } },
            write: { String($0) }
        )
        return KolabConversion(
            read: { element, decoder in
                let outcome = conversion.read(element, &decoder)
                if outcome.value == nil { decoder.reportInvalidNumber(element) }
                return outcome
            },
            write: conversion.write,
            readBack: conversion.readBack
        )
    }
}

extension ObjectDecoder {
    /// Reports a text that is not a number of its element's; an empty one has no meaning.
    mutating func reportInvalidNumber(_ element: XMLElement) {
        let text = element.trimmedText
        guard !text.isEmpty else { return }
        report(
            "invalid-number",
            "“\(text.prefix(40))” is not a valid \(element.localName); kept",
            at: element,
            losing: keptAction
        )
    }
}

extension XMLElement {
    /// Whether there is only text.
    var isPlain: Bool { !hasAttributes && !hasChildren }
}
