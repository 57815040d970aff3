internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let lineName = Rule(
        "line-name",
        .error,
        "3.1",
        "A name is made of letters, digits and hyphens.",
        accepted: [.event("X-OWN-NAME:1")],
        flagged: [
            .event("▸X_OWN_NAME:1"),
            .event("▸BEGIN:", "END:"),
            .event("BEGIN:▸ VALARM", "ACTION:AUDIO", "TRIGGER:-PT5M", "END:VALARM"),
            .event("SUMMARY;▸X_OWN=1:Lunch"),
        ],
        fixes: [.safe],
        checks: [
            .reader(["name-character": nil, "component-blank": .warning, "component-parameter": nil]),
            .oddTextParameter { parameter, property, context in
                // Names that a table knows have no wrong characters.
                guard !parameter.name.isKnown, !parameter.isBare, !parameter.record.flags.contains(.nameFolded) else {
                    return
                }
                let name = context.bytes[Int(parameter.record.nameStart)..<Int(parameter.record.valueStart) - 1]
                if name.allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }) { return }
                context.report(
                    "“\(String(decoding: name, as: UTF8.self))” is not a name of a parameter",
                    at: context.place(of: parameter, in: property)
                )
            },
            .everyComponent { frame, context in
                if !frame.name.isKnown, frame.nameText.isEmpty {
                    context.report("a component without a name", at: context.place(of: frame))
                }
            },
        ],
        mend: { bytes, offset in
            let line = Folding.logicalLine(in: bytes, around: offset)
            let isComponent =
                bytes.span.hasWord("BEGIN:", at: line.lowerBound) || bytes.span.hasWord("END:", at: line.lowerBound)
            guard isComponent, !bytes[line].contains(.lineFeed) else { return [] }
            return line.filter { bytes[$0] == UInt8(ascii: " ") || bytes[$0] == 0x09 }.map {
                Edit($0..<$0 + 1, [], .safe)
            }
        }
    )
}
