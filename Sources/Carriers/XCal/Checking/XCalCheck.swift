public import CalendarDiagnostics
public import ICalendar
public import XMLSupport

/// Checks an xCal document (RFC 6321) level by level, each finding with its line, column and path of elements.
///
/// ```swift
/// for finding in XCalCheck().findings(in: bytes) where finding.level <= .types { print(finding.diagnostic) }
/// ```
public struct XCalCheck: Sendable {
    /// What a document can fail at; each level rests on the one before.
    public enum Level: String, Sendable, CaseIterable, Comparable {
        /// It is not XML, or XML that is refused; also what had to be repaired to read it.
        case wellFormed = "well-formed"
        /// Elements where none is allowed, or none where one is required (RFC 6321 §3).
        case structure
        /// Values that are not of their type (RFC 6321 §3.6, RFC 5545 §3.3).
        case types
        /// Rules of RFC 5545 on the document's content.
        case rules

        /// From 1 to 4.
        public var number: Int {
            switch self {
            case .wellFormed: 1
            case .structure: 2
            case .types: 3
            case .rules: 4
            }
        }

        /// Orders the levels as they rest on one another.
        public static func < (left: Level, right: Level) -> Bool { left.number < right.number }
    }

    /// One thing that a document fails at.
    public struct Finding: Sendable {
        /// At which level.
        public let level: Level
        /// What, at which line and column, and which elements lead there.
        public let diagnostic: Diagnostic
        /// The elements that lead there, the outermost first, joined by `/`; empty for the whole document.
        public var path: String { diagnostic.path }
    }

    /// What is accepted before reading stops.
    public var limits: ReadLimits
    /// What the document may hold as XML.
    public var xmlLimits: XMLLimits

    /// A check with its limits.
    public init(limits: ReadLimits = ReadLimits(), xmlLimits: XMLLimits = XMLLimits()) {
        self.limits = limits
        self.xmlLimits = xmlLimits
    }

    /// Everything that a document fails at, in the order of the document, level by level.
    ///
    /// - Parameter rules: finds what breaks the rules of RFC 5545 in a document that could be read.
    public func findings(
        in bytes: [UInt8],
        file: String = "",
        rules: (ComponentTree) -> [Diagnostic] = { _ in [] }
    ) -> [Finding] {
        var diagnostics = Diagnostics(file: file, limitPerRule: .max, losses: .none)
        var reader = XCalReader(limits: limits, xmlLimits: xmlLimits)
        reader.checksTypes = true
        var findings: [Finding] = []
        do throws(ReadError) {
            let tree = try reader.read(bytes, diagnostics: &diagnostics)
            findings = rules(tree).map { Finding(level: .rules, diagnostic: $0) }
        } catch {
            var place = error.location
            if place.file.isEmpty { place.file = file }
            var level = Level.wellFormed
            if case .wrongFormat = error.reason { level = .structure }
            findings = [Finding(level: level, diagnostic: Diagnostic(error.rule, .error, error.message, at: place))]
        }
        findings += diagnostics.all.map { Finding($0) }
        return findings.enumerated().sorted { ($0.element.level, $0.offset) < ($1.element.level, $1.offset) }
            .map(\.element)
    }
}

extension XCalCheck.Finding {
    /// The rules of the reader about values; those of the XML parser begin with `xml-`, the rest is about structure.
    private static let typeRules: Set<RuleID> = [
        "invalid-value", "unknown-value-type", "mixed-value-types", "missing-value-type", "missing-field", "value-form",
        "date-form", "offset-from-utc", "fraction-dropped", "date-without-value", "duration-form",
        "duration-unreadable",
        "number-form", "address-without-scheme", "name-without-address", "relative-url", "word-form",
    ]

    /// A diagnostic of ``XCalReader`` with its level.
    public init(_ diagnostic: Diagnostic) {
        level =
            diagnostic.rule.rawValue.hasPrefix("xml-")
            ? .wellFormed : Self.typeRules.contains(diagnostic.rule) ? .types : .structure
        self.diagnostic = diagnostic
    }
}
