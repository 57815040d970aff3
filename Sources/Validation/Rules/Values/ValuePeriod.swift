internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valuePeriod = Rule(
        "value-period", .error, "3.3.9",
        "A period ends after it begins, and the periods of FREEBUSY are in UTC.",
        accepted: [.freeBusy("FREEBUSY:20260105T090000Z/PT1H,20260106T090000Z/20260106T100000Z")],
        flagged: [
            .event("RDATE;VALUE=PERIOD:▸20260106T090000Z/20260105T090000Z"),
            .event("RDATE;VALUE=PERIOD:▸20260106T090000Z/-PT1H"),
            .freeBusy("FREEBUSY:▸20260105T090000/PT1H"),
        ],
        checks: [
            .property(AllowedNames.properties(of: [.period])) { property, scope in
                guard property.valueType == .period, scope.brokenType(of: property) == nil else { return }
                for piece in property.pieces(dividedBy: .comma) {
                    let parts = piece.split(separator: UInt8(ascii: "/")).map(Array.init)
                    guard parts.count == 2 else { continue }
                    let (begin, rest) = (parts[0], parts[1])
                    guard let start = TimeValue(begin.span) else { continue }
                    let end = TimeValue(rest.span)
                    if end.map({ $0.civil < start.civil }) ?? (rest.first == UInt8(ascii: "-")) {
                        return scope.report("a period that ends before it begins", at: scope.place(of: property))
                    }
                    if property.name == .freeBusy, start.form != .utc {
                        return scope.report("a period of FREEBUSY that is not in UTC", at: scope.place(of: property))
                    }
                }
            }
        ]
    )
}
