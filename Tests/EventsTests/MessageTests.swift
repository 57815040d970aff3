#if Events
    import Foundation
    import Kalends
    import KalendsEvents
    import TestSupport
    import Testing

    @Suite("Scheduling messages") struct MessageTests {
        /// The organizer's store and an attendee's.
        private struct Sides {
            let ours: any EventStore
            let theirs: any EventStore
            let ann: CalendarUser
            let bob: CalendarUser

            init(_ kind: StoreKind) throws {
                ours = try kind.make()
                theirs = try kind.make()
                ann = CalendarUser(id: "ann", name: "Ann", address: "ann@example.com")
                bob = CalendarUser(id: "bob", name: "Bob", address: "bob@example.org")
                try ours.add(ann)
                try theirs.add(bob)
            }

            /// The attendee as the organizer's store knows it: by address alone.
            var outsideBob: CalendarUser {
                var user = CalendarUser(id: "bob@example.org", name: "Bob")
                user.isExternal = true
                return user
            }

            /// Delivers what waits in one store to the other.
            func deliver(_ from: any EventStore, to: any EventStore) throws -> [MessageOutcome.Effect] {
                let messages = try from.messages()
                try from.removeMessages(messages.map(\.id))
                return try messages.flatMap { try to.apply($0.text) }.map(\.effect)
            }
        }

        @Test(arguments: StoreKind.allCases)
        func `an invitation goes out, its answer comes back, and a cancellation follows`(_ kind: StoreKind) throws {
            let sides = try Sides(kind)
            let event = try sides.ours.createEvent(by: sides.ann, draft("Meeting", "20050410T160000Z", 60))
            try sides.ours.invite([sides.outsideBob], to: event.uid)
            let request = try #require(try sides.ours.messages().last)
            #expect(request.method == "REQUEST" && request.recipients == ["bob@example.org"])
            #expect(try sides.deliver(sides.ours, to: sides.theirs) == [.created])
            #expect(try sides.theirs.actionItems(of: sides.bob).map(\.title) == ["Meeting"])
            try sides.theirs.setStatus(of: sides.bob, to: .accepted, in: event.uid)
            #expect(try sides.theirs.messages().map(\.method) == ["REPLY"])
            #expect(try sides.deliver(sides.theirs, to: sides.ours) == [.answered])
            #expect(try sides.ours.status(of: sides.outsideBob, in: event.uid) == .accepted)
            // Another title is a new revision that asks no attendee again; another time does.
            try sides.ours.change(event.uid) { $0.summary = "Other" }
            #expect(try sides.deliver(sides.ours, to: sides.theirs) == [.updated])
            #expect(try sides.theirs.status(of: sides.bob, in: event.uid) == .accepted)
            try sides.ours.move(event.uid, to: time("20050410T180000Z"))
            #expect(try sides.deliver(sides.ours, to: sides.theirs) == [.updated])
            #expect(try sides.theirs.status(of: sides.bob, in: event.uid) == .needsAction)
            #expect(try sides.theirs.event(uid: event.uid)?.start == time("20050410T180000Z"))
            try sides.ours.cancel(event.uid)
            #expect(try sides.ours.messages().map(\.method) == ["CANCEL"])
            #expect(try sides.deliver(sides.ours, to: sides.theirs) == [.cancelled])
            #expect(try sides.theirs.event(uid: event.uid)?.status == .cancelled)
        }

        @Test(arguments: StoreKind.allCases)
        func `occurrences are moved, answered and called off by themselves`(_ kind: StoreKind) throws {
            let sides = try Sides(kind)
            let event = try sides.ours.createEvent(
                by: sides.ann,
                draft("Series", "20050410T160000 Europe/Berlin", 60, "FREQ=DAILY;COUNT=5")
            )
            try sides.ours.invite([sides.outsideBob], to: event.uid)
            _ = try sides.deliver(sides.ours, to: sides.theirs)
            let (second, third) = (time("20050411T160000 Europe/Berlin"), time("20050412T160000 Europe/Berlin"))
            try sides.theirs.setStatus(of: sides.bob, to: .declined, in: event.uid, at: second)
            _ = try sides.deliver(sides.theirs, to: sides.ours)
            #expect(try sides.ours.status(of: sides.outsideBob, in: event.uid, at: second) == .declined)
            #expect(try sides.ours.status(of: sides.outsideBob, in: event.uid) == .needsAction)
            try sides.ours.cancel(event.uid, at: third)
            try sides.ours.addOccurrence(to: event.uid, at: time("20050420T160000 Europe/Berlin"))
            #expect(try sides.ours.messages().map(\.method) == ["CANCEL", "ADD"])
            _ = try sides.deliver(sides.ours, to: sides.theirs)
            let shown = try sides.theirs.occurrences(in: period("20050401", "20050501"))
            #expect(shown.map(\.start.date.day) == [10, 11, 12, 13, 14, 20])
            #expect(shown.map { $0.status == .cancelled } == [false, false, true, false, false, false])
        }

        @Test(arguments: StoreKind.allCases)
        func `an answer to a series counts for all occurrences but the one that was moved meanwhile`(_ kind: StoreKind)
            throws
        {
            let sides = try Sides(kind)
            let event = try sides.ours.createEvent(
                by: sides.ann,
                draft("Series", "20050410T160000 Europe/Berlin", 60, "FREQ=DAILY;COUNT=3")
            )
            try sides.ours.invite([sides.outsideBob], to: event.uid)
            _ = try sides.deliver(sides.ours, to: sides.theirs)
            let second = time("20050411T160000 Europe/Berlin")
            try sides.ours.move(event.uid, at: second, to: time("20050411T180000 Europe/Berlin"))
            try sides.theirs.setStatus(of: sides.bob, to: .accepted, in: event.uid)
            #expect(try sides.deliver(sides.theirs, to: sides.ours) == [.answered])
            #expect(try sides.ours.status(of: sides.outsideBob, in: event.uid) == .accepted)
            #expect(try sides.ours.status(of: sides.outsideBob, in: event.uid, at: second) == .needsAction)
            // Once all is moved, the earlier answer no longer counts.
            try sides.ours.move(event.uid, to: time("20050410T120000 Europe/Berlin"))
            try sides.theirs.setStatus(of: sides.bob, to: .declined, in: event.uid)
            #expect(try sides.deliver(sides.theirs, to: sides.ours) == [.outdated])
            #expect(try sides.ours.status(of: sides.outsideBob, in: event.uid) == .needsAction)
        }

        @Test(arguments: StoreKind.allCases)
        func `a proposal is taken over or declined, and an event is sent again`(_ kind: StoreKind) throws {
            func propose() throws -> (Sides, Event) {
                let sides = try Sides(kind)
                let event = try sides.ours.createEvent(by: sides.ann, draft("Meeting", "20050410T160000Z", 60))
                try sides.ours.invite([sides.outsideBob], to: event.uid)
                _ = try sides.deliver(sides.ours, to: sides.theirs)
                try sides.theirs.propose(event.uid, by: sides.bob) { item in
                    item.start = time("20050411T160000Z")
                    item.end = nil
                }
                #expect(try sides.deliver(sides.theirs, to: sides.ours) == [.proposed])
                return (sides, event)
            }
            let (accepting, first) = try propose()
            try accepting.ours.acceptProposal(of: "bob@example.org", for: first.uid)
            #expect(try accepting.ours.event(uid: first.uid)?.start == time("20050411T160000Z"))
            #expect(try accepting.ours.messages().map(\.method) == ["REQUEST"])
            let (sides, event) = try propose()
            #expect(try sides.ours.event(uid: event.uid)?.start == time("20050410T160000Z"))
            try sides.ours.declineProposal(of: "bob@example.org", for: event.uid)
            #expect(try sides.deliver(sides.ours, to: sides.theirs) == [.declined])
            #expect(try sides.ours.proposals(for: event.uid).isEmpty)
            try sides.theirs.refresh(event.uid, by: sides.bob)
            #expect(try sides.deliver(sides.theirs, to: sides.ours) == [.resent])
            #expect(try sides.deliver(sides.ours, to: sides.theirs) == [.outdated])
        }

        private static func message(_ method: String, _ lines: String) -> [UInt8] {
            let text = """
                BEGIN:VCALENDAR
                PRODID:-//Google Inc//Google Calendar 70.9054//EN
                VERSION:2.0
                CALSCALE:GREGORIAN
                METHOD:\(method)
                BEGIN:VEVENT
                UID:abc@google.com
                \(lines)
                END:VEVENT
                END:VCALENDAR

                """
            return Array(text.replacing("\n", with: "\r\n").utf8)
        }

        private static let people = """
            ORGANIZER;CN=ann@example.com:mailto:ann@example.com
            ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=bob@example.org;X-NUM-GUESTS=0:mailto:bob@example.org
            ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=TRUE;CN=ann@example.com;X-NUM-GUESTS=0:mailto:ann@example.com
            """

        /// What others send about one event, in the order in which they send it.
        private static let history: [[UInt8]] = [
            message(
                "REQUEST",
                "DTSTART:20050410T160000Z\nDTEND:20050410T170000Z\nRRULE:FREQ=DAILY;COUNT=5\nDTSTAMP:20050301T100000Z\nSEQUENCE:0\nSUMMARY:First\n\(people)"
            ),
            message(
                "REQUEST",
                "DTSTART:20050411T180000Z\nDTEND:20050411T190000Z\nRECURRENCE-ID:20050411T160000Z\nDTSTAMP:20050301T110000Z\nSEQUENCE:1\nSUMMARY:Moved\n\(people)"
            ),
            message(
                "REQUEST",
                "DTSTART:20050410T160000Z\nDTEND:20050410T170000Z\nRRULE:FREQ=DAILY;COUNT=5\nDTSTAMP:20050301T103000Z\nSEQUENCE:0\nSUMMARY:Corrected\n\(people)"
            ),
            message(
                "CANCEL",
                "DTSTART:20050412T160000Z\nDTEND:20050412T170000Z\nRECURRENCE-ID:20050412T160000Z\nDTSTAMP:20050301T120000Z\nSEQUENCE:1\nSTATUS:CANCELLED\nSUMMARY:First\n\(people)"
            ),
            message(
                "REPLY",
                "DTSTART:20050410T160000Z\nDTSTAMP:20050301T130000Z\nSEQUENCE:0\nORGANIZER:mailto:ann@example.com\nATTENDEE;PARTSTAT=TENTATIVE:mailto:bob@example.org"
            ),
            message(
                "REPLY",
                "DTSTART:20050410T160000Z\nDTSTAMP:20050301T140000Z\nSEQUENCE:0\nORGANIZER:mailto:ann@example.com\nATTENDEE;PARTSTAT=ACCEPTED;CN=Bob:MAILTO:BOB@example.org"
            ),
            message(
                "REPLY",
                "DTSTART:20050413T160000Z\nRECURRENCE-ID:20050413T160000Z\nDTSTAMP:20050301T150000Z\nSEQUENCE:0\nORGANIZER:mailto:ann@example.com\nATTENDEE;PARTSTAT=DECLINED:mailto:bob@example.org"
            ),
            message(
                "REPLY",
                "DTSTART:20050410T160000Z\nDTSTAMP:20050301T160000Z\nSEQUENCE:0\nORGANIZER:mailto:ann@example.com\nATTENDEE;PARTSTAT=ACCEPTED;CN=Eve:mailto:eve@example.net"
            ),
        ]

        /// What a list and an answer show of the event.
        private func state(of store: any EventStore) throws -> [String] {
            try store.occurrences(in: period("20050401", "20050501")).map { occurrence in
                let all = try store.event(uid: occurrence.uid)?.participants(at: occurrence.recurrenceID) ?? []
                let people = all.map { "\($0.addressKey) \($0.status.rawValue)" }.sorted().joined(separator: ", ")
                return "\(occurrence.start) \(occurrence.title) \(occurrence.status.rawValue) \(people)"
            }
        }

        @Test(arguments: StoreKind.allCases)
        func `messages in any order and twice give the same state`(_ kind: StoreKind) throws {
            func run(_ order: [Int]) throws -> [String] {
                let store = try kind.make()
                for index in order { try store.apply(Self.history[index]) }
                return try state(of: store)
            }
            let expected = try run(Array(Self.history.indices))
            #expect(expected.count == 5)
            #expect(expected[0].hasPrefix("20050410T160000Z Corrected CONFIRMED"))
            #expect(
                expected[0].contains("bob@example.org ACCEPTED") && expected[0].contains("eve@example.net ACCEPTED")
            )
            #expect(expected[1].hasPrefix("20050411T180000Z Moved"))
            #expect(expected[2].contains("CANCELLED"))
            #expect(expected[3].contains("bob@example.org DECLINED"))
            var generator = SystemRandomNumberGenerator()
            for _ in 0..<(kind == .memory ? 300 : 20) {
                let order = (Array(Self.history.indices) + Array(Self.history.indices)).shuffled(using: &generator)
                #expect(try run(order) == expected, "in the order \(order)")
            }
        }

        @Test(arguments: StoreKind.allCases)
        func `others cannot speak for the organizer, and who was not invited can be kept out`(_ kind: StoreKind) throws
        {
            let store = try kind.make()
            for message in Self.history[..<2] { try store.apply(message) }
            let forged = Self.message(
                "CANCEL",
                "DTSTART:20050410T160000Z\nDTSTAMP:20050302T120000Z\nSEQUENCE:9\nORGANIZER:mailto:mallory@example.net"
            )
            #expect(try store.apply(forged).map(\.effect) == [.refused])
            try store.apply(Self.history[7], partyCrashers: .ignore)
            #expect(try !state(of: store).contains { $0.contains("eve@") })
            #expect(
                try store.apply(
                    Array(
                        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
                            .utf8
                    )
                ).map(\.effect) == [.refused]
            )
        }

        @Test(arguments: StoreKind.allCases)
        func `an answer can delegate`(_ kind: StoreKind) throws {
            let store = try kind.make()
            try store.apply(Self.history[0])
            let delegation = Self.message(
                "REPLY",
                "DTSTART:20050410T160000Z\nDTSTAMP:20050301T130000Z\nSEQUENCE:0\nORGANIZER:mailto:ann@example.com\nATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:carl@example.org\":mailto:bob@example.org"
            )
            let answer = Self.message(
                "REPLY",
                "DTSTART:20050410T160000Z\nDTSTAMP:20050301T140000Z\nSEQUENCE:0\nORGANIZER:mailto:ann@example.com\nATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM=\"mailto:bob@example.org\":mailto:carl@example.org"
            )
            try store.apply(delegation)
            #expect(try state(of: store)[0].contains("bob@example.org DELEGATED, carl@example.org NEEDS-ACTION"))
            try store.apply(answer)
            try store.apply(delegation)
            #expect(try state(of: store)[0].contains("bob@example.org DELEGATED, carl@example.org ACCEPTED"))
        }

        @Test(arguments: StoreKind.allCases)
        func `what is sent is correct, and mail carries it`(_ kind: StoreKind) throws {
            let sent = try Self.sentMessages(kind)
            #expect(
                Set(sent.map(\.method)) == [
                    "REQUEST", "REPLY", "REFRESH", "COUNTER", "ADD", "DECLINECOUNTER", "CANCEL",
                ]
            )
            for message in sent {
                let findings = Validator(RuleSelection(profile: .itip)).validate(message.text).findings
                #expect(
                    findings.map { "\($0)" } == [],
                    "\(message.method)\n\(String(decoding: message.text, as: UTF8.self))"
                )
                let fresh = try kind.make()
                let mail = try #require(message.mail(date: CivilDateTime(secondsSinceEpoch: 0)))
                #expect(try fresh.apply(mail).count == 1)
            }
        }

        @Test(.needsPython("icalendar"))
        func `python-icalendar reads what is sent without errors, and the email package the mail around it`() throws {
            let sent = try Self.sentMessages(.memory)
            let folder = try TestFolder()
            for (index, message) in sent.enumerated() {
                let mail = try #require(message.mail(date: CivilDateTime(secondsSinceEpoch: 1_700_000_000)))
                try Data(message.text).write(to: folder.url.appending(path: "\(index).ics"))
                try Data(mail).write(to: folder.url.appending(path: "\(index).eml"))
            }
            let paths = sent.indices.map { folder.path("\($0).ics") }
            let script = Repository.oracles.appending(path: "read_with_icalendar.py").path
            struct Seen: Decodable {
                struct Item: Decodable { var uid: String? }
                var refused: String?
                var errors: [String]?
                var items: [Item]?
            }
            let lines = try Python.run(script, paths, with: ["icalendar"]).lines
            try #require(lines.count == sent.count)
            for (line, message) in zip(lines, sent) {
                let seen = try JSONDecoder().decode(Seen.self, from: Data(line.utf8))
                #expect(seen.refused == nil && seen.errors == [], "\(message.method): \(line)")
                #expect(seen.items?.isEmpty == false && seen.items?.allSatisfy { $0.uid == message.uid } == true)
            }
            let reader = """
                import email, email.policy, sys
                for path in sys.argv[1:]:
                    message = email.message_from_binary_file(open(path, "rb"), policy=email.policy.default)
                    plain, calendar = message.iter_parts()
                    sender, to = message["From"].addresses[0].addr_spec, ",".join(a.addr_spec for a in message["To"].addresses)
                    defects = message.defects + plain.defects + calendar.defects
                    print(sender, to, message["Date"].datetime.isoformat(), plain.get_content_type(), calendar.get_content_type(),
                          calendar.get_param("method"), calendar.get_content_charset(), len(defects), sep="\\t")
                    open(path + ".ics", "wb").write(calendar.get_content().encode())
                """
            let answers = try Python.run("-c", [reader] + sent.indices.map { folder.path("\($0).eml") }).lines
            try #require(answers.count == sent.count)
            for (index, (answer, message)) in zip(answers, sent).enumerated() {
                let expected = [
                    message.sender, message.recipients.joined(separator: ","), "2023-11-14T22:13:20+00:00",
                    "text/plain",
                    "text/calendar", message.method, "utf-8", "0",
                ]
                #expect(answer.split(separator: "\t").map(String.init) == expected)
                #expect(try Repository.bytes(folder.url.appending(path: "\(index).eml.ics")) == message.text)
            }
        }

        @Test(.needsPython("icalendar"))
        func `mail goes to addresses of any letters, and who has none is named`() throws {
            let addresses = [
                ("ann@example.org", "ann@example.org"), ("cärl@bücher.example", "cärl@bücher.example"),
                ("dora@bücher.example", "dora@xn--bcher-kva.example"),
                ("j%C3%BCrgen@example.org", "jürgen@example.org"),
                ("two words@example.org", "\"two words\"@example.org"), ("=?x?=@example.org", "=?x?=@example.org"),
            ]
            let (nowhere, text) = (
                ["urn:uuid:1", "eve@", "a@b@c d", "eve@example.org\r\nBcc: all@example.org"], Array("".utf8)
            )
            func message(_ sender: String, _ recipients: [String]) -> StoredMessage {
                StoredMessage(id: "1", method: "REQUEST", uid: "1", sender: sender, recipients: recipients, text: text)
            }
            let date = CivilDateTime(secondsSinceEpoch: 0)
            #expect(message("ann@example.org", nowhere).mail(date: date) == nil)
            let sent = message("änn@example.org", addresses.map(\.0) + nowhere)
            #expect(sent.recipientsWithoutMail == nowhere)
            let path = try TestFolder().path("mail.eml")
            try Data(#require(sent.mail(date: date))).write(to: URL(fileURLWithPath: path))
            let reader = """
                import email, email.policy, sys
                message = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.SMTPUTF8)
                for one in message["From"].addresses + message["To"].addresses: print(one.addr_spec)
                assert message["Bcc"] is None
                """
            let seen = try Python.run("-c", [reader, path]).lines
            #expect(seen == ["änn@example.org"] + addresses.map(\.1))
        }

        @Test(.needsLibrary(.gmime)) func `GMime reads the mail that is sent`() throws {
            for message in try Self.sentMessages(.memory) {
                let bytes = try #require(message.mail(date: CivilDateTime(secondsSinceEpoch: 0)))
                let mail = Data(bytes).base64EncodedString()
                let input = try TestFolder().path("mail")
                try Data("\(mail)\n".utf8).write(to: URL(fileURLWithPath: input))
                let parts = try CompiledOracle.gmime.run([input]).lines.map { $0.components(separatedBy: "\t") }
                #expect(parts.map { $0[2] } == ["multipart/alternative", "text/plain", "text/calendar"])
                #expect(parts.last?.last == Data(message.text).base64EncodedString())
            }
        }

        /// One message of each method, as the two sides send them.
        private static func sentMessages(_ kind: StoreKind) throws -> [StoredMessage] {
            let sides = try Sides(kind)
            let event = try sides.ours.createEvent(
                by: sides.ann,
                draft("Größe", "20050410T160000 Europe/Berlin", 60, "FREQ=DAILY;COUNT=5")
            )
            try sides.ours.invite([sides.outsideBob], to: event.uid)
            var sent = try sides.ours.messages()
            _ = try sides.deliver(sides.ours, to: sides.theirs)
            try sides.theirs.setStatus(of: sides.bob, to: .accepted, in: event.uid)
            try sides.theirs.refresh(event.uid, by: sides.bob)
            try sides.theirs.propose(event.uid, by: sides.bob) { $0.location = "Elsewhere" }
            sent += try sides.theirs.messages()
            _ = try sides.deliver(sides.theirs, to: sides.ours)
            try sides.ours.addOccurrence(to: event.uid, at: time("20050420T160000 Europe/Berlin"))
            try sides.ours.declineProposal(of: "bob@example.org", for: event.uid)
            try sides.ours.cancel(event.uid, at: time("20050411T160000 Europe/Berlin"))
            try sides.ours.delete(event.uid)
            return sent + (try sides.ours.messages())
        }
    }
#endif
