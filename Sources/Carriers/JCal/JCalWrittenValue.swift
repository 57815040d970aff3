internal import Bytes
internal import ICalendar

/// What a property's parameters and its row determine about its value.
struct JCalWrittenValue {
    /// The types to try, in order; the first that the text is of is written.
    var types: [ValueType] = []
    /// What VALUE names, if no table knows it, in upper case.
    var otherType: String?
    var shape = ValueShape.single
    var bytes: [UInt8] = []
    /// Whether TEXT holds backslash escapes.
    var isEscaped = true
    /// Whether the parameters contradict each other, so that everything stays unchanged.
    var isOdd = false
    /// Parameters that the type makes superfluous.
    var consumed: Set<String> = []

    /// The value unchanged.
    init(unprocessed property: Property) {
        property.appendLogicalValue(to: &bytes)
    }

    /// The value by its type.
    init(_ property: Property) {
        property.appendLogicalValue(to: &bytes)
        let row = Vocabulary.shared.property(property.name)
        shape = row?.shape ?? .single
        var named: ValueType?
        var isBase64 = false
        for parameter in property.parameters {
            switch parameter.nameText {
            case "VALUE":
                isOdd = isOdd || !consumed.insert("VALUE").inserted || parameter.values.count != 1
                named = Vocabulary.shared.valueType(named: parameter.value)
                if named == nil { otherType = parameter.value.uppercased() }
            case "ENCODING": isBase64 = parameter.value.uppercased() == "BASE64"
            default: break
            }
        }
        if let other = otherType, !Self.isName(other) || other == "UNKNOWN" { isOdd = true }
        if property.isQuotedPrintable {
            consumed.formUnion(["ENCODING", "CHARSET", "QUOTED-PRINTABLE"])
            bytes = Array(property.text.utf8)
            isEscaped = false
        }
        let types = row?.types ?? []
        if let named {
            self.types = [named]
            if named != types.first, shape != .list { shape = .single }
            // A type that is not the property's own does not determine how the value is divided.
            if row == nil, named.isTelling { shape = .list }
        } else if isBase64 {
            self.types = [types.contains(.binary) ? .binary : types.first ?? .unknown]
        } else {
            self.types = types.enumerated().filter { $0.offset == 0 || $0.element.isTelling }.map(\.element)
        }
        if self.types.isEmpty, otherType == nil { isOdd = true }
        if isBase64 { decode() } else if self.types.first == .binary { isOdd = true }
    }

    /// RFC 7265 §5.1, as RFC 6321 §3.2: base64 stays with binary values; encoded text is decoded.
    private mutating func decode() {
        switch types.first {
        case _ where otherType != nil: isOdd = true
        case .binary: consumed.insert("ENCODING")
        case .text:
            guard let text = Base64.decode(bytes.span), String(validating: text, as: UTF8.self) != nil else {
                isOdd = true
                return
            }
            consumed.insert("ENCODING")
            bytes = text
            isEscaped = false
        default: isOdd = true
        }
    }

    private static func isName(_ text: String) -> Bool {
        (text.utf8.first.map { $0 &- 0x41 < 26 } ?? false)
            && text.utf8.allSatisfy { $0 &- 0x41 < 26 || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "-") }
    }
}

/// A number of iCalendar as JSON writes it: no plus sign, no leading zeros.
struct JSONNumber {
    var text = ""
    var isInteger = true

    /// The number that a text is; nil for another text, and for one of more digits than readers of JSON take.
    init?(_ bytes: Span<UInt8>) {
        guard bytes.count <= JSONTokens.longestNumber else { return nil }
        var index = 0
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
            if bytes[index] == UInt8(ascii: "-") { text = "-" }
            index += 1
        }
        let parts = bytes.extracting(index...).string.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { $0 &- 0x30 < 10 } }) else {
            return nil
        }
        let whole = parts[0].drop { $0 == "0" }
        text += whole.isEmpty ? "0" : String(whole)
        guard parts.count == 2 else { return }
        isInteger = false
        text += ".\(parts[1])"
    }
}

extension StringProtocol {
    /// The name of something in jCal (RFC 7265 §3.3): only the letters of ASCII have another case in names.
    var inLowerCase: String { String(decoding: utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self) }
}

extension Span<UInt8> {
    /// The bytes as text.
    var string: String {
        var bytes: [UInt8] = []
        bytes.append(copying: self)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The index of the next separator that no backslash escapes, or the end.
    func nextSeparator(_ separator: UInt8, from start: Int, isEscaped: Bool) -> Int {
        var index = start
        while index < count {
            if isEscaped, self[index] == UInt8(ascii: "\\") {
                index += 2
                continue
            }
            if self[index] == separator { return index }
            index += 1
        }
        return count
    }
}
