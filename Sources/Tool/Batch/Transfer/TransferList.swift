internal import Files

/// Several values that a process hands back for one input.
struct TransferList<Element: Transferable>: Transferable {
    var elements: [Element]

    init(_ elements: [Element]) { self.elements = elements }

    func write(to message: inout TransferWriter) { message.write(elements) }

    init(from message: inout TransferReader) throws(TransferError) { elements = try message.list() }
}
