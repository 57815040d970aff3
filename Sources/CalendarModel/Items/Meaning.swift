public import ICalendar

/// Properties and components without what carries no meaning: order of parameters, case of words, quoting, folding.
extension Property {
    /// Bytes that equal another property's exactly when both mean the same.
    public var meaning: [UInt8] {
        var bytes = Array(nameText.utf8)
        var parameters: [[UInt8]] = []
        for parameter in self.parameters where !saysNothing(parameter) {
            var text = Array(parameter.nameText.utf8)
            let hasWords = Self.hasWords(parameter.name)
            for (position, value) in parameter.values.enumerated() {
                text.append(UInt8(ascii: position == 0 ? "=" : ","))
                Self.append(hasWords ? value.uppercased() : value, withSchemeInLowerCaseTo: &text)
            }
            parameters.append(text)
        }
        parameters.sort { $0.lexicographicallyPrecedes($1) }
        for parameter in parameters {
            bytes.append(UInt8(ascii: ";"))
            bytes.append(contentsOf: parameter)
        }
        bytes.append(UInt8(ascii: ":"))
        bytes.append(contentsOf: valueMeaning)
        return bytes
    }

    private var valueMeaning: [UInt8] {
        if Self.words.contains(name) { return Array(rawValue.uppercased().utf8) }
        switch Vocabulary.shared.property(name)?.types.first {
        case .recurrence: return Array((withValue { try? RecurrenceRule(reading: $0) }?.description ?? rawValue).utf8)
        case .calendarAddress:
            var bytes: [UInt8] = []
            Self.append(rawValue, withSchemeInLowerCaseTo: &bytes)
            return bytes
        case .text where Vocabulary.shared.property(name)?.shape == .single: return Array(text.utf8)
        default: break
        }
        var bytes: [UInt8] = []
        appendLogicalValue(to: &bytes)
        if valueType == .duration {
            return (try? NominalDuration(reading: bytes.span))?.description.utf8.map { $0 } ?? bytes
        }
        return bytes
    }

    /// A parameter that states what holds without it (RFC 5545 §3.2).
    private func saysNothing(_ parameter: Parameter) -> Bool {
        switch parameter.name {
        case .value:
            let row = Vocabulary.shared.property(name)
            return parameter.value.uppercased() == row?.types.first?.rawValue && row?.hasDefaultType == true
        case .rsvp: return parameter.value.uppercased() == "FALSE"
        case .related: return parameter.value.uppercased() == "START"
        case .relationshipType: return parameter.value.uppercased() == "PARENT"
        default: return false
        }
    }

    private static let words: Set<Name> = [.classification, .status, .timeTransparency, .action, .microsoftBusyStatus]

    /// Whether the values of a parameter are words in any case.
    private static func hasWords(_ parameter: Name) -> Bool {
        switch parameter {
        case .value, .encoding, .participationStatus, .role, .rsvp, .userType, .related, .relationshipType, .range: true
        default: false
        }
    }

    /// Appends text; where it is a mail address as a URI, the scheme is written in lower case.
    private static func append(_ text: String, withSchemeInLowerCaseTo bytes: inout [UInt8]) {
        let scheme = "mailto".utf8
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        guard bytes.count > start + scheme.count, bytes[start + scheme.count] == UInt8(ascii: ":") else { return }
        for (index, letter) in zip(start..., scheme) where bytes[index] | 0x20 != letter { return }
        bytes.replaceSubrange(start..<start + scheme.count, with: scheme)
    }
}

extension Component {
    /// Bytes that equal another component's exactly when both mean the same.
    public var meaning: [UInt8] {
        var parts = properties.map(\.meaning) + components.map(\.meaning)
        parts.sort { $0.lexicographicallyPrecedes($1) }
        var bytes = Array("BEGIN:\(nameText)\n".utf8)
        for part in parts {
            bytes.append(contentsOf: part)
            bytes.append(UInt8(ascii: "\n"))
        }
        bytes.append(contentsOf: "END:\(nameText)".utf8)
        return bytes
    }
}
