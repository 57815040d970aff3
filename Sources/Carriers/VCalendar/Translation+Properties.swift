internal import CalendarDiagnostics
internal import ICalendar

// One function for each meaning of ``PropertyRow``.
extension Translation {
    /// Writes what a property becomes.
    mutating func translate(_ property: Property) {
        let name = property.nameText
        guard let row = PropertyRow.named(name) else { return writeOther(property) }
        switch row.meaning {
        case .text:
            let value = RawValue(property, &self)
            write(row.name, value.kept(&self), text: value.text)
        case .texts:
            let value = RawValue(property, &self)
            let parts = value.parts.map { Self.escaped(String($0[...].trimmed)) }.filter { !$0.isEmpty }
            write(row.name, value.kept(&self), raw: parts.joined(separator: ","))
        case .time: writeTime(property, as: row.name)
        case .utcTime: writeUTCTime(property, as: row.name)
        case .times: writeTimes(property, as: row.name)
        case .rule: writeRule(property, as: row.name)
        case .word(let rows):
            let value = RawValue(property, &self)
            if let word = word(value.text, in: rows(item.name), of: name) {
                write(row.name, value.kept(&self), raw: word)
            }
        case .number(let limit): writeNumber(property, as: row.name, limit)
        case .uri:
            let value = RawValue(property, &self)
            write(row.name, value.kept(&self), raw: String(value.text[...].trimmed))
        case .transparency: writeTransparency(property)
        case .position: writePosition(property)
        case .attendee: writeAttendee(property)
        case .attachment: writeAttachment(RawValue(property, &self))
        case .alarm: writeAlarm(property)
        case .dropped(let reason): lose(.dropped, reason)
        }
    }

    /// A property that vCalendar 1.0 does not have: an extension, or one of RFC 5545 in the hands of a writer of both.
    private mutating func writeOther(_ property: Property) {
        let isPlain = property.parameters.allSatisfy {
            !$0.isBare && !["ENCODING", "CHARSET", "TYPE"].contains($0.nameText)
        }
        guard !isPlain else {
            let parameters = property.parameters.map { ($0.nameText, $0.value) }
            return write(property.nameText, parameters, raw: property.rawValue)
        }
        let value = RawValue(property, &self)
        if value.isBase64 {
            write(
                property.nameText,
                value.kept(&self) + [("ENCODING", "BASE64"), ("VALUE", "BINARY")],
                raw: value.text
            )
        } else {
            write(property.nameText, value.kept(&self), text: value.text)
        }
    }

    private mutating func writeNumber(_ property: Property, as name: String, _ limit: Int) {
        let value = RawValue(property, &self)
        let text = String(value.text[...].trimmed)
        guard let number = Int(text), number >= 0 else {
            lose(.dropped, "\(text.prefix(40)) is not a number")
            return
        }
        if number > limit { lose(.altered, "the highest \(name) is \(limit); \(number) is written as \(limit)") }
        write(name, value.kept(&self), raw: String(min(number, limit)))
    }

    private mutating func writeTransparency(_ property: Property) {
        let value = RawValue(property, &self)
        let text = value.text[...].trimmed.uppercased()
        switch text {
        case "0", "OPAQUE": write("TRANSP", value.kept(&self), raw: "OPAQUE")
        case "1", "TRANSPARENT": write("TRANSP", value.kept(&self), raw: "TRANSPARENT")
        default:
            guard let number = Int(text), number > 1 else {
                lose(.dropped, "TRANSP \(text.prefix(40)) is not a value of vCalendar 1.0")
                return
            }
            lose(.altered, "TRANSP \(number) is a degree of transparency; RFC 5545 has no degrees")
            write("TRANSP", value.kept(&self), raw: "TRANSPARENT")
        }
    }

    /// vCalendar 1.0 has longitude before latitude, RFC 5545 latitude before longitude.
    private mutating func writePosition(_ property: Property) {
        let value = RawValue(property, &self)
        if value.parts.count == 2 {
            return write(
                "GEO",
                value.kept(&self),
                raw: value.parts.map { String($0[...].trimmed) }.joined(separator: ";")
            )
        }
        let numbers = value.text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmed }
        guard numbers.count == 2, numbers.allSatisfy({ Double($0) != nil }) else {
            lose(.dropped, "\(value.text.prefix(40)) is not a position")
            return
        }
        write("GEO", value.kept(&self), raw: "\(numbers[1]);\(numbers[0])")
    }

    /// Writes an ATTACH of an item or of an alarm.
    mutating func writeAttachment(_ value: RawValue, content: String? = nil) {
        let text = String((content ?? value.text)[...].trimmed)
        guard !text.isEmpty else { return }
        var parameters = value.parameters.filter { !$0.value.isEmpty }
        if !value.type.isEmpty, let type = word(value.type, in: .mediaType, of: "TYPE") {
            parameters.insert(("FMTTYPE", type), at: 0)
        }
        if value.isBase64 {
            return write(
                "ATTACH",
                parameters + [("ENCODING", "BASE64"), ("VALUE", "BINARY")],
                raw: text.filter { !$0.isWhitespace }
            )
        }
        if value.kind == "CID" || text.hasPrefix("<") && text.hasSuffix(">") {
            let id = text.hasPrefix("<") ? String(text.dropFirst().dropLast()) : text
            return write("ATTACH", parameters, raw: id.lowercased().hasPrefix("cid:") ? id : "cid:\(id)")
        }
        if text.prefix(while: { $0 != ":" }).count < text.count { return write("ATTACH", parameters, raw: text) }
        // A file name or a text without a scheme is not a URI.
        lose(.altered, "an attachment that is not a URI; written as a file: URI")
        write("ATTACH", parameters, raw: "file:\(text.replacing(" ", with: "%20"))")
    }
}

// MARK: - Times

extension Translation {
    /// The parameters of a time: VALUE for a date, TZID for a local time in the calendar's zone.
    private func parameters(of time: VCalendarTime) -> [(String, String)] {
        switch time.form {
        case .date: [("VALUE", "DATE")]
        case .local: zone.map { [("TZID", $0.name)] } ?? []
        case .utc: []
        }
    }

    private mutating func writeTime(_ property: Property, as name: String) {
        let value = RawValue(property, &self)
        guard let time = VCalendarTime(value.text[...]) else { return write(name, value.kept(&self), raw: value.text) }
        // Writers of both formats name a zone of RFC 5545.
        let hasZone = value.parameters.contains { $0.name == "TZID" }
        let own = value.kept(&self).filter { $0.0 != "VALUE" }
        write(name, (hasZone ? [] : parameters(of: time)) + own, raw: time.text)
    }

    private mutating func writeUTCTime(_ property: Property, as name: String) {
        let value = RawValue(property, &self)
        guard let time = VCalendarTime(value.text[...]) else { return write(name, value.kept(&self), raw: value.text) }
        if let utc = utc(time) { return write(name, value.kept(&self), raw: utc.basicText + "Z") }
        lose(.altered, "\(name) must be in UTC; a time without a zone is read as UTC")
        write(name, value.kept(&self), raw: time.civil.basicText + "Z")
    }

    private mutating func writeTimes(_ property: Property, as name: String) {
        let value = RawValue(property, &self)
        var lists: [(form: VCalendarTime.Form, values: [String])] = []
        for part in value.parts.flatMap({ $0.split(separator: ",") }) where !part.trimmed.isEmpty {
            guard var time = VCalendarTime(part) else {
                lose(.dropped, "\(part.prefix(40)) is not a date or time")
                continue
            }
            if time.form == .date, let start = item.start, start.form != .date {
                // A date alone means the occurrence of that day.
                time = VCalendarTime(CivilDateTime(time.civil.date, start.civil.time), start.form)
            }
            if let index = lists.firstIndex(where: { $0.form == time.form }) {
                lists[index].values.append(time.text)
            } else {
                lists.append((time.form, [time.text]))
            }
        }
        let kept = value.kept(&self).filter { $0.0 != "VALUE" }
        for list in lists {
            let form = VCalendarTime(CivilDateTime(secondsSinceEpoch: 0), list.form)
            write(name, parameters(of: form) + kept, raw: list.values.joined(separator: ","))
        }
    }
}
