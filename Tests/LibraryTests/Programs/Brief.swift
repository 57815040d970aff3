import Kalends

func xCal(of calendar: [UInt8]) throws -> ConversionResult {
    try Converter().convert(calendar, to: .xCal)
}

func findings(in calendar: [UInt8]) -> [Finding] {
    Validator().validate(calendar, name: "team.ics").findings
}

func occurrences(of calendar: [UInt8], in window: OccurrenceWindow) throws -> [SeriesOccurrence] {
    var diagnostics = Diagnostics()
    let document = try Converter().read(calendar, diagnostics: &diagnostics)
    let series = Converter().series(in: [document], diagnostics: &diagnostics)
    return Array(OccurrenceMerge(Converter().expand(series, diagnostics: &diagnostics), in: window))
}
