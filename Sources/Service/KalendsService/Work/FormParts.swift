internal import Bytes

/// The parts of a `multipart/form-data` body (RFC 7578), by their names.
struct FormParts {
    /// Why a body has no such parts.
    struct Fault: Error {
        let text: String
    }

    /// One part.
    struct Part {
        var name: String
        var fileName: String
        var contentType: String
        var content: [UInt8]
    }

    private static let most = 16
    private(set) var parts: [Part] = []

    /// Reads a body.
    ///
    /// - Parameter type: Content-Type, which names the boundary.
    init(_ body: [UInt8], type: String) throws(Fault) {
        guard let boundary = Self.parameter("boundary", of: type), (1...70).contains(boundary.utf8.count) else {
            throw Fault(text: "Content-Type names no boundary")
        }
        let mark = Array("--\(boundary)".utf8)
        guard body.starts(with: mark) else { throw Fault(text: "the body does not begin with its boundary") }
        let line = Array("\r\n".utf8) + mark
        var start = mark.count
        while true {
            if body[start...].starts(with: "--".utf8) { return }
            guard body[start...].starts(with: "\r\n".utf8) else {
                throw Fault(text: "a boundary without the end of its line")
            }
            guard parts.count < Self.most else { throw Fault(text: "more than \(Self.most) parts") }
            guard let end = Self.find(line, in: body, from: start) else {
                throw Fault(text: "the last boundary is missing")
            }
            parts.append(try Self.part(Array(body[(start + 2)..<max(start + 2, end)])))
            start = end + line.count
        }
    }

    private static func find(_ wanted: [UInt8], in body: [UInt8], from start: Int) -> Int? {
        guard wanted.count <= body.count - start else { return nil }
        for place in start...(body.count - wanted.count) where body[place] == wanted[0] {
            if body[place...].starts(with: wanted) { return place }
        }
        return nil
    }

    private static func part(_ bytes: [UInt8]) throws(Fault) -> Part {
        var part = Part(name: "", fileName: "", contentType: "", content: [])
        var rest = bytes[...]
        while true {
            guard let end = rest.indices.first(where: { rest[$0...].starts(with: "\r\n".utf8) }) else {
                throw Fault(text: "a part without an empty line after its header")
            }
            let field = String(decoding: rest[..<end], as: UTF8.self)
            rest = rest[(end + 2)...]
            if field.isEmpty { break }
            let lower = field.lowercased()
            if lower.hasPrefix("content-disposition:") {
                part.name = parameter("name", of: field) ?? ""
                part.fileName = parameter("filename", of: field) ?? ""
            } else if lower.hasPrefix("content-type:") {
                part.contentType = String(field.dropFirst(13).trimmingBlanks)
            }
        }
        part.content = Array(rest)
        return part
    }

    /// A parameter of a field, without its quotes.
    private static func parameter(_ name: String, of field: String) -> String? {
        for piece in field.split(separator: ";").dropFirst() {
            let sides = piece.split(separator: "=", maxSplits: 1).map { $0.trimmingBlanks }
            guard sides.count == 2, sides[0].lowercased() == name else { continue }
            let value = sides[1]
            return value.hasPrefix("\"") && value.hasSuffix("\"") && value.count > 1
                ? String(value.dropFirst().dropLast()) : String(value)
        }
        return nil
    }

    /// The part of a name.
    ///
    /// - Throws: ``Fault`` unless there is one.
    func part(named name: String) throws(Fault) -> Part {
        let found = parts.filter { $0.name == name }
        guard found.count == 1, let part = found.first else {
            throw Fault(
                text: found.isEmpty
                    ? "there is no part called \(name)" : "there are \(found.count) parts called \(name)"
            )
        }
        return part
    }
}
