internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueBinary = Rule(
        "value-binary", .error, "3.3.1",
        "Binary content says VALUE=BINARY and ENCODING=BASE64, and is in base64.",
        accepted: [.event("ATTACH;VALUE=BINARY;ENCODING=BASE64:SGVsbG8=")],
        flagged: [
            .event("ATTACH;▸VALUE=BINARY:SGVsbG8="),
            .event("ATTACH;VALUE=BINARY;ENCODING=BASE64:▸SGVsb*8="),
            .event("ATTACH;▸ENCODING=BASE64:SGVsbG8="),
        ],
        fixes: [.unsafe],
        checks: [
            .valueType([.binary], "not base64"),
            .textParameters { property, scope in
                let encoding = property.parameter(.encoding)
                let isBase64 = encoding?.withValue { $0.isWord("BASE64") || $0.isWord("B") } ?? false
                let value = property.parameter(.value)
                let isBinary = value != nil && property.valueType == .binary
                if isBinary, !isBase64, let value {
                    let place = scope.place(of: value, in: property)
                    scope.report(
                        "VALUE=BINARY without ENCODING=BASE64", at: place,
                        fix: encoding == nil ? [Edit(place.end..<place.end, ";ENCODING=BASE64", .unsafe)] : [])
                }
                if isBase64, value == nil, let encoding {
                    let place = scope.place(of: encoding, in: property)
                    scope.report(
                        "ENCODING=BASE64 without VALUE=BINARY", at: place,
                        fix: [Edit(place.start..<place.start, "VALUE=BINARY;", .unsafe)])
                }
            }
        ]
    )
}
