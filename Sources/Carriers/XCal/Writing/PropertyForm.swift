internal import ICalendar

/// What the writer must know of a property, in three bytes rather than a ``PropertyRow``: looked up for every line.
struct PropertyForm: Sendable {
    /// How the value is divided.
    enum Shape: UInt8, Sendable {
        case single, list, position, requestStatus
    }

    var type: ValueType
    var shape: Shape
    /// Whether the value may be of another type that its text reveals.
    var hasAlternatives: Bool

    /// A property that no table knows.
    static let unknown = PropertyForm(type: .unknown, shape: .single, hasAlternatives: false)

    /// The forms of all known names, by number.
    static let known: [PropertyForm] = Name.allKnown.map { name in
        guard let row = Vocabulary.shared.property(name), let type = row.types.first else { return .unknown }
        let shape: Shape =
            switch row.shape {
            case .single: .single
            case .list: .list
            case .fields(let fields): fields.count == 2 ? .position : .requestStatus
            }
        return PropertyForm(type: type, shape: shape, hasAlternatives: row.types.count > 1)
    }
}

extension ValueType {
    /// The type's place among all types.
    var ordinal: Int {
        switch self {
        case .binary: 0
        case .boolean: 1
        case .calendarAddress: 2
        case .date: 3
        case .dateTime: 4
        case .duration: 5
        case .float: 6
        case .integer: 7
        case .period: 8
        case .recurrence: 9
        case .text: 10
        case .time: 11
        case .uri: 12
        case .utcOffset: 13
        case .uid: 14
        case .xmlReference: 15
        case .unknown: 16
        }
    }

    /// Whether white space at the ends of a value element is not part of the value.
    var ignoresBlanks: Bool { self != .text && self != .unknown }
}
