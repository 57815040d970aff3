internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let componentUid = Rule(
        "component-uid",
        .error,
        "3.8.4.7",
        "A component that needs a UID has one, and it is not empty.",
        accepted: [Example.event("SUMMARY:Lunch").whole],
        flagged: [
            .calendar("▸BEGIN:VTODO", "DTSTAMP:20260101T000000Z", "END:VTODO"),
            .calendar("BEGIN:VTODO", "▸UID:", "DTSTAMP:20260101T000000Z", "END:VTODO"),
        ],
        fixes: [.unsafe],
        checks: [
            .everyComponent { frame, context in
                guard AllowedNames.shared.requires(.uid, in: frame.name) else { return }
                guard let uid = frame.first(.uid) else {
                    return context.report(
                        "\(frame.nameText) without UID",
                        at: context.place(of: frame),
                        fix: context.inserting(
                            "UID:\(InventedUID.text(of: frame, in: context))",
                            after: frame.begin,
                            .unsafe
                        )
                    )
                }
                if uid.withValue({ value in value.indices.allSatisfy { value[$0] == 0x20 || value[$0] == 0x09 } }) {
                    context.report(
                        "an empty UID",
                        at: context.place(of: uid),
                        fix: context.replacing(uid, by: InventedUID.text(of: frame, in: context), .unsafe)
                    )
                }
            }
        ]
    )
}

/// A UID for a component that has none: the same for the same content, in the form of RFC 4122.
private enum InventedUID {
    static func text(of frame: ComponentContext, in context: CheckContext) -> String {
        let component = frame.component
        let end =
            component.endIndex < context.lines.count
            ? Int(context.lines[component.endIndex].start) : context.bytes.count
        let start = Int(context.lines[frame.begin].start)
        let bytes = context.bytes[start..<max(start, end)]
        let mixed = bytes.reduce(UInt64(start)) { ($0 &+ UInt64($1)) &* 0x9E37_79B9_7F4A_7C15 }
        let digits = StableHash(of: bytes.span).digits + mixed.hexDigits(width: 16)
        let parts = [8, 4, 4, 4, 12]
        var rest = Substring(digits)
        return parts.map { count in
            defer { rest = rest.dropFirst(count) }
            return String(rest.prefix(count))
        }.joined(separator: "-")
    }
}
