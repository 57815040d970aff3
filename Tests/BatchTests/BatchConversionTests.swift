import Files
import Foundation
import Kalends
import Synchronization
import Testing

@testable import Batch

@Suite("Conversion of many inputs") struct BatchConversionTests {
    /// A folder that goes with the test.
    private final class Folder {
        let url = FileManager.default.temporaryDirectory.appending(path: "batch-\(UUID().uuidString)")

        init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

        deinit { try? FileManager.default.removeItem(at: url) }

        func write(_ text: String, to name: String) throws {
            let file = url.appending(path: name)
            let parent = file.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }

        func path(_ name: String) -> String { url.appending(path: name).path }
    }

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

    @Test func `each input becomes a file, and a broken one costs only itself`() throws {
        let folder = try Folder()
        try folder.write(Self.event("1"), to: "in/a.ics")
        try folder.write("", to: "in/b.ics")
        let lines = Lines()
        var conversion = BatchConversion(ConversionOptions(), to: .jCal)
        conversion.output = folder.path("out") + "/"
        conversion.style = MessageStyle(output: lines.add)
        let inputs = try InputSelection([folder.path("in")]).discover()
        let status = try conversion.run(inputs, TemporaryFiles(isDurable: false))
        #expect(status == .partlyDone)
        let written = FileManager.default.enumerator(atPath: folder.path("out"))?.allObjects as? [String] ?? []
        #expect(written.filter { $0.hasSuffix(".json") || $0.hasSuffix(".jcal") }.count == 1, "\(written)")
        let text = lines.text.withLock { $0 }
        #expect(text.contains("b.ics: error: the input is empty [not-a-calendar]"), "\(text)")
        #expect(text.contains("1 input read, 1 failed"), "\(text)")
    }

    @Test func `a format of single objects needs a folder`() throws {
        let folder = try Folder()
        try folder.write(Self.event("1"), to: "a.ics")
        try folder.write(Self.event("2"), to: "b.ics")
        let inputs = try InputSelection([folder.path("a.ics"), folder.path("b.ics")]).discover()
        let conversion = BatchConversion(ConversionOptions(), to: .kolab21)
        let error = #expect(throws: ExitStatusError.self) {
            try conversion.run(inputs, TemporaryFiles(isDurable: false))
        }
        #expect(error?.status == .usage && error?.reason?.contains("--output FOLDER/") == true)
    }

    @Test func `statuses combine by precedence`() {
        #expect(ExitStatus.different.combined(with: .usage) == .usage)
        #expect(ExitStatus.success.combined(with: .partlyDone) == .partlyDone)
    }
}
