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
