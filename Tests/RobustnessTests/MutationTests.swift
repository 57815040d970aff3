import Foundation
import Kalends
import TestSupport
import Testing

/// A calendar of our own, cut short and with single bytes changed.
@Suite("Mutations") struct MutationTests {
    static let sources: [(format: CalendarFormat, file: String)] = [
        (.iCalendar, "conversions/weekly-with-exclusion/event.ics"), (.iCalendar, "conversions/attendees/event.ics"),
        (.vCalendar, "malformed/icalendar/vcalendar-1.0.ics"),
        (.iCalendar, "malformed/icalendar/apple-raw-line-break.ics"),
        (.kolab20, "conversions/recurrence-weekly/event.kolab-2.0.xml"),
        (.kolab21, "conversions/weekly-with-exclusion/event.kolab-2.1.xml"),
    ]

    /// Reads; what is read as iCalendar text is written byte for byte. A refusal is an answer, too.
    private func expectAnswer(
        _ bytes: [UInt8],
        _ format: CalendarFormat,
        converts: Bool,
        _ what: @autoclosure () -> String
    ) {
        var diagnostics = Diagnostics()
        let converter = Converter()
        guard let document = try? converter.read(bytes, from: format, diagnostics: &diagnostics) else { return }
        if format == .iCalendar {
            var report = LossReport()
            let same = converter.write([document], as: .iCalendar, report: &report).first?.bytes == bytes
            #expect(same, "\(what())")
        }
        guard converts else { return }
        for target in [CalendarFormat.xCal, .kolab21, .iCalendar] {
            var report = LossReport()
            _ = converter.write([document], as: target, report: &report)
            #expect(report.read == report.written + report.skipped + report.failed, "\(what()) to \(target)")
        }
    }

    @Test(arguments: sources.indices)
    func `a file cut at any byte is answered`(_ index: Int) throws {
        let (format, file) = Self.sources[index]
        let bytes = try Repository.bytes(Repository.fixtures.appending(path: file))
        for end in 0..<bytes.count {
            expectAnswer(Array(bytes[..<end]), format, converts: end % 23 == 0, "\(file) cut at \(end)")
        }
    }

    @Test(arguments: sources.indices)
    func `a file with a byte changed, added or removed is answered`(_ index: Int) throws {
        let (format, file) = Self.sources[index]
        let bytes = try Repository.bytes(Repository.fixtures.appending(path: file))
        var random = SeededGenerator(seed: UInt64(index + 1))
        let interesting = Array("\r\n \t\";:,=^\\<>&'/\0".utf8) + [0x80, 0xC3, 0xFF]
        for round in 0..<1200 {
            var mutated = bytes
            let position = Int.random(in: mutated.indices, using: &random)
            let byte =
                Bool.random(using: &random)
                ? interesting.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: mutated.insert(byte, at: position)
            case 1: mutated.remove(at: position)
            default: mutated[position] = byte
            }
            expectAnswer(
                mutated,
                format,
                converts: round % 20 == 0,
                "\(file): round \(round), byte \(byte) at \(position)"
            )
        }
    }
}

/// SplitMix64: the same numbers everywhere.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
