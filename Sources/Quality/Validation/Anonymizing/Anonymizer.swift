public import CalendarDiagnostics

/// Makes a calendar shareable: what is known to be harmless stays, and everything else becomes letters without meaning.
///
/// Dates, numbers, rules, names and words of the standards and of programs that many people use are harmless, and so is the
/// name of a well-known zone. Every other letter gives a letter and every other digit a digit, in their places and of
/// their case, so that lines, folds, escapes and findings stay unchanged; equal values give equal ones, so that UIDs
/// still belong together.
public struct Anonymizer: Sendable {
    /// Creates an anonymizer.
    public init() {}

    /// The same iCalendar text without anything personal.
    ///
    /// - Throws: ``ReadError`` if the text is not a calendar.
    public func anonymize(iCalendar bytes: consuming [UInt8]) throws(ReadError) -> [UInt8] {
        try AnonymousLines.read(bytes, [], AnonymousWords()).bytes
    }

    /// The same xCal document, Kolab object, or other XML that holds calendar data, without anything personal.
    ///
    /// - Throws: ``ReadError`` if the document is not well-formed, or in an encoding that is not one of bytes like ASCII.
    public func anonymize(xml bytes: [UInt8]) throws(ReadError) -> [UInt8] {
        try AnonymousMarkup.read(bytes)
    }

    /// The same jCal document without anything personal.
    ///
    /// - Throws: ``ReadError`` if the document is not jCal.
    public func anonymize(jCal bytes: [UInt8]) throws(ReadError) -> [UInt8] {
        try AnonymousJSON.read(bytes)
    }
}
