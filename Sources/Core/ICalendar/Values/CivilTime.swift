/// A time of day without a zone (RFC 5545 §3.3.12).
public struct CivilTime: Hashable, Sendable {
    // Small numbers: calendars hold millions of times.
    @usableFromInline var storedHour: Int16
    @usableFromInline var storedMinute: Int16
    @usableFromInline var storedSecond: Int16

    /// Hour, 0 to 23.
    @inlinable public var hour: Int {
        get { Int(storedHour) }
        set { storedHour = Int16(clamping: newValue) }
    }
    /// Minute, 0 to 59.
    @inlinable public var minute: Int {
        get { Int(storedMinute) }
        set { storedMinute = Int16(clamping: newValue) }
    }
    /// Second, 0 to 60; 60 is a leap second.
    @inlinable public var second: Int {
        get { Int(storedSecond) }
        set { storedSecond = Int16(clamping: newValue) }
    }

    /// A time from its parts, unchecked; numbers beyond what any clock shows become the nearest that fits.
    @inlinable public init(hour: Int, minute: Int, second: Int) {
        storedHour = Int16(clamping: hour)
        storedMinute = Int16(clamping: minute)
        storedSecond = Int16(clamping: second)
    }

    /// Seconds since midnight.
    public var secondOfDay: Int { hour * 3600 + minute * 60 + second }

    /// The time `secondOfDay` seconds after midnight, within 0..<86,400.
    public init(secondOfDay: Int) {
        self.init(hour: secondOfDay / 3600, minute: secondOfDay / 60 % 60, second: secondOfDay % 60)
    }

    /// Whether every part is in range.
    public var isValid: Bool { (0...23).contains(hour) && (0...59).contains(minute) && (0...60).contains(second) }
}

extension CivilTime: Comparable {
    /// Orders by time.
    public static func < (left: CivilTime, right: CivilTime) -> Bool { left.secondOfDay < right.secondOfDay }
}

extension CivilTime: CustomStringConvertible {
    /// `hh:mm:ss`.
    public var description: String {
        var bytes: [UInt8] = []
        bytes.appendExtended(self)
        return String(decoding: bytes, as: UTF8.self)
    }
}
