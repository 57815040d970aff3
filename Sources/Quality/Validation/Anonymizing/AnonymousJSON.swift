internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar
internal import JCal

/// A jCal document without anything personal.
enum AnonymousJSON {
    /// The same document.
    static func read(_ bytes: [UInt8]) throws(ReadError) -> [UInt8] {
        var ignored = Diagnostics(losses: .none)
        _ = try JCalReader().read(bytes, diagnostics: &ignored)
        guard !bytes.prefix(4).contains(0) else { throw ReadError(.wrongFormat("JSON in UTF-16 or UTF-32")) }
        var text = AnonymousText(bytes, .json)
        var outline = JSONOutline(bytes)
        do throws(JSONTokens.Fault) {
            replace(try outline.value(), in: &text)
        } catch {
            throw ReadError(.invalid(error.message), at: SourceLineIndex(bytes).location(of: error.offset))
        }
        return text.finish().bytes
    }

    /// A property is an array of a name, parameters, a type and values, a component one of a name and two arrays.
    private static func replace(_ node: JSONOutline.Node, in text: inout AnonymousText) {
        guard case .array(let items) = node, items.count > 2, case .string(let name) = items[0] else {
            if case .array(let items) = node { return items.forEach { replace($0, in: &text) } }
            return replace(node, .text, in: &text)
        }
        guard case .object(let parameters) = items[1], case .string(let type) = items[2] else {
            text.replace(name) { AnonymousLines.harmlessName($0, $0.indices) }
            return items.dropFirst().forEach { replace($0, in: &text) }
        }
        let property = word(name, text).uppercased()
        let valueType = Vocabulary.shared.valueType(named: word(type, text))
        let meaning = ValueMeaning(
            property: property,
            type: word(type, text).lowercased() == "unknown" ? nil : valueType ?? .unknown
        )
        text.replace(name) { AnonymousLines.harmlessName($0, $0.indices) }
        for (parameter, value) in parameters {
            let meaning = ValueMeaning(parameter: word(parameter, text).uppercased())
            text.replace(parameter) { AnonymousLines.harmlessName($0, $0.indices) }
            replace(value, meaning, in: &text)
        }
        text.replace(type) {
            HarmlessWords.contains($0) || $0.elementsEqual("unknown".utf8)
                ? [$0.indices] : AnonymousLines.harmlessName($0, $0.indices)
        }
        for (index, value) in items[3...].enumerated() {
            if case .status = meaning, case .array(let fields) = value {
                for (field, node) in fields.enumerated() { replace(node, field == 0 ? .status : .text, in: &text) }
            } else if case .status = meaning, index > 0 {
                replace(value, .text, in: &text)
            } else {
                replace(value, meaning, in: &text)
            }
        }
    }

    /// Every string, number and name of a value.
    private static func replace(_ node: JSONOutline.Node, _ meaning: ValueMeaning, in text: inout AnonymousText) {
        switch node {
        case .string(let range):
            if case .position = meaning { return text.replace(range) }
            text.replace(range, meaning.coding) { meaning.harmless($0, .json) }
        case .number(let range): replace(number: range, meaning, in: &text)
        case .array(let items): for item in items { replace(item, meaning, in: &text) }
        case .object(let members):
            for (name, value) in members {
                text.replace(name) { HarmlessNames.isKnownInXML($0) ? [$0.indices] : [] }
                replace(value, meaning, in: &text)
            }
        }
    }

    /// A number of JSON has no zero in front, and true, false and null are none.
    private static func replace(number range: Range<Int>, _ meaning: ValueMeaning, in text: inout AnonymousText) {
        switch meaning {
        case .computed: text.keep(range)
        case _ where !text.bytes[range].contains(where: \.isDigit): text.keep(range)
        case .position:
            let digits = text.bytes[range].prefix { $0 != UInt8(ascii: ".") && $0 | 0x20 != UInt8(ascii: "e") }
            text.replaceDigits(range, by: digits.count(where: \.isDigit) > 1 ? UInt8(ascii: "1") : UInt8(ascii: "0"))
        default:
            let mantissa = text.bytes[range].prefix { $0 | 0x20 != UInt8(ascii: "e") }.indices
            text.replaceDigits(mantissa, by: UInt8(ascii: "1"))
            text.keep(range)
        }
    }

    private static func word(_ range: Range<Int>, _ text: borrowing AnonymousText) -> String {
        String(decoding: text.bytes[range], as: UTF8.self)
    }
}
