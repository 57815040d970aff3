internal import CalendarDiagnostics
internal import CalendarModel
internal import XMLSupport

/// A child element and a part of a value.
struct KolabChildRow<Root>: MappingRow {
    let name: String
    /// Sets the part from the element's text; false if the text says more than the part can hold.
    let read: @Sendable (String, inout Root) -> Bool
    /// The element's text; nil to leave it out.
    let write: @Sendable (Root) -> String?
}

extension Mapping {
    /// Reads child elements; false if one is unknown, stands twice or is inexact.
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

    /// Writes child elements.
    func write<Root>(_ root: Root, to writing: inout KolabWriting) where Row == KolabChildRow<Root> {
        for row in rows {
            if let text = row.write(root) { writing.text(row.name, text) }
        }
    }
}

extension Mapping where Row == KolabChildRow<Person> {
    // swift-format-ignore
    /// `organizer`.
    static let organizer = Mapping("organizer", rows: [
        KolabChildRow(name: "display-name", read: { $1.name = $0.isEmpty ? nil : $0; return true }, write: { $0.name ?? "" }),
        KolabChildRow(name: "smtp-address", read: { $1.address = $0; return true },                 write: { $0.address }),
    ])
}

extension Mapping where Row == KolabChildRow<Attendee> {
    // swift-format-ignore
    /// `attendee` (kolab.md 1.4); `delegated-to`, `delegated-from` and `invitation-sent` are KDE's.
    static let attendee = Mapping("attendee", rows: [
        KolabChildRow(name: "display-name",
            read:  { $1.person.name = $0.isEmpty ? nil : $0; return true },
            write: { $0.person.name ?? "" }),
        KolabChildRow(name: "smtp-address",
            read:  { $1.person.address = $0; return true },
            write: { $0.person.address }),
        KolabChildRow(name: "status",
            read:  { word, attendee in
                attendee.status = WordTable.kolabStatus.value(ignoringCaseOf: word)
                return attendee.status.flatMap { WordTable.kolabStatus.word(for: $0) } == word || word.isEmpty
            },
            write: { attendee in attendee.status.flatMap { WordTable.kolabStatus.word(for: $0) } }),
        KolabChildRow(name: "request-response",
            read:  { $1.wantsReply = $0 != "false"; return $0 == "true" || $0 == "false" },
            write: { $0.wantsReply == true ? "true" : "false" }),
        KolabChildRow(name: "invitation-sent",
            read:  { text, _ in text == "false" },
            write: { _ in nil }),
        KolabChildRow(name: "role",
            read:  { word, attendee in
                attendee.role = WordTable.kolabRole.value(ignoringCaseOf: word)
                return attendee.role.flatMap { WordTable.kolabRole.word(for: $0) } == word || word.isEmpty
            },
            write: { attendee in attendee.role.flatMap { WordTable.kolabRole.word(for: $0) } }),
        KolabChildRow(name: "delegated-to",
            read:  { $1.delegatedTo = $0.isEmpty ? [] : [$0]; return true },
            write: { $0.delegatedTo.count == 1 ? $0.delegatedTo[0] : nil }),
        KolabChildRow(name: "delegated-from",
            read:  { $1.delegatedFrom = $0.isEmpty ? [] : [$0]; return true },
            write: { $0.delegatedFrom.count == 1 ? $0.delegatedFrom[0] : nil }),
    ])
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
        write: { item, writing in
            guard let organizer = item.organizer else { return }
            writing.xml.start("organizer")
            Mapping.organizer.write(organizer, to: &writing)
            writing.xml.end()
        },
        clear: { $0.organizer = nil }
    )

    /// `attendee`; without `request-response` an answer is asked for.
    static let attendee = KolabRow.elements(
        "attendee",
        { $0.attendees },
        add: { $0.attendees.append($1) },
        clear: { $0.attendees = [] },
        read: { element, reading in
            var attendee = Attendee(Person(address: ""))
            attendee.wantsReply = true
            let isExact = Mapping.attendee.read(element, into: &attendee)
            if let word = element.child("status")?.trimmedText, !word.isEmpty, attendee.status == nil {
                attendee.status = .needsAction
                reading.report(
                    "unknown-attendee-status",
                    "status \(word.prefix(40)) is unknown; read as none",
                    at: element,
                    losing: reading.keptAction
                )
            }
            if let word = element.child("role")?.trimmedText, !word.isEmpty, attendee.role == nil {
                reading.report(
                    "unknown-attendee-role",
                    "role \(word.prefix(40)) is unknown; read as required",
                    at: element,
                    losing: reading.keptAction
                )
            }
            if attendee.person.address.isEmpty {
                reading.report("attendee-without-address", "an attendee without smtp-address", at: element)
            }
            return (attendee, isExact)
        },
        write: { attendee, writing in
            writing.xml.start("attendee")
            Mapping.attendee.write(attendee, to: &writing)
            writing.xml.end()
        }
    )
}
