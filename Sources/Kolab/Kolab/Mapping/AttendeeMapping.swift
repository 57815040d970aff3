internal import CalendarDiagnostics
internal import CalendarModel
internal import XMLSupport

/// A child element and a part of a value.
///
/// A class, so that walking the rows costs one reference each and not one for each closure.
final class KolabChildRow<Root>: MappingRow {
    let name: String
    /// Sets the part from the element's text; false if the text contains more than the part can represent.
    let read: @Sendable (String, inout Root) -> Bool
    /// The element's text; nil to omit it.
    let write: @Sendable (Root) -> String?
    /// Sets the part to what is read where it is written for the first value.
    let say: @Sendable (Root, inout Root, KolabStatement) -> Void

    init(
        name: String,
        read: @escaping @Sendable (String, inout Root) -> Bool,
        write: @escaping @Sendable (Root) -> String?,
        say: @escaping @Sendable (Root, inout Root, KolabStatement) -> Void
    ) {
        self.name = name
        self.read = read
        self.write = write
        self.say = say
    }
}

extension Mapping {
    /// Reads child elements; false if one is unknown, occurs twice or is inexact.
    func read<Root>(_ element: XMLElement, into root: inout Root) -> Bool where Row == KolabChildRow<Root> {
        var isExact = element.attributes.isEmpty
        var seen: UInt64 = 0
        for child in element.children {
            guard let index = index(of: child.localName), seen & 1 << UInt64(index) == 0, child.isPlain else {
                isExact = false
                continue
            }
            seen |= 1 << UInt64(index)
            if !rows[index].read(child.text, &root) { isExact = false }
        }
        return isExact
    }

    /// Sets the parts to what reading the child elements gives that are written for a value.
    func say<Root>(_ value: Root, _ root: inout Root, _ statement: KolabStatement) where Row == KolabChildRow<Root> {
        for row in rows { row.say(value, &root, statement) }
    }

    /// Writes child elements.
    func write<Root>(_ root: Root, to encoder: inout ObjectEncoder) where Row == KolabChildRow<Root> {
        for row in rows {
            if let text = row.write(root) { encoder.text(row.name, text) }
        }
    }
}

extension Mapping where Row == KolabChildRow<Person> {
    // swift-format-ignore
    /// `organizer`.
    static let organizer = Mapping("organizer", rows: [
        KolabChildRow(name: "display-name",
            read:  { $1.name = $0.isEmpty ? nil : $0; return true },
            write: { $0.name ?? "" },
            say:   { $1.name = $2.optionalText($0.name) }),
        KolabChildRow(name: "smtp-address",
            read:  { $1.address = $0; return true },
            write: { $0.address },
            say:   { $1.address = $2.text($0.address) }),
    ])
}

extension Mapping where Row == KolabChildRow<Attendee> {
    // swift-format-ignore
    /// `attendee` (kolab.md 1.4); `delegated-to`, `delegated-from` and `invitation-sent` are KDE's.
    static let attendee = Mapping("attendee", rows: [
        KolabChildRow(name: "display-name",
            read:  { $1.person.name = $0.isEmpty ? nil : $0; return true },
            write: { $0.person.name ?? "" },
            say:   { $1.person.name = $2.optionalText($0.person.name) }),
        KolabChildRow(name: "smtp-address",
            read:  { $1.person.address = $0; return true },
            write: { $0.person.address },
            say:   { $1.person.address = $2.text($0.person.address) }),
        KolabChildRow(name: "status",
            read:  { word, attendee in
                attendee.status = WordTable.kolabStatus.value(ignoringCaseOf: word)
                return attendee.status.flatMap { WordTable.kolabStatus.word(for: $0) } == word || word.isEmpty
            },
            write: { attendee in attendee.status.flatMap { WordTable.kolabStatus.word(for: $0) } },
            say:   { attendee, said, _ in said.status = attendee.status.flatMap { WordTable.kolabStatus.nearest(to: $0) } }),
        KolabChildRow(name: "request-response",
            read:  { $1.wantsReply = $0 != "false"; return $0 == "true" || $0 == "false" },
            write: { $0.wantsReply == true ? "true" : "false" },
            say:   { attendee, said, _ in said.wantsReply = attendee.wantsReply == true }),
        KolabChildRow(name: "invitation-sent",
            read:  { text, _ in text == "false" },
            write: { _ in nil },
            say:   { _, _, _ in }),
        KolabChildRow(name: "role",
            read:  { word, attendee in
                attendee.role = WordTable.kolabRole.value(ignoringCaseOf: word)
                return attendee.role.flatMap { WordTable.kolabRole.word(for: $0) } == word || word.isEmpty
            },
            write: { attendee in attendee.role.flatMap { WordTable.kolabRole.word(for: $0) } },
            say:   { attendee, said, _ in said.role = attendee.role.flatMap { WordTable.kolabRole.nearest(to: $0) } }),
        KolabChildRow(name: "delegated-to",
            read:  { $1.delegatedTo = $0.isEmpty ? [] : [$0]; return true },
            write: { $0.delegatedTo.count == 1 ? $0.delegatedTo[0] : nil },
            say:   { $1.delegatedTo = $2.soleText($0.delegatedTo) }),
        KolabChildRow(name: "delegated-from",
            read:  { $1.delegatedFrom = $0.isEmpty ? [] : [$0]; return true },
            write: { $0.delegatedFrom.count == 1 ? $0.delegatedFrom[0] : nil },
            say:   { $1.delegatedFrom = $2.soleText($0.delegatedFrom) }),
    ])
}

extension KolabStatement {
    /// A text as it is read back; nil where it is empty.
    func optionalText(_ text: String?) -> String? {
        guard let text = text.map(self.text), !text.isEmpty else { return nil }
        return text
    }

    /// The only one of a list as it is read back; none where there are several, or it is empty.
    fileprivate func soleText(_ texts: [String]) -> [String] {
        texts.count == 1 ? [optionalText(texts[0])].compactMap { $0 } : []
    }
}

extension KolabRow {
    /// `organizer`; one without name and address is none.
    static let organizer = KolabRow.group(
        "organizer",
        read: { element, item, _ in
            var person = Person(address: "")
            let isExact = Mapping.organizer.read(element, into: &person)
            item.organizer = person.address.isEmpty && person.name == nil ? nil : person
            return isExact ? .exact : .inexact
        },
        isWritten: { item, _ in item.organizer != nil },
        write: { item, encoder in
            guard let organizer = item.organizer else { return }
            encoder.xml.start("organizer")
            Mapping.organizer.write(organizer, to: &encoder)
            encoder.xml.end()
        },
        say: { item, statement in
            statement.item.organizer = item.organizer.flatMap { organizer in
                var person = Person(address: "")
                Mapping.organizer.say(organizer, &person, statement)
                return person.address.isEmpty && person.name == nil ? nil : person
            }
        },
        clear: { $0.organizer = nil },
        isSame: { $0.organizer == $1.organizer }
    )

    /// `attendee`; without `request-response` an answer is requested.
    static let attendee = KolabRow(
        name: "attendee",
        isList: true,
        read: { element, item, decoder in
            let (attendee, isExact) = decoder.attendee(of: element)
            item.attendees.append(attendee)
            return isExact ? .exact : .inexact
        },
        count: { item, _ in item.attendees.count },
        write: { item, index, encoder in
            encoder.xml.start("attendee")
            Mapping.attendee.write(item.attendees[index], to: &encoder)
            encoder.xml.end()
        },
        say: { item, statement in
            statement.item.attendees = item.attendees.map { attendee in
                var said = Attendee(Person(address: ""))
                said.wantsReply = true
                Mapping.attendee.say(attendee, &said, statement)
                return said
            }
        },
        clear: { $0.attendees = [] },
        isSame: { $0.attendees == $1.attendees }
    )
}

extension ObjectDecoder {
    /// Reads an attendee, and whether that is all of the element.
    fileprivate mutating func attendee(of element: XMLElement) -> (attendee: Attendee, isExact: Bool) {
        var attendee = Attendee(Person(address: ""))
        attendee.wantsReply = true
        let isExact = Mapping.attendee.read(element, into: &attendee)
        if let word = element.child("status")?.trimmedText, !word.isEmpty, attendee.status == nil {
            attendee.status = .needsAction
            report(
                "unknown-attendee-status",
                "status \(word.prefix(40)) is unknown; read as none",
                at: element,
                losing: keptAction
            )
        }
        if let word = element.child("role")?.trimmedText, !word.isEmpty, attendee.role == nil {
            report(
                "unknown-attendee-role",
                "role \(word.prefix(40)) is unknown; read as required",
                at: element,
                losing: keptAction
            )
        }
        if attendee.person.address.isEmpty {
            report("attendee-without-address", "an attendee without smtp-address", at: element)
        }
        return (attendee, isExact)
    }
}
