internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import XMLSupport

extension String {
    /// The text without white space at both ends, as in ``XMLElement/trimmedText``.
    func trimmingBlanks() -> String {
        let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0A).contains(byte) || byte == 0x0D }
        guard utf8.first.map(isBlank) == true || utf8.last.map(isBlank) == true else { return self }
        let trimmed = utf8.reversed().drop(while: isBlank).reversed().drop(while: isBlank)
        return String(decoding: Array(trimmed), as: UTF8.self)
    }
}

extension ObjectEncoder {
    /// An element that holds text only.
    mutating func text(_ name: String, _ text: String) { xml.element(name, text: text) }

    /// An element that holds an instant.
    mutating func instant(_ name: String, _ time: CivilDateTime) {
        xml.start(name)
        appendInstant(time)
        xml.end()
    }
}

extension CalendarItem {
    /// `product-id`; this package's own mark is not part of the item.
    mutating func readProduct(_ element: XMLElement) -> KolabReadOutcome {
        writer = Self.writer(ofProduct: element.text)
        return element.isPlain ? .exact : .inexact
    }

    /// The program that a product names; nil for this package.
    static func writer(ofProduct text: String) -> String? {
        text.isEmpty || text.hasPrefix("Kalends") ? nil : text
    }

    /// `categories`: one comma-separated list without an escape for a comma.
    mutating func readCategories(_ element: XMLElement) -> KolabReadOutcome {
        let text = element.text
        categories = Self.categories(of: text)
        return element.isPlain && categories.joined(separator: ",") == text ? .exact : .inexact
    }

    /// The categories of a list.
    static func categories(of text: String) -> [String] {
        // One category is the usual case.
        if !text.utf8.contains(UInt8(ascii: ",")), text.utf8.first != UInt8(ascii: " ") {
            return text.isEmpty ? [] : [text]
        }
        return text.split(separator: ",").map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
    }
}

extension KolabStatement {
    /// Categories as they are read back.
    func categories(_ written: [String]) -> [String] {
        let isPlain = written.allSatisfy { category in
            guard let first = category.utf8.first else { return false }
            return first != UInt8(ascii: " ") && !category.utf8.contains(UInt8(ascii: ","))
        }
        if isPlain, !altersTexts { return written }
        return CalendarItem.categories(of: text(written.joined(separator: ",")))
    }
}

extension CalendarItem {
    /// When it was made, as far as that is known; the epoch where nothing is, so that writing twice gives the same bytes.
    var creationTime: CivilDateTime { created ?? stamp ?? lastModified ?? CivilDateTime(secondsSinceEpoch: 0) }

    /// When it was changed, as far as that is known.
    var modificationTime: CivilDateTime { lastModified ?? stamp ?? created ?? CivilDateTime(secondsSinceEpoch: 0) }
}

extension ObjectDecoder {
    /// A creation or modification time.
    mutating func readInstant(_ element: XMLElement, into field: inout CivilDateTime?) -> KolabReadOutcome {
        let (time, isExact) = KolabConversion.kolabInstant.read(element, &self)
        field = time
        return isExact ? .exact : time == nil ? .unreadable : .inexact
    }
}

extension KolabRow {
    /// `show-time-as` ↔ TRANSP, and X-MICROSOFT-CDO-BUSYSTATUS where TRANSP alone is not enough.
    static let showTimeAs = KolabRow.group(
        "show-time-as",
        read: { element, item, decoder in
            let word = element.trimmedText
            guard let status = WordTable<CalendarItem.BusyStatus>.kolabShowTimeAs.value(ignoringCaseOf: word) else {
                if !word.isEmpty {
                    decoder.report(
                        "unknown-word",
                        "show-time-as \(word.prefix(40)) is unknown; kept",
                        at: element,
                        losing: decoder.keptAction
                    )
                }
                return word.isEmpty && element.isPlain ? .exact : .unreadable
            }
            item.set(busyStatus: status)
            return element.isPlain && WordTable<CalendarItem.BusyStatus>.kolabShowTimeAs.word(for: status) == word
                ? .exact : .inexact
        },
        isWritten: { item, _ in item.transparency != nil || item.busyStatus != nil },
        write: { item, encoder in
            let status = item.busyStatus ?? (item.transparency == .transparent ? .free : .busy)
            encoder.text("show-time-as", WordTable<CalendarItem.BusyStatus>.kolabShowTimeAs.word(for: status) ?? "busy")
        },
        say: { item, statement in
            if item.transparency == nil, item.busyStatus == nil { return statement.item.clearBusyStatus() }
            let status = item.busyStatus ?? (item.transparency == .transparent ? .free : .busy)
            statement.item.set(busyStatus: status)
        },
        clear: { $0.clearBusyStatus() },
        isSame: { $0.transparency == $1.transparency && $0.busyStatus == $1.busyStatus }
    )

    /// A task's `status`; a status that tasks do not have is omitted.
    static let taskStatus = KolabRow.group(
        "status",
        read: { element, item, decoder in
            let word = element.trimmedText
            if let status = WordTable<CalendarItem.Status>.kolabTaskStatus.value(ignoringCaseOf: word) {
                item.status = status
                return element.isPlain && WordTable<CalendarItem.Status>.kolabTaskStatus.word(for: status) == word
                    ? .exact : .inexact
            }
            guard word != "waiting-on-someone-else" else {
                item.status = .needsAction
                return .inexact
            }
            if !word.isEmpty {
                decoder.report(
                    "unknown-word",
                    "status \(word.prefix(40)) is unknown; kept",
                    at: element,
                    losing: decoder.keptAction
                )
            }
            return word.isEmpty && element.isPlain ? .exact : .unreadable
        },
        isWritten: { item, _ in
            item.status.flatMap { WordTable<CalendarItem.Status>.kolabTaskStatus.word(for: $0) } != nil
        },
        write: { item, encoder in
            guard let word = item.status.flatMap({ WordTable<CalendarItem.Status>.kolabTaskStatus.word(for: $0) })
            else { return }
            encoder.text("status", word)
        },
        say: { item, statement in
            statement.item.status = item.status.flatMap {
                WordTable<CalendarItem.Status>.kolabTaskStatus.word(for: $0) == nil ? nil : $0
            }
        },
        clear: { $0.status = nil },
        isSame: { $0.status == $1.status }
    )
}

extension CalendarItem {
    /// Sets the value of `show-time-as`; for free and busy TRANSP is enough.
    fileprivate mutating func set(busyStatus status: BusyStatus) {
        transparency = status == .free ? .transparent : .opaque
        busyStatus = status == .free || status == .busy ? nil : status
    }

    fileprivate mutating func clearBusyStatus() {
        transparency = nil
        busyStatus = nil
    }
}
