internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueGeo = Rule(
        "value-geo",
        .error,
        "3.8.1.6",
        "GEO is a latitude from -90 to 90 and a longitude from -180 to 180, separated by a semicolon.",
        accepted: [.event("GEO:52.520008;13.404954")],
        flagged: [
            .event("GEO:▸52.520008,13.404954"),
            .event("GEO:▸152.5;13.4"),
            .event("GEO:▸0x10;13.4"),
        ],
        checks: [
            .property([.geographicPosition]) { property, context in
                let parts = property.pieces(dividedBy: .semicolon).map { piece in
                    ValueGrammar.matches(piece.span, .float) ? Double(String(decoding: piece, as: UTF8.self)) : nil
                }
                guard parts.count == 2, let latitude = parts[0], let longitude = parts[1] else {
                    return context.report(
                        "“\(property.rawValue.prefix(40))” is not a position",
                        at: context.place(of: property)
                    )
                }
                if !(abs(latitude) <= 90 && abs(longitude) <= 180) {
                    context.report("\(property.rawValue) is out of range", at: context.place(of: property))
                }
            }
        ]
    )
}
