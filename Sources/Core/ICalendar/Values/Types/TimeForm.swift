internal import Bytes
package import CalendarDiagnostics

/// TIME: `hhmmss` or `hhmmssZ`, and with colons in XML and JSON (RFC 5545 §3.3.12).
package enum TimeForm: ValueForm {
    package static var rendering: ValueRendering { .separated }
    package static var isTelling: Bool { true }
    package static var fault: RuleID { "value-date" }

    package static func matches(_ text: Span<UInt8>) -> Bool {
        TimeDigits.endsOrIsZulu(text, 6) && TimeDigits.time(text, isExtended: false) != nil
    }

    package static func canonical(_ raw: String, hasWords: Bool) -> String { raw.uppercased() }

    package static func appendExtended(basic text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        guard matches(text) else { return false }
        output.append(addingCapacity: 9) { span in
            TimeDigits.put(time: text, from: 0, to: &span)
            if text.count == 7 { span.append(UInt8(ascii: "Z")) }
        }
        return true
    }

    package static func appendBasic(extended text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        guard TimeDigits.endsOrIsZulu(text, 8), TimeDigits.time(text, isExtended: true) != nil else { return false }
        TimeDigits.appendDigits(of: text, to: &output)
        return true
    }
}

extension Array<UInt8> {
    /// Appends `hhmmss`.
    package mutating func appendBasic(_ time: CivilTime) {
        appendDigits(time.hour, width: 2)
        appendDigits(time.minute, width: 2)
        appendDigits(time.second, width: 2)
    }

    /// Appends `hh:mm:ss`.
    package mutating func appendExtended(_ time: CivilTime) {
        appendDigits(time.hour, width: 2)
        append(.colon)
        appendDigits(time.minute, width: 2)
        append(.colon)
        appendDigits(time.second, width: 2)
    }
}
