internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let lineName = Rule(
        "line-name", .error, "3.1",
        "A name is made of letters, digits and hyphens.",
        accepted: [.event("X-OWN-NAME:1")],
        flagged: [
            .event("▸X_OWN_NAME:1"),
            .event("▸BEGIN:", "END:"),
            .event("SUMMARY;▸X_OWN=1:Lunch"),
        ],
        checks: [
            .reader(["name-character": nil]),
            .oddTextParameter { parameter, property, scope in
                // Names that a table knows have no wrong characters.
                guard !parameter.name.isKnown, !parameter.isBare, !parameter.record.flags.contains(.nameFolded) else { return }
                let name = scope.bytes[Int(parameter.record.nameStart)..<Int(parameter.record.valueStart) - 1]
                if name.allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }) { return }
                scope.report(
                    "“\(String(decoding: name, as: UTF8.self))” is no name of a parameter", at: scope.place(of: parameter, in: property))
            },
            .everyComponent { frame, scope in
                if !frame.name.isKnown, frame.nameText.isEmpty { scope.report("a component without a name", at: scope.place(of: frame)) }
            },
        ]
    )
}
