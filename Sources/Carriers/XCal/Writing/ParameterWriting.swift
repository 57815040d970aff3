internal import ICalendar

extension XCalStreamWriter {
    /// Writes the parameters of a property as typed elements (RFC 6321 §3.5); nothing if all of them are omitted.
    mutating func parameters(of line: ContentLine, of piece: Piece, except consumed: ConsumedParameters) {
        var hasParameters = false
        for index in Int(line.link)..<Int(line.link) + line.parameterCount {
            let record = piece.tree.parameters[index]
            if isConsumed(index, record, of: piece, consumed) { continue }
            if !hasParameters {
                hasParameters = true
                output.append(contentsOf: "<parameters>".utf8)
            }
            appendStart(of: record.name)
            if record.flags.contains(.isBare) {
                // A name without `=` has no value element at all.
            } else if record.flags.isEmpty || record.flags == .isQuoted {
                let quote = record.flags.isEmpty ? 0 : 1
                let range = Int(record.valueStart) + quote..<Int(record.valueEnd) - quote
                parameterValue(piece.bytes.span.extracting(range), type(of: record.name))
            } else {
                for value in Parameter(tree: piece.tree, index: index).logicalValues {
                    parameterValue(value.span, type(of: record.name))
                }
            }
            appendEnd(of: record.name)
        }
        if hasParameters { output.append(contentsOf: "</parameters>".utf8) }
    }

    @inline(__always)
    private func type(of name: Name) -> ValueType {
        name.isKnown ? tags.parameterTypes[Int(name.id)] : options.isKolab3 ? .text : .unknown
    }

    private func isConsumed(
        _ index: Int,
        _ record: ParameterRecord,
        of piece: Piece,
        _ consumed: ConsumedParameters
    ) -> Bool {
        if consumed.isEmpty { return false }
        if record.name == tags.value { return consumed.contains(.value) }
        if record.flags.contains(.isBare), consumed.contains(.encoding) {
            return ["QUOTED-PRINTABLE", "BASE64"].contains(piece.tree.text(of: record.name))
        }
        if record.name == tags.encoding { return consumed.contains(.encoding) }
        return record.name == .charset && consumed.contains(.charset)
    }

    private mutating func parameterValue(_ text: Span<UInt8>, _ type: ValueType) {
        guard type.form.ignoresBlanks else { return element(type, text) }
        let start = output.count
        if single(text, of: type) { return }
        output.removeLast(output.count - start)
        raw(text)
    }
}
