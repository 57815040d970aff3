internal import ICalendar

extension EventTime {
    /// Reads `YYYYMMDD`, `YYYYMMDDThhmmss` or the latter with `Z`; nil for anything else or a date that does not exist.
    public init?(basic text: Span<UInt8>) {
        guard let time = TimeText(basic: text) else { return nil }
        self.init(time)
    }

    /// Reads a time in the form of RFC 5545, or in another form that can mean one thing only.
    public init?(lenient text: Span<UInt8>) {
        guard let time = TimeText(lenient: text) else { return nil }
        self.init(time)
    }

    private init(_ time: TimeText) {
        self = time.isDate ? .date(time.civil.date) : time.isUTC ? .utc(time.civil) : .floating(time.civil)
    }
}
