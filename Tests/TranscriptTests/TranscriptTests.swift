import Foundation
import Testing

/// Runs every document of `fixtures/transcripts` against the built command.
@Suite("Transcripts") struct TranscriptTests {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("fixtures/transcripts")

    static var documents: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".md") }.sorted()
    }

    @Test func `there are documents to run`() {
        #expect(!Self.documents.isEmpty)
    }

    @Test(arguments: documents)
    func `the command answers as written`(_ document: String) throws {
        let url = Self.folder.appendingPathComponent(document)
        let transcript = try Transcript(String(contentsOf: url, encoding: .utf8))
        let workplace = try Workplace()
        for file in transcript.files { try workplace.write(file) }
        for step in transcript.steps {
            let answer = try workplace.run(step.command)
            let place = Comment(rawValue: "\(document):\(step.line): $ \(step.command)\n\(answer)")
            #expect(ExpectedLines(step.output).match(answer.output), place)
            #expect(ExpectedLines(step.errors).match(answer.errors), place)
            #expect(answer.status == step.status, place)
        }
    }

    @Test func `placeholders stand for what changes`() {
        #expect(ExpectedLines(["a [..] b", "...", "end"]).match(["a x y b", "1", "2", "end"]))
        #expect(ExpectedLines(["..."]).match([]))
        #expect(!ExpectedLines(["a[..]b"]).match(["ab c"]))
        #expect(!ExpectedLines(["a"]).match(["a", "b"]))
        #expect(!ExpectedLines(["ab[..]bc"]).match(["abc"]))
    }
}
