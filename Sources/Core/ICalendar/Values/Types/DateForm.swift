internal import Bytes
package import CalendarDiagnostics

/// DATE: `YYYYMMDD`, and `YYYY-MM-DD` in XML and JSON (RFC 5545 §3.3.4).
package enum DateForm: ValueForm {
    package static var rendering: ValueRendering { .moment }
    package static var isTelling: Bool { true }
    package static var fault: RuleID { "value-date" }

    package static func matches(_ text: Span<UInt8>) -> Bool {
        text.count == 8 && TimeDigits.date(text, isExtended: false)?.isValid ?? false
    }

    package static func canonical(_ raw: String, hasWords: Bool) -> String { raw.uppercased() }

    package static func appendExtended(basic text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        guard text.count == 8, TimeDigits.date(text, isExtended: false) != nil else { return false }
        output.append(addingCapacity: 10) { TimeDigits.put(date: text, to: &$0) }
        return true
    }

    package static func appendBasic(extended text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        guard text.count == 10, TimeDigits.date(text, isExtended: true) != nil else { return false }
        TimeDigits.appendDigits(of: text, to: &output)
        return true
    }
}

extension CivilDate {
    /// A day as `YYYY-MM-DD`; nil for anything else and for days that do not exist.
    package init?(extended text: Span<UInt8>) {
        guard text.count == 10, let date = TimeDigits.date(text, isExtended: true), date.isValid else { return nil }
        self = date
    }

    /// A day as `YYYY-MM-DD`; nil for anything else and for days that do not exist.
    package init?(extended text: String) {
        let bytes = Array(text.utf8)
        self.init(extended: bytes.span)
    }

    /// `YYYYMMDD`.
    package var basicText: String {
        var bytes: [UInt8] = []
        bytes.appendBasic(self)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Array<UInt8> {
    /// Appends `YYYYMMDD`.
    package mutating func appendBasic(_ date: CivilDate) {
        appendDigits(date.year, width: 4)
        appendDigits(date.month, width: 2)
        appendDigits(date.day, width: 2)
    }

    /// Appends `YYYY-MM-DD`.
    package mutating func appendExtended(_ date: CivilDate) {
        appendDigits(date.year, width: 4)
        append(.hyphen)
        appendDigits(date.month, width: 2)
        append(.hyphen)
        appendDigits(date.day, width: 2)
    }
}
