internal import Bytes

/// XML as the imitated programs lay it out: indented, or one line of ASCII as Python's ElementTree writes it.
struct ScheduleText {
    private(set) var bytes: [UInt8] = []
    private let isBare: Bool
    private var depth = 0

    init(isBare: Bool) {
        self.isBare = isBare
        if !isBare { bytes.append(contentsOf: "<?xml version=\"1.0\" encoding=\"utf-8\"?>".utf8) }
    }

    mutating func begin(_ name: String, declaring namespaces: [(prefix: String, namespace: String)] = []) {
        breakLine()
        let declarations = namespaces.map { " xmlns:\($0.prefix)=\"\($0.namespace)\"" }.joined()
        bytes.append(contentsOf: "<\(name)\(declarations)>".utf8)
        depth += 1
    }

    mutating func end(_ name: String) {
        depth -= 1
        breakLine()
        bytes.append(contentsOf: "</\(name)>".utf8)
    }

    mutating func element(_ name: String, _ text: String) {
        breakLine()
        if text.isEmpty, isBare {
            bytes.append(contentsOf: "<\(name) />".utf8)
            return
        }
        bytes.append(contentsOf: "<\(name)>".utf8)
        for scalar in text.unicodeScalars { append(scalar) }
        bytes.append(contentsOf: "</\(name)>".utf8)
    }

    mutating func finish() {
        if !isBare { bytes.append(0x0A) }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\t", "\n": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        case "&", "<", ">", "\r": bytes.append(UInt8(truncatingIfNeeded: scalar.value).xmlReference ?? "")
        // XML 1.0 has no way to write these (XML 1.0 §2.2).
        case "\u{0}"..<"\u{20}", "\u{FFFE}", "\u{FFFF}": break
        default:
            if isBare, scalar.value > 0x7E {
                bytes.append(contentsOf: "&#\(scalar.value);".utf8)
            } else {
                bytes.append(contentsOf: String(scalar).utf8)
            }
        }
    }

    private mutating func breakLine() {
        if isBare { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: depth * 2))
    }
}
