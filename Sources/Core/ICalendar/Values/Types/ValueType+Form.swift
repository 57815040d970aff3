extension ValueType {
    /// The type in every form that it has: one row per type.
    package var form: any ValueForm.Type {
        switch self {
        case .binary: BinaryForm.self
        case .boolean: BooleanForm.self
        case .calendarAddress: CalendarAddressForm.self
        case .date: DateForm.self
        case .dateTime: DateTimeForm.self
        case .duration: DurationForm.self
        case .float: FloatForm.self
        case .integer: IntegerForm.self
        case .period: PeriodForm.self
        case .recurrence: RecurrenceForm.self
        case .text: TextForm.self
        case .time: TimeForm.self
        case .uri: URIForm.self
        case .utcOffset: UTCOffsetForm.self
        case .uid: UIDForm.self
        case .xmlReference: XMLReferenceForm.self
        case .unknown: UnknownForm.self
        }
    }

    /// Whether it is a date or a date with a time.
    package var isMoment: Bool { self == .date || self == .dateTime }

    /// The types that a text can be told to be of by its form.
    package static let telling = allCases.filter { $0.form.isTelling }

    /// Whether a text can be told to be of the type by its form.
    package var isTelling: Bool { form.isTelling }

    /// The type's place among all types.
    package var ordinal: Int {
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
}
