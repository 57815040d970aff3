import Kalends

/// A calendar of any format as xCal, with a report of what could not be carried over.
func xCal(of calendar: [UInt8]) throws -> ConversionResult {
    try Converter().convert(calendar, to: .xCal)
}

/// What is wrong with a calendar: rules, messages, lines and columns.
func findings(in calendar: [UInt8]) -> [Finding] {
    Validator().validate(calendar, name: "team.ics").findings
}

/// What takes place on the days of a window, in order of time.
func occurrences(of calendar: [UInt8], in window: OccurrenceWindow) throws -> [SeriesOccurrence] {
    var diagnostics = Diagnostics()
    let document = try Converter().read(calendar, diagnostics: &diagnostics)
    let series = Converter().series(in: [document], diagnostics: &diagnostics)
    return Array(OccurrenceMerge(Converter().expand(series, diagnostics: &diagnostics), in: window))
}
