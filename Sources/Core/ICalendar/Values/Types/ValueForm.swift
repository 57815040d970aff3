package import CalendarDiagnostics

/// How XML and JSON hold a value; what a carrier renders (RFC 6321 §3.6, RFC 7265 §3.6).
package enum ValueRendering: Sendable {
    /// A text without the escapes that iCalendar text has.
    case text
    /// The same characters in every format.
    case verbatim
    /// The same characters in every format: a link.
    case uri
    /// The same characters in every format: the address of a calendar user.
    case address
    /// The same characters in every format: a duration.
    case duration
    /// The same characters in every format: Base64.
    case binary
    /// A date, or a date with a time, with the separators of ISO 8601's extended form.
    case moment
    /// Another value with such separators.
    case separated
    /// A number of JSON.
    case number
    /// `true` or `false`.
    case boolean
    /// A start with an end or a duration, apart from one another.
    case period
    /// The parts of a rule, each by its name.
    case rule
}

/// A value type in every form that it has: as iCalendar text, in one spelling, and in the characters of XML and JSON.
///
/// A type is one file with a type that conforms to this, and its row in ``ValueType/form``. Readers and writers ask the form;
/// no other place divides by type.
package protocol ValueForm {
    /// How XML and JSON hold a value.
    static var rendering: ValueRendering { get }
    /// Whether white space at the ends of an element is no part of the value.
    static var ignoresBlanks: Bool { get }
    /// Whether a text shows by its form that it is of the type.
    static var isTelling: Bool { get }
    /// Whether programs compute with such values, and nobody writes a text in one.
    static var isComputed: Bool { get }
    /// The id of the finding on a value that is not of the type.
    static var fault: RuleID { get }
    /// Whether `text`, unfolded and still escaped, is a value by the grammar of RFC 5545 §3.3.
    static func matches(_ text: Span<UInt8>) -> Bool
    /// One spelling for every value that means the same.
    ///
    /// - Parameters:
    ///   - raw: an unfolded value, or one item of a list, with its escapes.
    ///   - hasWords: whether the value is a word in any case.
    static func canonical(_ raw: String, hasWords: Bool) -> String
    /// Appends the characters of XML and JSON for a value of iCalendar text.
    ///
    /// - Returns: false, and nothing appended, if the text has no such form. Law: ``appendBasic(extended:to:)`` turns what was
    ///   appended back into `text`.
    static func appendExtended(basic text: Span<UInt8>, to output: inout [UInt8]) -> Bool
    /// Appends a value as iCalendar text for the characters of XML and JSON.
    ///
    /// - Returns: false, and nothing appended, if the text has no such form.
    static func appendBasic(extended text: Span<UInt8>, to output: inout [UInt8]) -> Bool
}

extension ValueForm {
    package static var ignoresBlanks: Bool { true }
    package static var isTelling: Bool { false }
    package static var isComputed: Bool { true }
    package static var fault: RuleID { "value-type" }

    package static func canonical(_ raw: String, hasWords: Bool) -> String { raw }

    package static func appendExtended(basic text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        output.append(copying: text)
        return true
    }

    package static func appendBasic(extended text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        output.append(copying: text)
        return true
    }
}
