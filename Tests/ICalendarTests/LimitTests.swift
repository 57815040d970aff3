import CalendarDiagnostics
import ICalendar
import Testing

@Suite("Limits") struct LimitTests {
    /// An input that exceeds a limit by one when that is `limit`, and where it does; nil for an input that just fits.
    struct Probe: Sendable, CustomTestStringConvertible {
        let name: String
        let limit: Int
        let line: Int
        let text: @Sendable (Int) -> String
        var testDescription: String { name }
    }

    private static func calendar(_ content: String) -> String { "BEGIN:VCALENDAR\r\n\(content)END:VCALENDAR\r\n" }

    static let probes = [
        Probe(name: "depth", limit: 5, line: 6) { count in
            (0..<count).map { "BEGIN:X-\($0)\r\n" }.joined() + (0..<count).reversed().map { "END:X-\($0)\r\n" }.joined()
        },
        Probe(name: "line-length", limit: 40, line: 2) {
            calendar("SUMMARY:" + String(repeating: "x", count: $0 - 8) + "\r\n")
        },
        Probe(name: "properties", limit: 7, line: 9) { calendar(String(repeating: "COMMENT:x\r\n", count: $0)) },
        Probe(name: "rules", limit: 3, line: 5) { calendar(String(repeating: "RRULE:FREQ=DAILY\r\n", count: $0)) },
        Probe(name: "dates", limit: 4, line: 4) { count in
            calendar(
                "RDATE:20260101\r\nEXDATE:20260101" + String(repeating: ",20260102", count: count - 3)
                    + "\r\nRDATE:20260103\r\n"
            )
        },
        Probe(name: "parameters", limit: 3, line: 2) { count in
            calendar("COMMENT" + (0..<count).map { ";X-\($0)=v" }.joined() + ":x\r\n")
        },
        Probe(name: "input-size", limit: 60, line: 0) { count in
            let rest = calendar("SUMMARY:\r\n").utf8.count
            return calendar("SUMMARY:" + String(repeating: "x", count: count - rest) + "\r\n")
        },
    ]

    @Test(arguments: probes)
    func `what just fits is read, one more is refused by the limit's name`(_ probe: Probe) throws {
        let path = try #require(ReadLimits.named.first { $0.name == probe.name }?.path)
        var limits = ReadLimits()
        limits[keyPath: path] = probe.limit
        _ = try Reading(probe.text(probe.limit), limits: limits)
        let error = #expect(throws: ReadError.self) { try Reading(probe.text(probe.limit + 1), limits: limits) }
        #expect(error?.reason == .limitExceeded(name: probe.name, limit: probe.limit))
        #expect(error?.location.line == probe.line)
        #expect(error?.rule == (probe.name == "depth" ? "structure-depth" : "limit-exceeded"))
        #expect(error?.message.contains("--limit \(probe.name)=") == true)
    }

    @Test func `every limit has a probe`() {
        #expect(Set(ReadLimits.named.map(\.name)) == Set(Self.probes.map(\.name)))
    }

    @Test func `the properties of each component are counted apart`() throws {
        var limits = ReadLimits()
        limits.properties = 3
        let event = "BEGIN:VEVENT\r\nA:1\r\nB:1\r\nC:1\r\nEND:VEVENT\r\n"
        let reading = try Reading(Self.calendar(event + event), limits: limits)
        #expect(reading.findings == [])
    }

    @Test func `folded lines count by what they hold together`() throws {
        var limits = ReadLimits()
        limits.lineLength = 64
        #expect(throws: ReadError.self) {
            try Reading(Self.calendar("SUMMARY:" + String(repeating: "xxx\r\n ", count: 20) + "\r\n"), limits: limits)
        }
    }

    @Test func `more parameters than a record can count are refused even when the limit is higher`() throws {
        var limits = ReadLimits()
        limits.parameters = 1000
        let text = Self.calendar("COMMENT" + (0..<128).map { ";X-\($0)=v" }.joined() + ":x\r\n")
        let error = #expect(throws: ReadError.self) { try Reading(text, limits: limits) }
        #expect(error?.reason == .limitExceeded(name: "parameters", limit: 127))
    }
}
