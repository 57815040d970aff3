import Kalends
import Testing

@Suite("Items of a stream") struct CalendarItemsTests {
    private static let text = """
        BEGIN:VCALENDAR\r
        VERSION:2.0\r
        PRODID:-//Example//Tests//EN\r
        BEGIN:VTIMEZONE\r
        TZID:Europe/Berlin\r
        BEGIN:STANDARD\r
        DTSTART:19701025T030000\r
        TZOFFSETFROM:+0200\r
        TZOFFSETTO:+0100\r
        END:STANDARD\r
        END:VTIMEZONE\r
        \((1...40).map { number in
            "BEGIN:VEVENT\r\nUID:\(number)\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260302T090000Z\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\n"
                + "TRIGGER:-PT5M\r\nDESCRIPTION:now\r\nEND:VALARM\r\nEND:VEVENT"
        }.joined(separator: "\r\n"))\r
        BEGIN:VTODO\r
        UID:todo\r
        END:VTODO\r
        END:VCALENDAR\r\n
        """

    /// Chunks of some size, which are counted when they are returned.
    private final class Chunks: AsyncSequence, AsyncIteratorProtocol {
        private var rest: ArraySlice<UInt8>
        private let size: Int
        var given = 0

        init(_ bytes: [UInt8], size: Int) {
            rest = bytes[...]
            self.size = size
        }

        func makeAsyncIterator() -> Chunks { self }

        func next() async -> [UInt8]? {
            guard !rest.isEmpty else { return nil }
            given += 1
            defer { rest = rest.dropFirst(size) }
            return Array(rest.prefix(size))
        }
    }

    @Test(arguments: [1, 7, 100, 1 << 20]) func `every item comes once, whatever the chunks are`(size: Int) async throws
    {
        let text = Array(Self.text.utf8)
        let forms: [(IncrementalFormat, [UInt8])] = [
            (.iCalendar, text), (.xCal, try Converter().convert(text, to: .xCal).bytes),
        ]
        for (format, bytes) in forms {
            var uids: [String] = []
            var alarms = 0
            for try await item in Converter().items(in: Chunks(bytes, size: size), format: format) {
                uids.append(item.uid)
                alarms += item.alarms.count
            }
            #expect(uids == (1...40).map(String.init) + ["todo"], "\(format)")
            #expect(alarms == 40)
        }
    }

    @Test func `an item is given before the input ends`() async throws {
        let chunks = Chunks(Array(Self.text.utf8), size: 1500)
        var items = Converter().items(in: chunks).makeAsyncIterator()
        #expect(try await items.next()?.uid == "1")
        #expect(chunks.given == 1)
    }

    @Test func `what is not a calendar is refused`() async {
        await #expect(throws: ReadError.self) {
            for try await _ in Converter().items(in: Chunks(Array("hello".utf8), size: 2)) {}
        }
    }
}
