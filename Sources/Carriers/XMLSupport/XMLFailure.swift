internal import CXML
internal import CalendarDiagnostics

/// A problem that the C seam recorded, independent of the parser's numbers.
struct XMLFailure {
    /// The seam's status, `CXML_OK` if nothing failed.
    let status: Int
    /// Whether attributes have no white space between them.
    let isMissingSpace: Bool
    private let message: String
    private let line: Int
    private let column: Int

    init(_ problem: UnsafePointer<cxml_problem>) {
        status = unsafe Int(problem.pointee.status)
        isMissingSpace = unsafe cxml_is_missing_space(problem) != 0
        let count = unsafe Int(problem.pointee.message_length)
        let start = unsafe UnsafeRawPointer(cxml_problem_message(problem))
        message = unsafe String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
        line = unsafe Int(problem.pointee.line)
        column = unsafe Int(problem.pointee.column)
    }

    /// The parser's place.
    func location(in file: String) -> SourceLocation { SourceLocation(file: file, line: line, column: column) }

    /// What stopped the reader, for the person who has to act.
    func error(in file: String, limits: XMLLimits) -> ReadError {
        ReadError(reason(limits), at: location(in: file))
    }

    private func reason(_ limits: XMLLimits) -> ReadError.Reason {
        switch status {
        case Int(CXML_DOCUMENT_TYPE): .documentType(message)
        case Int(CXML_LIMIT_DOCUMENT): .limitExceeded(name: "document-bytes", limit: limits.documentBytes)
        case Int(CXML_LIMIT_ELEMENTS): .limitExceeded(name: "elements", limit: limits.elements)
        case Int(CXML_LIMIT_TEXT): .limitExceeded(name: "text-bytes", limit: limits.textBytes)
        case Int(CXML_LIMIT_DEPTH): .limitExceeded(name: "xml-depth", limit: limits.depth)
        case Int(CXML_LIMIT_ATTRIBUTES): .limitExceeded(name: "attributes", limit: limits.attributes)
        case Int(CXML_LIMIT_NAMES): .limitExceeded(name: "names", limit: limits.names)
        case Int(CXML_NO_MEMORY): .notReadable("not enough memory for this document")
        default: .notWellFormed(words)
        }
    }

    /// The parser's message without the name of its C function, such as `xmlParseEntityRef: no name`.
    var words: String {
        guard let colon = message.firstIndex(of: ":") else { return message }
        let head = message[..<colon]
        guard head.hasPrefix("xml"), !head.contains(" ") else { return message }
        return String(message[message.index(after: colon)...].drop { $0 == " " })
    }
}
