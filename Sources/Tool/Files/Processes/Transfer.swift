/// A value that one process of a program can hand to another one of the same program.
///
/// Law: reading what was written gives an equal value.
public protocol Transferable {
    /// Writes the value.
    func write(to message: inout TransferWriter)
    /// Reads a value.
    ///
    /// - Throws: ``TransferError`` if the message ends early or holds something else.
    init(from message: inout TransferReader) throws(TransferError)
}

/// A message that holds something else than was expected.
public struct TransferError: Error {
    /// An error without further information.
    public init() {}
}

/// The bytes of a message while it is written. Numbers take one byte if they are small.
public struct TransferWriter: Sendable {
    /// What was written.
    public private(set) var bytes: [UInt8] = []

    /// An empty message.
    public init() {}

    /// Writes a number, seven bits a byte, those that count least first.
    public mutating func write(_ number: Int) {
        var rest = UInt(bitPattern: number &<< 1 ^ number &>> (Int.bitWidth - 1))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Writes bytes after their count.
    public mutating func write(_ more: [UInt8]) {
        write(more.count)
        bytes += more
    }

    /// Writes text after the count of its bytes.
    public mutating func write(_ text: String) {
        write(text.utf8.count)
        bytes += text.utf8
    }

    /// Writes a truth value.
    public mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    /// Writes a value that may be missing.
    public mutating func write<Value: Transferable>(_ value: Value?) {
        write(value != nil)
        value?.write(to: &self)
    }

    /// Writes values after their count.
    public mutating func write<Value: Transferable>(_ values: [Value]) {
        write(values.count)
        for value in values { value.write(to: &self) }
    }
}

/// The bytes of a message while it is read.
public struct TransferReader: Sendable {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    /// A message from the beginning.
    public init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    private mutating func byte() throws(TransferError) -> UInt8 {
        guard position < bytes.endIndex else { throw TransferError() }
        defer { position += 1 }
        return bytes[position]
    }

    /// Reads a number.
    public mutating func number() throws(TransferError) -> Int {
        var value: UInt = 0
        var shift: UInt = 0
        while true {
            let next = try byte()
            value |= UInt(next & 0x7F) << shift
            if next < 0x80 { break }
            shift += 7
        }
        return Int(bitPattern: value >> 1) ^ -Int(bitPattern: value & 1)
    }

    /// Reads bytes.
    public mutating func array() throws(TransferError) -> [UInt8] { Array(try slice()) }

    /// Reads text.
    public mutating func text() throws(TransferError) -> String { String(decoding: try slice(), as: UTF8.self) }

    private mutating func slice() throws(TransferError) -> ArraySlice<UInt8> {
        let count = try number()
        guard count >= 0, count <= bytes.endIndex - position else { throw TransferError() }
        defer { position += count }
        return bytes[position..<position + count]
    }

    /// Reads a truth value.
    public mutating func flag() throws(TransferError) -> Bool { try byte() != 0 }

    /// Reads a value that may be missing.
    public mutating func optional<Value: Transferable>(_: Value.Type = Value.self) throws(TransferError) -> Value? {
        try flag() ? try Value(from: &self) : nil
    }

    /// Reads values.
    public mutating func list<Value: Transferable>(_: Value.Type = Value.self) throws(TransferError) -> [Value] {
        let count = try number()
        guard count >= 0 else { throw TransferError() }
        var values: [Value] = []
        for _ in 0..<count { values.append(try Value(from: &self)) }
        return values
    }
}

extension String: Transferable {
    public func write(to message: inout TransferWriter) { message.write(self) }
    public init(from message: inout TransferReader) throws(TransferError) { self = try message.text() }
}

extension Int: Transferable {
    public func write(to message: inout TransferWriter) { message.write(self) }
    public init(from message: inout TransferReader) throws(TransferError) { self = try message.number() }
}
