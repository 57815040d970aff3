import Kalends

/// Lists the start and the summary of every event of a calendar, whatever its format.
func events(in calendar: [UInt8]) throws -> [String] {
    let converter = Converter()
    var diagnostics = Diagnostics()
    let document = try converter.read(calendar, diagnostics: &diagnostics)
    return converter.series(in: [document], diagnostics: &diagnostics).flatMap { read in
        read.series.items.filter { $0.kind == .event }.map { event in
            "\(event.start.map(String.init(describing:)) ?? "-") \(event.summary ?? "")"
        }
    }
}
