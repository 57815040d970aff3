internal import CalendarDiagnostics

/// A finding, as `kalends validate --format jsonl` writes it.
extension Finding: Codable {
    /// The members of a finding, in their order.
    public enum CodingKeys: String, CodingKey, CaseIterable {
        case file, line, column, rule, severity, message, component, uid, property, fixable, fingerprint
        /// The path of the element; only in XML.
        case path
    }

    /// Reads a finding; its length is 1, and it has neither a summary nor edits.
    public init(from decoder: any Decoder) throws {
        let row = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            Diagnostic(
                try row.decode(RuleID.self, forKey: .rule),
                try row.decode(Severity.self, forKey: .severity),
                try row.decode(String.self, forKey: .message),
                at: SourceLocation(
                    file: try row.decode(String.self, forKey: .file),
                    line: try row.decode(Int.self, forKey: .line),
                    column: try row.decode(Int.self, forKey: .column)
                ),
                of: LossSubject(
                    component: try row.decode(String.self, forKey: .component),
                    uid: try row.decode(String.self, forKey: .uid),
                    property: try row.decode(String.self, forKey: .property)
                ),
                path: try row.decodeIfPresent(String.self, forKey: .path) ?? ""
            ),
            isFixable: try row.decode(Bool.self, forKey: .fixable),
            fingerprint: try row.decode(String.self, forKey: .fingerprint)
        )
    }

    /// Writes a finding.
    public func encode(to encoder: any Encoder) throws {
        var row = encoder.container(keyedBy: CodingKeys.self)
        try row.encode(location.file, forKey: .file)
        try row.encode(location.line, forKey: .line)
        try row.encode(location.column, forKey: .column)
        try row.encode(rule, forKey: .rule)
        try row.encode(severity, forKey: .severity)
        try row.encode(message, forKey: .message)
        try row.encode(component, forKey: .component)
        try row.encode(uid, forKey: .uid)
        try row.encode(property, forKey: .property)
        try row.encode(isFixable, forKey: .fixable)
        try row.encode(fingerprint, forKey: .fingerprint)
        if !elementPath.isEmpty { try row.encode(elementPath, forKey: .path) }
    }
}
