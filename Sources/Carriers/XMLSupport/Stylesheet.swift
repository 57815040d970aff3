internal import CXML
public import CalendarDiagnostics

/// An XSLT 1.0 stylesheet, applied by libxslt.
///
/// A stylesheet is a program, so every application runs in a separate process: without access to files or network
/// (`document()`, `xsl:import` and the like fail), under limits of time, memory, depth and output. The document type
/// declaration of the old xCal dialect is read, its internal subset alone; every other one is refused.
///
/// ```swift
/// let stylesheet = Stylesheet(bytes, name: "xcal-to-icalendar.xsl")
/// let text = try stylesheet.apply(to: document, ["fold-limit": "0"], diagnostics: &diagnostics)
/// ```
public struct Stylesheet: Sendable {
    /// The stylesheet's text.
    public let bytes: [UInt8]
    /// The name that errors carry.
    public let name: String
    /// What an application may use.
    public var limits: Limits
    /// What the stylesheet and the document may hold as XML. Documents of 2 GiB and more are refused in any case.
    public var xmlLimits: XMLLimits

    /// A stylesheet; whether it is one shows when it is applied.
    public init(_ bytes: [UInt8], name: String, limits: Limits = Limits(), xmlLimits: XMLLimits = XMLLimits()) {
        self.bytes = bytes
        self.name = name
        self.limits = limits
        self.xmlLimits = xmlLimits
    }
}

extension Stylesheet {
    /// What an application may use before it is ended.
    public struct Limits: Hashable, Sendable {
        /// Bytes of the result (`output-bytes`): 1 GiB.
        public var outputBytes = 1 << 30
        /// Bytes of memory besides both texts (`memory-bytes`): 256 MiB.
        public var memoryBytes = 256 << 20
        /// Seconds by the clock (`seconds`): a minute.
        public var seconds = 60
        /// Templates that call one another (`template-depth`): 3,000, as libxslt itself has it.
        public var templateDepth = 3000

        /// The default limits.
        public init() {}

        /// The name of every limit with its key path, for `--limit NAME=VALUE`.
        public static var named: [(name: String, path: WritableKeyPath<Limits, Int>)] {
            [
                ("output-bytes", \.outputBytes), ("memory-bytes", \.memoryBytes), ("seconds", \.seconds),
                ("template-depth", \.templateDepth),
            ]
        }
    }

    /// The names of the parameters that the stylesheet declares.
    public func parameterNames() throws(ReadError) -> [String] {
        var reader = XMLEventReader(limits: xmlLimits)
        var diagnostics = Diagnostics(file: name)
        let root = try reader.readTree(bytes.span, reporting: &diagnostics)
        let parameter = XMLName("param", namespace: "http://www.w3.org/1999/XSL/Transform")
        return root.children.filter { $0.name == parameter }.compactMap { $0.attribute("name") }
    }

    /// Applies the stylesheet to a document.
    ///
    /// - Parameters:
    ///   - parameters: values of the stylesheet's parameters: strings, never evaluated.
    ///   - diagnostics: gets the texts of `xsl:message`, and what was wrong with the document's bytes.
    /// - Returns: the result in the encoding that the stylesheet names.
    public func apply(
        to document: [UInt8],
        _ parameters: [String: String] = [:],
        diagnostics: inout Diagnostics
    ) throws(StylesheetError) -> [UInt8] {
        let file = diagnostics.file
        var documentLimits = xmlLimits
        documentLimits.acceptsCalendarDocumentType = true
        do throws(ReadError) {
            try Self.check(document, documentLimits, file)
        } catch {
            throw StylesheetError(error, else: StylesheetError.Reason.document)
        }
        do throws(ReadError) {
            try Self.check(bytes, xmlLimits, name)
        } catch {
            throw StylesheetError(error, else: StylesheetError.Reason.stylesheet)
        }
        var repair = XMLInputRepair()
        let document =
            switch repair.repair(document.span, isLast: true, line: { 1 }, &diagnostics) {
            case .chunk: document
            case .repaired(let repaired): repaired
            }
        let application = StylesheetApplication(
            self,
            document,
            parameters.sorted { $0.key < $1.key }.flatMap { [$0, $1] }
        )
        for note in application.notes where note.isMessage {
            diagnostics.report("stylesheet-message", .info, note.text, at: SourceLocation(file: diagnostics.file))
        }
        if let failure = application.failure(of: self, document: diagnostics.file) { throw failure }
        return application.output
    }
}

extension Stylesheet {
    /// Reads a text as every reader does: libxslt's own parser knows neither our limits nor what we refuse.
    private static func check(_ text: [UInt8], _ limits: XMLLimits, _ file: String) throws(ReadError) {
        var reader = XMLEventReader(limits: limits)
        var unreported = Diagnostics(file: file)
        try reader.read(text.span, reporting: &unreported) { _ throws(ReadError) in }
    }
}

/// Why a stylesheet gave no result.
public struct StylesheetError: Error, Hashable, Sendable {
    /// The reason of the failure.
    public enum Reason: Hashable, Sendable {
        /// The document is not XML, or contains what is refused.
        case document(String)
        /// The stylesheet is not valid.
        case stylesheet(String)
        /// The stylesheet did what fails, such as reading a file.
        case failed(String)
        /// The stylesheet ended itself (`xsl:message terminate="yes"`); its words are among the diagnostics.
        case terminated
        /// More than a limit allows, in the document or of the application.
        case limitExceeded(name: String, limit: Int)
        /// The system gave no process, or the process ended without an answer.
        case noProcess(String)
    }

    /// The reason of the failure.
    public var reason: Reason
    /// Where, in the stylesheet or in the document.
    public var location: SourceLocation
    /// The id under which the reader of the document refused it.
    private var refusal: RuleID?

    init(reason: Reason, location: SourceLocation) {
        self.reason = reason
        self.location = location
    }
}

extension StylesheetError {
    /// What the reader of the document or of the stylesheet refused.
    fileprivate init(_ error: ReadError, else reason: (String) -> Reason) {
        location = error.location
        refusal = error.rule
        if case .limitExceeded(let name, let limit) = error.reason {
            self.reason = .limitExceeded(name: name, limit: limit)
        } else {
            self.reason = reason(error.message)
        }
    }

    /// The error as a finding.
    public var diagnostic: Diagnostic { Diagnostic(rule, .error, message, at: location) }

    private var rule: RuleID {
        switch reason {
        case .document: refusal ?? "xml-not-well-formed"
        case .stylesheet: "stylesheet-invalid"
        case .failed: "stylesheet-failed"
        case .terminated: "stylesheet-terminated"
        case .limitExceeded(let name, _): ReadError.rule(ofLimit: name)
        case .noProcess: "no-process"
        }
    }

    private var message: String {
        switch reason {
        case .document(let detail), .stylesheet(let detail), .failed(let detail), .noProcess(let detail): detail
        case .terminated: "the stylesheet ended itself"
        case .limitExceeded(let name, let limit): "larger than the limit \(name) (\(limit); raise with --limit \(name)=N)"
        }
    }
}
