internal import Bytes

/// A property of a tree (RFC 5545 §3.1): name, parameters and a value that is decoded on demand.
public struct Property: Sendable {
    /// The tree it belongs to.
    public let tree: ComponentTree
    /// Its line among the tree's lines.
    public let index: Int

    /// A view of the property at line `index`.
    public init(tree: ComponentTree, index: Int) {
        self.tree = tree
        self.index = index
    }

    /// The record that the view shows.
    @inlinable public var line: ContentLine { tree.lines[index] }
    /// Its name.
    public var name: Name { line.name }
    /// Its name's letters in upper case.
    public var nameText: String { tree.text(of: name) }

    /// Its parameters in order.
    public var parameters: [Parameter] {
        parameterRecords.indices.map { Parameter(tree: tree, index: $0) }
    }

    /// Its parameters' records in order.
    public var parameterRecords: ArraySlice<ParameterRecord> {
        let line = line
        return tree.parameters[Int(line.link)..<Int(line.link) + line.parameterCount]
    }

    /// Its first parameter of that name.
    public func parameter(_ name: Name) -> Parameter? {
        parameterRecords.firstIndex { $0.name == name }.map { Parameter(tree: tree, index: $0) }
    }

    /// The type of its value: the one in VALUE, else the property's default, else unknown.
    ///
    /// A property without any default counts as its first type, as every reader takes it.
    public var valueType: ValueType {
        if line.parameterCount > 0, let value = parameter(.value) {
            return value.withValue { Vocabulary.shared.valueType(named: $0) } ?? .unknown
        }
        return Vocabulary.shared.property(name)?.types.first ?? .unknown
    }
}

// MARK: - The value

extension Property {
    /// Calls `body` with the value's logical bytes: unfolded, in UTF-8, escapes untouched.
    @inlinable public func withValue<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let line = line
        if line.hasPlainValue {
            let bytes = tree.bytes
            return try body(bytes.span.extracting(Int(line.valueStart)..<Int(line.valueEnd)))
        }
        var logical: [UInt8] = []
        appendLogicalValue(to: &logical)
        return try body(logical.span)
    }

    /// Appends the value's logical bytes.
    public func appendLogicalValue(to output: inout [UInt8]) {
        let line = line
        let bytes = tree.bytes
        if line.hasPlainValue {
            output.append(contentsOf: bytes[Int(line.valueStart)..<Int(line.valueEnd)])
        } else {
            let start = output.count
            ComponentTree.appendLogical(
                bytes.span,
                Int(line.valueStart),
                Int(line.valueEnd),
                isLatin1: line.flags.contains(.isLatin1),
                to: &output
            )
            if line.parameterCount > 0 || line.flags.contains(.hasControl) {
                resolveLineBreaks(from: start, in: &output)
            }
        }
    }

    /// The value as written, unfolded, escapes untouched.
    public var rawValue: String {
        let line = line
        if line.hasPlainValue {
            return String(decoding: tree.bytes[Int(line.valueStart)..<Int(line.valueEnd)], as: UTF8.self)
        }
        var logical: [UInt8] = []
        appendLogicalValue(to: &logical)
        return String(decoding: logical, as: UTF8.self)
    }

    /// The value as one TEXT: unescaped, quoted-printable of vCalendar 1.0 decoded.
    public var text: String {
        if let decoded = quotedPrintableText { return decoded }
        // A line break inside of a value is read as its escape.
        guard line.flags.contains(.hasBackslash) || !line.hasPlainValue else { return rawValue }
        return withValue { bytes in
            var output: [UInt8] = []
            TextEscapes.appendUnescaped(bytes, to: &output)
            return String(decoding: output, as: UTF8.self)
        }
    }

    /// The value as a list of TEXT, divided at commas that are not escaped.
    public var texts: [String] {
        pieces(dividedBy: .comma).map { piece in
            var output: [UInt8] = []
            TextEscapes.appendUnescaped(piece.span, to: &output)
            return String(decoding: output, as: UTF8.self)
        }
    }

    /// The value's parts as written, divided at `separator` where no backslash precedes it.
    public func pieces(dividedBy separator: UInt8) -> [[UInt8]] {
        withValue { bytes in
            var found: [[UInt8]] = []
            var piece: [UInt8] = []
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if byte == .backslash, index + 1 < bytes.count {
                    piece.append(byte)
                    piece.append(bytes[index + 1])
                    index += 2
                    continue
                }
                if byte == separator {
                    found.append(piece)
                    piece = []
                } else {
                    piece.append(byte)
                }
                index += 1
            }
            found.append(piece)
            return found
        }
    }
}
