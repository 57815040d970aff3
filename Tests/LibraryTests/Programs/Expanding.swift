import Kalends

/// Lists what happens in March 2026, in order of time.
func march(of calendar: [UInt8]) throws -> [String] {
    let converter = Converter()
    var diagnostics = Diagnostics()
    let document = try converter.read(calendar, diagnostics: &diagnostics)
    let series = converter.series(in: [document], diagnostics: &diagnostics)
    let expanded = converter.expand(series, diagnostics: &diagnostics)
    let window = OccurrenceWindow(
        from: CivilDate(year: 2026, month: 3, day: 1),
        until: CivilDate(year: 2026, month: 4, day: 1)
    )
    return OccurrenceMerge(expanded, in: window).map { occurrence in
        "\(occurrence.start) \(occurrence.item.summary ?? "")"
    }
}
