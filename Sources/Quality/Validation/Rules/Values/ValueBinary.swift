internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueBinary = Rule(
        "value-binary",
        .error,
        "3.3.1",
        "Binary content has VALUE=BINARY and ENCODING=BASE64, and is in base64.",
        remark: "ENCODING=B, the word of vCard for BASE64, is a warning.",
        accepted: [.event("ATTACH;VALUE=BINARY;ENCODING=BASE64:SGVsbG8=")],
        flagged: [
            .event("ATTACH;▸VALUE=BINARY:SGVsbG8="),
            .event("ATTACH;VALUE=BINARY;ENCODING=BASE64:▸SGVsb*8="),
            .event("ATTACH;▸ENCODING=BASE64:SGVsbG8="),
            .event("ATTACH;VALUE=BINARY;▸ENCODING=BASE64,BASE64:SGVsbG8="),
            .event("ATTACH;VALUE=BINARY;▸ENCODING=b:SGVsbG8="),
        ],
        fixes: [.unsafe],
        checks: [
            .valueType([.binary], "not base64"),
            .parameter([.value]) { value, property, context in
                guard context.isSource, property.valueType == .binary else { return }
                let encoding = property.parameter(.encoding)
                if let encoding, isBase64(encoding) { return }
                let place = context.place(of: value, in: property)
                context.report(
                    "VALUE=BINARY without ENCODING=BASE64",
                    at: place,
                    fix: encoding == nil ? [Edit(place.end..<place.end, ";ENCODING=BASE64", .unsafe)] : []
                )
            },
            .parameter([.encoding]) { encoding, property, context in
                guard context.isSource else { return }
                let place = context.place(of: encoding, in: property)
                let values = encoding.values
                let isRepeated = values.count > 1 && Set(values.map { $0.uppercased() }).count == 1
                if values.count > 1 {
                    context.report(
                        "ENCODING has one value, not \(values.count)",
                        at: place,
                        fix: isRepeated ? [Edit(place.start..<place.end, "ENCODING=\(values[0])", .unsafe)] : []
                    )
                } else if encoding.withValue({ $0.isWord("B") }) {
                    context.report(
                        "ENCODING=\(encoding.value) is vCard's word for BASE64",
                        at: place,
                        severity: .warning,
                        fix: [Edit(place.start..<place.end, "ENCODING=BASE64", .unsafe)]
                    )
                }
            },
            .parameter([.encoding]) { encoding, property, context in
                guard context.isSource, isBase64(encoding), property.parameter(.value) == nil else { return }
                let place = context.place(of: encoding, in: property)
                context.report(
                    "ENCODING=BASE64 without VALUE=BINARY",
                    at: place,
                    fix: [Edit(place.start..<place.start, "VALUE=BINARY;", .unsafe)]
                )
            },
        ]
    )

    private static func isBase64(_ encoding: Parameter) -> Bool {
        encoding.withValue { $0.isWord("BASE64") || $0.isWord("B") }
    }
}
