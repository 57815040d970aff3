import Files
import Foundation
import Kalends
import Synchronization
import TestSupport
import Testing

@testable import Batch

@Suite("Conversion of many inputs") struct BatchConversionTests {
    /// What was printed instead of on standard error.
    private final class Lines: Sendable {
        let text = Mutex("")
        func add(_ lines: String) { text.withLock { $0 += lines } }
    }

    private static func event(_ uid: String) -> String {
        """
        BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:\(uid)\r\nDTSTAMP:20260101T000000Z\r
        DTSTART:20260105T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r

        """
    }

    /// Converts one input: several would be worked on in processes of their own, which a process of tests cannot begin.
    private func convert(_ text: String) throws -> (status: Batch.ExitStatus, written: [String], lines: String) {
        let folder = try TemporaryFolder()
        try folder.write("in/a.ics", text)
        let lines = Lines()
        var conversion = BatchConversion(ConversionOptions(), to: .jCal)
        conversion.output = folder.path("out") + "/"
        conversion.style = MessageStyle(output: lines.add)
        let inputs = try InputSelection([folder.path("in/a.ics")]).discover()
        let status = try conversion.run(inputs, TemporaryFiles(isDurable: false))
        let written = FileManager.default.enumerator(atPath: folder.path("out"))?.allObjects as? [String] ?? []
        return (status, written.filter { $0.hasSuffix(".json") }, lines.text.withLock { $0 })
    }

    @Test func `an input becomes a file of its own`() throws {
        let (status, written, lines) = try convert(Self.event("1"))
        #expect(status == .success && written.count == 1)
        #expect(lines.contains("1 input read, 1 file written"), "\(lines)")
    }

    @Test func `an input that cannot be read is named, and nothing is written`() throws {
        let (status, written, lines) = try convert("")
        #expect(status == .nothingRead && written.isEmpty)
        #expect(lines.contains("a.ics: error: the input is empty [not-a-calendar]"), "\(lines)")
    }

    @Test func `a format of separate objects needs a folder`() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.ics", Self.event("1"))
        try folder.write("b.ics", Self.event("2"))
        let inputs = try InputSelection([folder.path("a.ics"), folder.path("b.ics")]).discover()
        let conversion = BatchConversion(ConversionOptions(), to: .kolab21)
        let error = #expect(throws: ExitStatusError.self) {
            try conversion.run(inputs, TemporaryFiles(isDurable: false))
        }
        #expect(error?.status == .usage && error?.reason?.contains("--output FOLDER/") == true)
    }

    @Test func `statuses combine by precedence`() {
        #expect(Batch.ExitStatus.different.combined(with: .usage) == .usage)
        #expect(Batch.ExitStatus.success.combined(with: .partlyDone) == .partlyDone)
    }
}
