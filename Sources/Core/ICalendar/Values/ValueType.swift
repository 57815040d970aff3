/// A value type (RFC 5545 §3.3, RFC 9253 §6); the raw value is the text of VALUE in upper case.
public enum ValueType: String, Sendable, CaseIterable {
    case binary = "BINARY"
    case boolean = "BOOLEAN"
    case calendarAddress = "CAL-ADDRESS"
    case date = "DATE"
    case dateTime = "DATE-TIME"
    case duration = "DURATION"
    case float = "FLOAT"
    case integer = "INTEGER"
    case period = "PERIOD"
    case recurrence = "RECUR"
    case text = "TEXT"
    case time = "TIME"
    case uri = "URI"
    case utcOffset = "UTC-OFFSET"
    case uid = "UID"
    case xmlReference = "XML-REFERENCE"
    /// A type that no table knows; its text is never touched.
    case unknown = "UNKNOWN"

    /// The name in xCal and jCal (RFC 6321 §3.6, RFC 7265 §3.6): the same in lower case.
    public var elementName: String { rawValue.lowercased() }

    /// Whether backslash escapes belong to the type (RFC 5545 §3.3.11).
    public var isEscaped: Bool { self == .text }
}

/// How a property's value is divided (RFC 5545 §3.1.2).
public enum ValueShape: Hashable, Sendable {
    /// One value.
    case single
    /// Values separated by commas.
    case list
    /// Named fields separated by semicolons; the last may be missing.
    case fields([String])
}
