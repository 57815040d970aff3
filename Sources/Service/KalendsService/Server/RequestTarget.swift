/// The path and the query of a request, decoded (RFC 3986 §3.3, §3.4).
struct RequestTarget: Sendable {
    /// Why a target is not accepted.
    struct Fault: Error {
        let text: String
    }

    /// The segments of the path.
    let path: [String]
    /// Names and values in order.
    let query: [(name: String, value: String)]

    /// Reads the target of a request line in its origin form.
    init(_ target: String) throws(Fault) {
        guard target.hasPrefix("/") else { throw Fault(text: "the path does not begin with /") }
        let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var path: [String] = []
        for part in halves[0].dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            let segment = try Self.decoded(part)
            // A UID may hold slashes; nothing here is the name of a file.
            if segment == "." || segment == ".." { throw Fault(text: "the path names folders") }
            path.append(segment)
        }
        if path == [""] { path = [] }
        self.path = path
        var query: [(name: String, value: String)] = []
        if halves.count > 1 {
            for pair in halves[1].split(separator: "&") {
                let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                let value = sides.count > 1 ? try Self.decoded(sides[1].replacing("+", with: " ")) : ""
                query.append((try Self.decoded(sides[0].replacing("+", with: " ")), value))
            }
        }
        self.query = query
    }

    private static func decoded(_ text: some StringProtocol) throws(Fault) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
                rest.first != UInt8(ascii: "+")
            else { throw Fault(text: "% without two hexadecimal digits") }
            bytes.append(value)
            rest.removeFirst(2)
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else {
            throw Fault(text: "the target is not UTF-8")
        }
        if decoded.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            throw Fault(text: "the target has control characters")
        }
        return decoded
    }
}
