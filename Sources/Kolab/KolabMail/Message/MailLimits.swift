/// What the scanner of mail accepts before it stops with `ReadError.Reason.limitExceeded`.
public struct MailLimits: Hashable, Sendable {
    /// Parts of one message, the multiparts that hold others included.
    public var parts = 100
    /// Multiparts inside multiparts.
    public var depth = 8
    /// Bytes of one header, the message's own or a part's.
    public var headerSize = 64 << 10

    /// The defaults.
    public init() {}

    /// The name of every limit with its key path, for `--limit NAME=VALUE`.
    public static var named: [(name: String, path: WritableKeyPath<MailLimits, Int>)] {
        [("mime-parts", \.parts), ("mime-depth", \.depth), ("header-size", \.headerSize)]
    }
}
