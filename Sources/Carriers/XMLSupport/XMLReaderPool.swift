internal import Synchronization

/// Readers between two documents: as many as were ever in use at once, each with its buffers and the names that it knows.
public final class XMLReaderPool: Sendable {
    /// A reader that belongs to the user who took it out of the pool.
    private final class Seat: @unchecked Sendable {
        let limits: XMLLimits
        var reader: XMLEventReader

        init(_ limits: XMLLimits) {
            self.limits = limits
            reader = XMLEventReader(limits: limits)
        }
    }

    private let idle = Mutex<[Seat]>([])

    /// A pool without a reader; the first is made when one is requested.
    public init() {}

    /// Lends `body` a reader that has no other user meanwhile.
    public func withReader<Result, Failure: Error>(
        limits: XMLLimits = XMLLimits(),
        _ body: (inout XMLEventReader) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let known = idle.withLock { $0.popLast() }
        let seat = known?.limits == limits ? known ?? Seat(limits) : Seat(limits)
        defer { idle.withLock { $0.append(seat) } }
        return try body(&seat.reader)
    }
}
