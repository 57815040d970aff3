internal import Bytes

/// A JSON object that is written member by member, of values and of lists whose items are JSON lines already.
struct JSONText {
    private var bytes: [UInt8] = [UInt8(ascii: "{")]

    private mutating func begin(_ name: String) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        bytes += JSON.text(name).line.dropLast()
        bytes.append(UInt8(ascii: ":"))
    }

    /// Adds a member.
    mutating func add(_ name: String, _ value: JSON) {
        begin(name)
        bytes += value.line.dropLast()
    }

    /// Adds a member that is an object.
    mutating func add(_ name: String, _ object: JSONText) {
        begin(name)
        bytes += object.line.dropLast()
    }

    /// Adds a list of values, each on a line.
    mutating func add(_ name: String, lines: [UInt8]) {
        begin(name)
        bytes.append(UInt8(ascii: "["))
        var isFirst = true
        for line in lines.split(separator: UInt8(ascii: "\n")) {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            bytes += line
            isFirst = false
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// The object on a line.
    var line: [UInt8] { bytes + [UInt8(ascii: "}"), UInt8(ascii: "\n")] }
}
