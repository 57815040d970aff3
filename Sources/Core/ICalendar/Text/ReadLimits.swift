/// What a reader accepts before it stops with ``ReadError/Reason/limitExceeded(name:limit:)``.
///
/// The defaults are far above what real calendars hold and far below what hurts the machine.
public struct ReadLimits: Hashable, Sendable {
    /// Components inside components; real calendars use four levels.
    public var depth = 64
    /// Bytes of one logical content line.
    public var lineLength = 32 << 20
    /// Properties of one component, attendees included.
    public var properties = 10_000
    /// Values of RDATE and EXDATE, or exclusions, of one component.
    public var dates = 10_000
    /// RRULEs and EXRULEs of one component; RFC 5545 §3.8.5.3 allows only one.
    public var rules = 100
    /// Parameters of one property, at most 127.
    public var parameters = 64
    /// Bytes of one input.
    public var inputSize = 0xFFFF_0000

    /// The defaults.
    public init() {}

    /// The name of every limit with its key path, for `--limit NAME=VALUE`.
    public static var named: [(name: String, path: WritableKeyPath<ReadLimits, Int>)] {
        [
            ("depth", \.depth), ("line-length", \.lineLength), ("properties", \.properties),
            ("dates", \.dates), ("rules", \.rules), ("parameters", \.parameters), ("input-size", \.inputSize),
        ]
    }
}
