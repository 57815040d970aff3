/// An input that cannot be read any further. Whatever can be skipped or repaired is a ``Diagnostic``.
public struct ReadError: Error, Hashable, Sendable {
    /// Why reading stopped.
    public enum Reason: Hashable, Sendable {
        /// Only white space, or no byte at all.
        case empty
        /// The content is not of the expected format; the text describes what it looks like.
        case wrongFormat(String)
        /// A mail message that carries no calendar object.
        case mailWithoutCalendar
        /// XML that no parser may accept; the text is the parser's message.
        case notWellFormed(String)
        /// A document type declaration where none is allowed.
        case documentType(String)
        /// A limit of ``RuleID`` name was exceeded.
        case limitExceeded(name: String, limit: Int)
        /// The file system refused; the text is the reason.
        case notReadable(String)
        /// The process that worked on it ended; the text describes how.
        case crashed(String)
        /// The content is in a transfer encoding of that name, which cannot be decoded (RFC 2045 §6).
        case unknownEncoding(String)
        /// The document is well-formed but its content cannot be understood as a whole.
        case invalid(String)
    }

    /// Why reading stopped.
    public var reason: Reason
    /// Where it stopped.
    public var location: SourceLocation

    /// An error with its place.
    public init(_ reason: Reason, at location: SourceLocation = SourceLocation()) {
        self.reason = reason
        self.location = location
    }
}

extension ReadError: CustomStringConvertible {
    /// What was found, in words for the person who has to act.
    public var message: String {
        switch reason {
        case .empty: "the input is empty"
        case .wrongFormat(let found): found
        case .mailWithoutCalendar: "a mail message without a calendar object"
        case .notWellFormed(let detail): "not well-formed XML: \(detail)"
        case .documentType(let detail): "document type declarations are refused: \(detail)"
        case .limitExceeded(let name, let limit):
            "larger than the limit \(name) (\(limit)\(Self.unit(ofLimit: name)); raise with --limit \(name)=N)"
        case .notReadable(let detail), .crashed(let detail): detail
        case .unknownEncoding(let name): "unknown transfer encoding \(name): the content cannot be decoded"
        case .invalid(let detail): detail
        }
    }

    /// A stable id for reports.
    public var rule: RuleID {
        switch reason {
        case .empty, .wrongFormat, .mailWithoutCalendar, .invalid: "not-a-calendar"
        case .notWellFormed: "xml-not-well-formed"
        case .documentType: "xml-document-type"
        case .limitExceeded(let name, _): Self.rule(ofLimit: name)
        case .notReadable: "file-error"
        case .crashed: "process-ended"
        case .unknownEncoding: "mail-encoding"
        }
    }

    /// What a limit counts, where its name does not show it.
    private static func unit(ofLimit name: String) -> String {
        name == "input-size" || name == "line-length" ? " bytes" : ""
    }

    /// The stable id of a limit that was exceeded.
    package static func rule(ofLimit name: String) -> RuleID {
        name == "depth" ? "structure-depth" : "limit-exceeded"
    }

    /// The error as a finding.
    public var diagnostic: Diagnostic { Diagnostic(rule, .error, message, at: location) }

    /// The error as a finding about the input of that name.
    public func diagnostic(file: String) -> Diagnostic {
        var diagnostic = diagnostic
        diagnostic.location.file = file
        return diagnostic
    }

    /// `file:line:column: error: message [rule]`.
    public var description: String { diagnostic.description }
}
