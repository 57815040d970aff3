internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

extension JCalStreamWriter {
    /// Writes `[name, {parameters}, type, value, …]`.
    mutating func property(_ property: Property) {
        output.append(UInt8(ascii: "["))
        string(property.nameText.inLowerCase)
        output.append(UInt8(ascii: ","))
        var value = JCalWrittenValue(property)
        let start = output.count
        parameters(of: property, except: value.consumed)
        output.append(UInt8(ascii: ","))
        let tidied = value.types.first == .recurrence ? RecurrenceRule.tidied(value.bytes.span) : nil
        if let tidied { value.bytes = tidied }
        if write(value) {
            if tidied != nil {
                losses.add(
                    "recurrence-respelt",
                    .altered,
                    "written without blanks, backslashes and empty parts, and with UNTIL in the form of RFC 5545",
                    line: property.index,
                    in: holder.begin,
                    named: holder.name
                )
            }
        } else {
            output.removeLast(output.count - start)
            value = JCalWrittenValue(unprocessed: property)
            parameters(of: property, except: value.consumed)
            output.append(UInt8(ascii: ","))
            string("unknown")
            output.append(UInt8(ascii: ","))
            string(value.bytes.span)
        }
        output.append(UInt8(ascii: "]"))
    }

    private mutating func parameters(of property: Property, except consumed: Set<String>) {
        output.append(UInt8(ascii: "{"))
        var written: [(name: String, values: [String], isBare: Bool)] = []
        for parameter in property.parameters where !consumed.contains(parameter.nameText) {
            let name = parameter.nameText
            if let known = written.firstIndex(where: { $0.name == name }) {
                losses.add(
                    "parameter-repeated",
                    .altered,
                    "\(name) occurs twice; its values are joined",
                    line: property.index,
                    in: holder.begin,
                    named: holder.name
                )
                written[known].values += parameter.values
            } else {
                written.append((name, parameter.values, parameter.isBare))
            }
        }
        for (position, parameter) in written.enumerated() {
            if position > 0 { output.append(UInt8(ascii: ",")) }
            string(parameter.name.inLowerCase)
            output.append(UInt8(ascii: ":"))
            if parameter.values.count == 1, !parameter.isBare {
                string(parameter.values[0])
                continue
            }
            output.append(UInt8(ascii: "["))
            for (number, value) in parameter.values.enumerated() {
                if number > 0 { output.append(UInt8(ascii: ",")) }
                string(value)
            }
            output.append(UInt8(ascii: "]"))
        }
        output.append(UInt8(ascii: "}"))
    }

    /// Writes type and values; false if the text is not of its type.
    private mutating func write(_ value: JCalWrittenValue) -> Bool {
        if value.isOdd { return false }
        let start = output.count
        if let other = value.otherType {
            string(other.inLowerCase)
            output.append(UInt8(ascii: ","))
            string(value.bytes.span)
            return true
        }
        for type in value.types {
            string(type.elementName)
            if values(value, as: type) { return true }
            output.removeLast(output.count - start)
        }
        return false
    }

    private mutating func values(_ value: JCalWrittenValue, as type: ValueType) -> Bool {
        switch value.shape {
        case .single: return item(value.bytes.span, as: type, isEscaped: value.isEscaped)
        case .fields:
            output.append(contentsOf: ",[".utf8)
            guard fields(value.bytes.span, as: type) else { return false }
            output.append(UInt8(ascii: "]"))
            return true
        case .list:
            let span = value.bytes.span
            var start = 0
            while true {
                let end = span.nextSeparator(
                    UInt8(ascii: ","),
                    from: start,
                    isEscaped: type == .text && value.isEscaped
                )
                guard item(span.extracting(start..<end), as: type, isEscaped: value.isEscaped) else { return false }
                if end == span.count { return true }
                start = end + 1
            }
        }
    }

    private mutating func fields(_ text: Span<UInt8>, as type: ValueType) -> Bool {
        var start = 0
        var count = 0
        while true {
            let end = text.nextSeparator(UInt8(ascii: ";"), from: start, isEscaped: true)
            if count > 0 { output.append(UInt8(ascii: ",")) }
            count += 1
            guard scalar(text.extracting(start..<end), as: type, isEscaped: true) else { return false }
            if end == text.count { return count > 1 }
            start = end + 1
        }
    }

    private mutating func item(_ text: Span<UInt8>, as type: ValueType, isEscaped: Bool) -> Bool {
        output.append(UInt8(ascii: ","))
        return scalar(text, as: type, isEscaped: isEscaped)
    }

    /// Writes one value in the form that its type has in JSON (RFC 7265 §3.6).
    private mutating func scalar(_ text: Span<UInt8>, as type: ValueType, isEscaped: Bool) -> Bool {
        var converted: [UInt8] = []
        let form = type.form
        switch form.rendering {
        case .text:
            if isEscaped { TextEscapes.appendUnescaped(text, to: &converted) } else { converted.append(copying: text) }
        case .moment, .separated: guard form.appendExtended(basic: text, to: &converted) else { return false }
        case .boolean: return form.appendExtended(basic: text, to: &output)
        case .number:
            guard let number = JSONNumber(text) else { return false }
            output.append(contentsOf: number.text.utf8)
            return true
        case .duration:
            guard form.matches(text) else { return false }
            converted.append(copying: text)
        case .binary:
            guard Base64.decode(text) != nil else { return false }
            converted.append(copying: text)
        case .period: return period(text)
        case .rule: return recurrence(text)
        case .verbatim, .uri, .address: converted.append(copying: text)
        }
        string(converted.span)
        return true
    }

    private mutating func period(_ text: Span<UInt8>) -> Bool {
        guard let parts = PeriodForm.parts(of: text) else { return false }
        var start: [UInt8] = []
        var end: [UInt8] = []
        let second = text.extracting(parts.second)
        guard DateTimeForm.appendExtended(basic: text.extracting(parts.start), to: &start),
            PeriodForm.appendExtended(second: second, to: &end),
            !DurationForm.isSpelt(second) || DurationForm.matches(second)
        else { return false }
        output.append(UInt8(ascii: "["))
        string(start.span)
        output.append(UInt8(ascii: ","))
        string(end.span)
        output.append(UInt8(ascii: "]"))
        return true
    }

    /// An object of the rule's parts; numbers where they are numbers, arrays where a part has several values.
    private mutating func recurrence(_ text: Span<UInt8>) -> Bool {
        var seen: Set<String> = []
        output.append(UInt8(ascii: "{"))
        for part in text.string.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, pair[0].isNameInLine, seen.insert(pair[0].uppercased()).inserted else {
                return false
            }
            if seen.count > 1 { output.append(UInt8(ascii: ",")) }
            string(pair[0].inLowerCase)
            output.append(UInt8(ascii: ":"))
            let values = pair[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            if values.count > 1 { output.append(UInt8(ascii: "[")) }
            for (number, value) in values.enumerated() {
                if number > 0 { output.append(UInt8(ascii: ",")) }
                guard rulePart(value, isUntil: pair[0].uppercased() == "UNTIL") else { return false }
            }
            if values.count > 1 { output.append(UInt8(ascii: "]")) }
        }
        output.append(UInt8(ascii: "}"))
        return !seen.isEmpty
    }

    private mutating func rulePart(_ text: String, isUntil: Bool) -> Bool {
        let bytes = Array(text.utf8)
        if isUntil {
            var extended: [UInt8] = []
            let form = RecurrenceForm.typeOfUntil(bytes.span).form
            guard form.appendExtended(basic: bytes.span, to: &extended) else { return false }
            string(extended.span)
        } else if let number = JSONNumber(bytes.span), number.isInteger,
            number.text == text || CanonicalRule.isNumber(bytes[...])
        {
            output.append(contentsOf: number.text.utf8)
        } else {
            string(text)
        }
        return true
    }
}
