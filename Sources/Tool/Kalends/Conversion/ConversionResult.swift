public import CalendarDiagnostics

/// One file's worth of what a conversion wrote.
public struct ConversionOutput: Sendable {
    /// The UID of the object that it holds; nil where it holds whatever the input held.
    public var uid: String?
    /// The text.
    public var bytes: [UInt8]
    /// How many input items it represents; 0 for a further output of items that another one represents.
    public var itemCount: Int

    /// Creates an output from its UID, bytes and number of items.
    public init(uid: String? = nil, bytes: [UInt8], itemCount: Int = 0) {
        self.uid = uid
        self.bytes = bytes
        self.itemCount = itemCount
    }
}

/// What a conversion wrote, what it lost, and its findings.
public struct ConversionResult: Sendable {
    /// The outputs: one, or several for a format that holds one object a file.
    public var outputs: [ConversionOutput] = []
    /// Losses and counts.
    public var report = LossReport()
    /// What was met while reading.
    public var diagnostics = Diagnostics()

    package init() {}

    /// The only output's bytes, or the first one's.
    public var bytes: [UInt8] { outputs.first?.bytes ?? [] }
}
