internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let textEscape = Rule(
        "text-escape", .warning, "3.3.11",
        "In a text, a comma, a semicolon and a backslash have a backslash before them, and only n, N, comma, semicolon and backslash follow one.",
        accepted: [.event(#"SUMMARY:Lunch\, then work\; home\nlater"#)],
        flagged: [
            .event(#"SUMMARY:▸Lunch, then work"#),
            .event(#"SUMMARY:▸C:\temp"#),
        ],
        fixes: [.unsafe],
        checks: [
            .textProperty { property, scope in
                let line = property.line
                guard line.name.isKnown, AllowedNames.shared.isPlainText(line.name), line.valueEnd > line.valueStart else { return }
                guard line.parameterCount == 0 || property.valueType == .text && property.parameter(.encoding) == nil else { return }
                let allowsCommas = AllowedNames.shared.isList(line.name)
                var index = Int(line.valueStart)
                let end = Int(line.valueEnd)
                let bytes = scope.bytes
                var isMisspelt = false
                var escapes: [Int] = []
                while index < end {
                    switch bytes[index] {
                    case .backslash:
                        // A fold may stand between the two.
                        guard index + 1 < end, bytes[index + 1] != .carriageReturn, bytes[index + 1] != .lineFeed else { break }
                        switch bytes[index + 1] {
                        case .backslash, .comma, .semicolon, UInt8(ascii: "n"), UInt8(ascii: "N"): break
                        default: isMisspelt = true
                        }
                        index += 1
                    case .semicolon: escapes.append(index)
                    case .comma where !allowsCommas: escapes.append(index)
                    default: break
                    }
                    index += 1
                }
                guard isMisspelt || !escapes.isEmpty else { return }
                scope.report(
                    isMisspelt ? "a backslash that escapes nothing" : "a comma or semicolon without a backslash",
                    at: scope.place(of: property), fix: escapes.map { Edit($0..<$0, [.backslash], .unsafe) })
            }
        ]
    )
}
