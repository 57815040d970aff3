extension RuleID: Codable {
    /// Reads a string.
    public init(from decoder: any Decoder) throws { self.init(try decoder.singleValueContainer().decode(String.self)) }

    /// Writes a string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension Severity: Codable {}
extension Loss.Action: Codable {}

/// A row of the loss report, as `kalends convert --report FILE.jsonl` writes it.
extension Loss: Codable {
    /// The members of a row, in their order.
    public enum CodingKeys: String, CodingKey, CaseIterable {
        case file, line, component, uid, property, id, action, detail
    }

    /// Reads a row; of the place it has the file and the line.
    public init(from decoder: any Decoder) throws {
        let row = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try row.decode(RuleID.self, forKey: .id),
            try row.decode(Action.self, forKey: .action),
            try row.decode(String.self, forKey: .detail),
            component: try row.decode(String.self, forKey: .component),
            uid: try row.decode(String.self, forKey: .uid),
            property: try row.decode(String.self, forKey: .property),
            at: SourceLocation(
                file: try row.decode(String.self, forKey: .file),
                line: try row.decode(Int.self, forKey: .line)
            )
        )
    }

    /// Writes a row.
    public func encode(to encoder: any Encoder) throws {
        var row = encoder.container(keyedBy: CodingKeys.self)
        try row.encode(location.file, forKey: .file)
        try row.encode(location.line, forKey: .line)
        try row.encode(component, forKey: .component)
        try row.encode(uid, forKey: .uid)
        try row.encode(property, forKey: .property)
        try row.encode(id, forKey: .id)
        try row.encode(action, forKey: .action)
        try row.encode(detail, forKey: .detail)
    }
}
