internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueRequestStatus = Rule(
        "value-request-status",
        .error,
        "3.8.8.3",
        "REQUEST-STATUS is a code of two or three numbers with points between them, a semicolon and a description.",
        accepted: [.event("REQUEST-STATUS:3.1;Invalid property value;DTSTART:96-Apr-01")],
        flagged: [
            .event("REQUEST-STATUS:▸Success"),
            .event("REQUEST-STATUS:▸2.0"),
        ],
        checks: [
            .property([.requestStatus]) { property, context in
                let parts = property.pieces(dividedBy: .semicolon)
                let numbers = (parts.first ?? []).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
                let isCode =
                    (2...3).contains(numbers.count) && numbers.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isDigit) }
                if isCode, parts.count > 1 { return }
                let text = property.rawValue.prefix(60)
                context.report(
                    isCode ? "“\(text)” has no description" : "“\(text)” does not begin with a status code",
                    at: context.place(of: property)
                )
            }
        ]
    )
}
