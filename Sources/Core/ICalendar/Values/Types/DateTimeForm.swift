internal import Bytes
package import CalendarDiagnostics

/// DATE-TIME: `YYYYMMDDThhmmss` or the same with `Z`, and `YYYY-MM-DDThh:mm:ss` in XML and JSON (RFC 5545 §3.3.5).
package enum DateTimeForm: ValueForm {
    package static var rendering: ValueRendering { .moment }
    package static var isTelling: Bool { true }
    package static var fault: RuleID { "value-date" }

    package static func matches(_ text: Span<UInt8>) -> Bool { fields(basic: text)?.date.isValid ?? false }

    package static func canonical(_ raw: String, hasWords: Bool) -> String { raw.uppercased() }

    package static func appendExtended(basic text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        guard fields(basic: text) != nil else { return false }
        output.append(addingCapacity: 20) { span in
            TimeDigits.put(date: text, to: &span)
            span.append(UInt8(ascii: "T"))
            TimeDigits.put(time: text, from: 9, to: &span)
            if text.count == 16 { span.append(UInt8(ascii: "Z")) }
        }
        return true
    }

    package static func appendBasic(extended text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        guard TimeDigits.endsOrIsZulu(text, 19), fields(extended: text) != nil else { return false }
        TimeDigits.appendDigits(of: text, to: &output)
        return true
    }

    /// The parts of `YYYYMMDDThhmmss[Z]`, whether the month has the day or not.
    @inline(__always)
    static func fields(basic text: Span<UInt8>) -> CivilDateTime? {
        guard TimeDigits.endsOrIsZulu(text, 15), text[8] == UInt8(ascii: "T"),
            let date = TimeDigits.date(text, isExtended: false),
            let time = TimeDigits.time(text, at: 9, isExtended: false)
        else { return nil }
        return CivilDateTime(date, time)
    }

    /// The parts of what begins with `YYYY-MM-DDThh:mm:ss`, whether the month has the day or not.
    @inline(__always)
    static func fields(extended text: Span<UInt8>) -> CivilDateTime? {
        guard text.count >= 19, text[10] == UInt8(ascii: "T"), let date = TimeDigits.date(text, isExtended: true),
            let time = TimeDigits.time(text, at: 11, isExtended: true)
        else { return nil }
        return CivilDateTime(date, time)
    }
}

extension CivilDateTime {
    /// `YYYYMMDDThhmmss`.
    package var basicText: String {
        var bytes: [UInt8] = []
        bytes.appendBasic(self)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Array<UInt8> {
    /// Appends `YYYYMMDDThhmmss`.
    package mutating func appendBasic(_ moment: CivilDateTime) {
        appendBasic(moment.date)
        append(UInt8(ascii: "T"))
        appendBasic(moment.time)
    }

    /// Appends `YYYY-MM-DDThh:mm:ss`.
    package mutating func appendExtended(_ moment: CivilDateTime) {
        appendExtended(moment.date)
        append(UInt8(ascii: "T"))
        appendExtended(moment.time)
    }
}
