internal import Bytes
package import CalendarDiagnostics

/// DURATION: the same text in every format (RFC 5545 §3.3.6); ``DurationText`` is what it means.
package enum DurationForm: ValueForm {
    package static var rendering: ValueRendering { .duration }
    package static var isTelling: Bool { true }
    package static var fault: RuleID { "value-duration" }

    package static func matches(_ text: Span<UInt8>) -> Bool { DurationText.matches(text) }

    /// Weeks as days, and hours, minutes and seconds in their largest units; days stay apart, as they may have 23 hours.
    package static func canonical(_ raw: String, hasWords: Bool) -> String {
        let bytes = Array(raw.uppercased().utf8)
        return DurationText(bytes.span)?.text(usesWeeks: false) ?? raw
    }

    /// What a duration is spelt with stays in its element: an optional sign, `P`, then digits and designators in any order.
    package static func appendExtended(basic text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        guard isSpelt(text) else { return false }
        output.append(copying: text)
        return true
    }

    /// Whether a text is spelt with what durations are spelt with.
    package static func isSpelt(_ text: Span<UInt8>) -> Bool {
        var index = !text.isEmpty && UTCOffsetForm.isSign(text[0]) ? 1 : 0
        guard index + 1 < text.count, text[index] == UInt8(ascii: "P") else { return false }
        index += 1
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "W"), UInt8(ascii: "D"), UInt8(ascii: "T"),
                UInt8(ascii: "H"), UInt8(ascii: "M"), UInt8(ascii: "S"):
                index += 1
            default: return false
            }
        }
        return true
    }
}

/// A duration in days, which follow the calendar, and seconds, which do not, as text (RFC 5545 §3.3.6).
///
/// All durations are read and written here. The grammar's own forms are read, and those that omit a unit in between
/// (`PT1H30S`), put weeks next to days (`P1W2D`), end with `T` or have blanks at either end: they have only one
/// meaning. Units that are repeated or in another order have none.
public struct DurationText: Hashable, Sendable {
    /// Whole days without sign; a week is seven.
    public let days: Int
    /// Seconds besides the days, without sign.
    public let seconds: Int
    /// Whether a minus is in front.
    public let isNegative: Bool

    /// The longest duration in days: ten thousand years, because years have four digits. Sums and products of such
    /// durations are far from overflow.
    public static let longestDays = 3_652_500

    /// A duration from its parts; nil if it is longer than ``longestDays``.
    public init?(days: Int, seconds: Int, isNegative: Bool) {
        guard (0...Self.longestDays).contains(days), (0...(Self.longestDays * 86_400)).contains(seconds),
            days * 86_400 + seconds <= Self.longestDays * 86_400
        else { return nil }
        self.days = days
        self.seconds = seconds
        self.isNegative = isNegative
    }

    /// Reads `-P1DT2H3M4S` or `P2W`; nil if the text is not a duration or one longer than ``longestDays``.
    public init?(_ text: Span<UInt8>) {
        guard let scan = Scan(text), !scan.isTooLong else { return nil }
        self.init(days: scan.days, seconds: scan.seconds, isNegative: scan.isNegative)
    }
}

extension DurationText {
    /// Whether the grammar allows the text, whatever its length.
    public static func matches(_ text: Span<UInt8>) -> Bool { Scan(text)?.isStrict ?? false }

    /// Whether the text is a duration, but a longer one than ``longestDays``.
    public static func isTooLong(_ text: Span<UInt8>) -> Bool {
        guard let scan = Scan(text) else { return false }
        return scan.isTooLong || Self(days: scan.days, seconds: scan.seconds, isNegative: false) == nil
    }

    /// Appends the shortest form of the grammar: `-PT15M`, `P1W`, `P1DT12H`, `PT1H0M30S`.
    ///
    /// - Parameter usesWeeks: whether whole weeks are written as such.
    public func append(to bytes: inout [UInt8], usesWeeks: Bool = true) {
        if isNegative, days > 0 || seconds > 0 { bytes.append(.hyphen) }
        bytes.append(UInt8(ascii: "P"))
        if usesWeeks, seconds == 0, days > 0, days % 7 == 0 { return bytes.appendUnit(days / 7, "W") }
        if days > 0 { bytes.appendUnit(days, "D") }
        guard seconds > 0 || days == 0 else { return }
        bytes.append(UInt8(ascii: "T"))
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
        if hours > 0 { bytes.appendUnit(hours, "H") }
        // The grammar has no seconds directly after hours.
        if minutes > 0 || hours > 0 && rest > 0 { bytes.appendUnit(minutes, "M") }
        if rest > 0 || seconds == 0 { bytes.appendUnit(rest, "S") }
    }
}

extension DurationText: CustomStringConvertible {
    /// The form that ``append(to:usesWeeks:)`` writes.
    public var description: String { text(usesWeeks: true) }

    /// The form that ``append(to:usesWeeks:)`` writes.
    package func text(usesWeeks: Bool) -> String {
        var bytes: [UInt8] = []
        append(to: &bytes, usesWeeks: usesWeeks)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Seconds in days of 24 hours and the rest; nil beyond ``longestDays``.
    package init?(seconds: Int) {
        let (days, rest) = seconds.magnitude.quotientAndRemainder(dividingBy: 86_400)
        self.init(days: Int(days), seconds: Int(rest), isNegative: seconds < 0)
    }

    /// The length in seconds with its sign, days being 24 hours.
    package var signedSeconds: Int { (days * 86_400 + seconds) * (isNegative ? -1 : 1) }
}

extension DurationText {
    /// One pass over a text.
    private struct Scan {
        var days = 0
        var seconds = 0
        var isNegative = false
        /// Whether the grammar allows it.
        var isStrict = true
        /// Whether a number has more digits than any that is read.
        var isTooLong = false

        /// Nil if the text is not a duration.
        init?(_ text: Span<UInt8>) {
            var index = 0
            var end = text.count
            while end > 0, text[end - 1].isBlank { end -= 1 }
            while index < end, text[index].isBlank { index += 1 }
            let isTrimmed = index > 0 || end < text.count
            let text = text.extracting(..<end)
            if index < text.count, text[index] == UInt8(ascii: "+") || text[index] == .hyphen {
                isNegative = text[index] == .hyphen
                index += 1
            }
            guard index < text.count, text[index] == UInt8(ascii: "P") else { return nil }
            index += 1
            var last = Unit.none
            var isTime = false
            while index < text.count {
                if text[index] == UInt8(ascii: "T") {
                    guard !isTime else { return nil }
                    if last == .weeks { isStrict = false }
                    isTime = true
                    index += 1
                    continue
                }
                guard let number = number(in: text, &index), index < text.count,
                    let unit = Unit(text[index], isTime: isTime), unit > last
                else { return nil }
                if last == .weeks || unit == .seconds && last == .hours { isStrict = false }
                add(number, unit)
                last = unit
                index += 1
            }
            guard last != .none else { return nil }
            if isTime && last < .hours || isTrimmed { isStrict = false }
        }

        private mutating func number(in text: Span<UInt8>, _ index: inout Int) -> Int? {
            let start = index
            var number = 0
            while index < text.count, text[index].isDigit {
                if number < 1_000_000_000_000 {
                    number = number * 10 + Int(text[index] &- 0x30)
                } else {
                    isTooLong = true
                }
                index += 1
            }
            return index > start ? number : nil
        }

        /// Each unit occurs once and no number has more than thirteen digits, so that nothing overflows.
        private mutating func add(_ number: Int, _ unit: Unit) {
            switch unit {
            case .none: break
            case .weeks: days += number * 7
            case .days: days += number
            case .hours: seconds += number * 3600
            case .minutes: seconds += number * 60
            case .seconds: seconds += number
            }
        }
    }

    /// The units in their order.
    private enum Unit: Int, Comparable {
        case none, weeks, days, hours, minutes, seconds

        init?(_ letter: UInt8, isTime: Bool) {
            switch (letter, isTime) {
            case (UInt8(ascii: "W"), false): self = .weeks
            case (UInt8(ascii: "D"), false): self = .days
            case (UInt8(ascii: "H"), true): self = .hours
            case (UInt8(ascii: "M"), true): self = .minutes
            case (UInt8(ascii: "S"), true): self = .seconds
            default: return nil
            }
        }

        static func < (left: Unit, right: Unit) -> Bool { left.rawValue < right.rawValue }
    }
}

extension Array<UInt8> {
    fileprivate mutating func appendUnit(_ number: Int, _ unit: Unicode.Scalar) {
        append(contentsOf: String(number).utf8)
        append(UInt8(ascii: unit))
    }
}
