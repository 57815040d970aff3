internal import Bytes
public import CalendarDiagnostics

/// UTC-OFFSET: `+hhmm` or `+hhmmss`, and with colons in XML and JSON (RFC 5545 §3.3.14).
package enum UTCOffsetForm: ValueForm {
    package static var rendering: ValueRendering { .separated }
    package static var fault: RuleID { "value-offset" }

    package static func matches(_ text: Span<UInt8>) -> Bool { (try? UTCOffset(reading: text)) != nil }

    package static func canonical(_ raw: String, hasWords: Bool) -> String {
        raw.utf8.count == 7 && raw.hasSuffix("00") ? String(raw.dropLast(2)) : raw
    }

    package static func appendExtended(basic text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        guard seconds(text, isExtended: false) != nil else { return false }
        output.append(addingCapacity: 9) { span in
            for index in text.indices {
                if index == 3 || index == 5 { span.append(.colon) }
                span.append(text[index])
            }
        }
        return true
    }

    package static func appendBasic(extended text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        guard seconds(text, isExtended: true) != nil else { return false }
        for index in text.indices where text[index] != .colon { output.append(text[index]) }
        return true
    }

    /// The seconds east of Greenwich of a sign, hours, minutes and perhaps seconds; nil for anything else.
    package static func seconds(_ text: Span<UInt8>, isExtended: Bool) -> Int? {
        let gap = isExtended ? 1 : 0
        guard text.count == 5 + gap || text.count == 7 + 2 * gap, isSign(text[0]),
            let hours = TimeDigits.pair(text, 1), hours < 24,
            !isExtended || text[3] == .colon, let minutes = TimeDigits.pair(text, 3 + gap), minutes < 60
        else { return nil }
        let sign = text[0] == .hyphen ? -1 : 1
        guard text.count > 5 + gap else { return sign * (hours * 3600 + minutes * 60) }
        guard !isExtended || text[6] == .colon, let seconds = TimeDigits.pair(text, 5 + 2 * gap), seconds < 60 else {
            return nil
        }
        return sign * (hours * 3600 + minutes * 60 + seconds)
    }

    static func isSign(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "+") || byte == .hyphen }
}

/// An offset from UTC (RFC 5545 §3.3.14).
public struct UTCOffset: Hashable, Sendable {
    /// Seconds east of Greenwich, within ±86,399.
    public let seconds: Int

    /// Greenwich itself.
    public static let zero = UTCOffset(unchecked: 0)

    /// An offset of `seconds` east of Greenwich; nil beyond ±86,399.
    public init?(seconds: Int) {
        guard (-86_399...86_399).contains(seconds) else { return nil }
        self.seconds = seconds
    }

    /// Reads `+HHMM` or `-HHMMSS`.
    ///
    /// - Parameter text: the value as written, unfolded and unescaped.
    /// - Throws: ``ConversionError`` if the sign is missing, a field is out of range,
    ///   or the offset is `-0000`, which the grammar forbids.
    public init(reading text: Span<UInt8>) throws(ConversionError) {
        guard text.count == 5 || text.count == 7 else {
            throw ConversionError("invalid-utc-offset", "an offset must be a sign and four or six digits")
        }
        guard UTCOffsetForm.isSign(text[0]) else {
            throw ConversionError("invalid-utc-offset", "an offset must begin with + or -")
        }
        guard let seconds = UTCOffsetForm.seconds(text, isExtended: false) else {
            throw ConversionError("invalid-utc-offset", "an offset can have hours up to 23, minutes and seconds up to 59")
        }
        guard seconds != 0 || text[0] != .hyphen else {
            throw ConversionError("invalid-utc-offset", "-0000 is not an offset")
        }
        self.seconds = seconds
    }

    private init(unchecked seconds: Int) { self.seconds = seconds }
}

extension UTCOffset: Comparable {
    /// Orders from west to east.
    public static func < (left: UTCOffset, right: UTCOffset) -> Bool { left.seconds < right.seconds }
}

extension UTCOffset: CustomStringConvertible {
    /// `+HHMM`, or `+HHMMSS` where seconds are needed: the form that iCalendar text carries.
    public var description: String { text(separator: "") }

    /// `+HH:MM` or `+HH:MM:SS`: the form that xCal and jCal carry (RFC 6321 §3.6.14).
    public var extendedDescription: String { text(separator: ":") }

    private func text(separator: String) -> String {
        let magnitude = abs(seconds)
        let head = (seconds < 0 ? "-" : "+") + padded(magnitude / 3600, 2) + separator + padded(magnitude / 60 % 60, 2)
        return magnitude % 60 == 0 ? head : head + separator + padded(magnitude % 60, 2)
    }
}
