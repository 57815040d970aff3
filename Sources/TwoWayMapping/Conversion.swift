public import CalendarDiagnostics

/// One correspondence with two directions.
///
/// Law: `read(write(value)) == value` for every value that `write` accepts. A conversion that reads more than it writes
/// states what in its doc comment.
public struct Conversion<Written, Value>: Sendable {
    /// Reads what a format holds.
    public let read: @Sendable (Written) throws(ConversionError) -> Value
    /// Writes what ``read`` understands.
    public let write: @Sendable (Value) throws(ConversionError) -> Written

    /// A conversion from its two directions.
    public init(
        read: @escaping @Sendable (Written) throws(ConversionError) -> Value,
        write: @escaping @Sendable (Value) throws(ConversionError) -> Written
    ) {
        self.read = read
        self.write = write
    }
}

extension Conversion {
    /// This conversion, then another on its values.
    public func then<Next>(_ next: Conversion<Value, Next>) -> Conversion<Written, Next> {
        Conversion<Written, Next>(
            read: { written throws(ConversionError) in try next.read(try read(written)) },
            write: { value throws(ConversionError) in try write(try next.write(value)) }
        )
    }
}
