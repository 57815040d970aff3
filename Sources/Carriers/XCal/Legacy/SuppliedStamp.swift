internal import CalendarDiagnostics
internal import ICalendar

/// The DTSTAMP of an item that states none, as feeds of conferences do (RFC 5545 §3.8.7.2 requires it).
enum SuppliedStamp {
    /// The properties that show when an item was written; the first that it has counts.
    static let sources = ["DTSTAMP", "LAST-MODIFIED", "CREATED"]

    /// The DTSTAMP of an item with such times: the last change where one is known, else the creation, else the first moment of
    /// 1970, clearly not a real time.
    static func value(from times: [String: String]) -> String {
        let known = sources.lazy.compactMap { times[$0] }.first { text in
            text.hasSuffix("Z") && ValueGrammar.matches(Array(text.utf8).span, .dateTime)
        }
        return known ?? "19700101T000000Z"
    }
}

extension XCalDecoder {
    /// Adds a DTSTAMP to an item of the calendar that needs one and has none.
    mutating func supplyStamp() {
        guard components.count == 2, let component = components.last, component.times["DTSTAMP"] == nil,
            let name = Name(known: component.name),
            Vocabulary.shared.component(name)?.required.contains("DTSTAMP") == true
        else { return }
        let stamp = SuppliedStamp.value(from: component.times)
        builder.property(.dateTimeStamp, raw: stamp)
        report(
            "stamp-supplied",
            .warning,
            "\(component.name) without DTSTAMP; \(stamp) is written",
            at: component.place,
            in: "dtstamp",
            losing: .altered
        )
    }
}
