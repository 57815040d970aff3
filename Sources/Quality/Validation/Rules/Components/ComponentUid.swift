internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let componentUid = Rule(
        "component-uid",
        .error,
        "3.8.4.7",
        "A component that needs a UID has one, and it is not empty.",
        accepted: [.event("SUMMARY:Lunch")],
        flagged: [
            .calendar("▸BEGIN:VTODO", "DTSTAMP:20260101T000000Z", "END:VTODO"),
            .calendar("BEGIN:VTODO", "▸UID:", "DTSTAMP:20260101T000000Z", "END:VTODO"),
        ],
        fixes: [.unsafe],
        checks: [
            .everyComponent { frame, scope in
                guard AllowedNames.shared.requires(.uid, in: frame.name) else { return }
                guard let uid = frame.first(.uid) else {
                    return scope.report(
                        "\(frame.nameText) without UID",
                        at: scope.place(of: frame),
                        fix: scope.inserting(
                            "UID:\(InventedUID.text(of: frame, in: scope))",
                            after: frame.begin,
                            .unsafe
                        )
                    )
                }
                if uid.withValue({ value in value.indices.allSatisfy { value[$0] == 0x20 || value[$0] == 0x09 } }) {
                    scope.report(
                        "an empty UID",
                        at: scope.place(of: uid),
                        fix: scope.replacing(uid, by: InventedUID.text(of: frame, in: scope), .unsafe)
                    )
                }
            }
        ]
    )
}

/// A UID for a component that has none: the same for the same content, in the form of RFC 4122.
private enum InventedUID {
    static func text(of frame: Frame, in scope: Scope) -> String {
        let component = frame.component
        let end =
            component.endIndex < scope.lines.count ? Int(scope.lines[component.endIndex].start) : scope.bytes.count
        let start = Int(scope.lines[frame.begin].start)
        let bytes = scope.bytes[start..<max(start, end)]
        let mixed = bytes.reduce(UInt64(start)) { ($0 &+ UInt64($1)) &* 0x9E37_79B9_7F4A_7C15 }
        let digits = StableHash(of: bytes).digits + mixed.hexDigits(width: 16)
        let parts = [8, 4, 4, 4, 12]
        var rest = Substring(digits)
        return parts.map { count in
            defer { rest = rest.dropFirst(count) }
            return String(rest.prefix(count))
        }.joined(separator: "-")
    }
}
