import Foundation
import TestSupport
import Testing

/// Runs the README and every document of `fixtures/transcripts` against the built command.
@Suite("Transcripts") struct TranscriptTests {
    /// The documents' paths below the root.
    static var documents: [String] {
        let folder = "fixtures/transcripts"
        let names =
            (try? FileManager.default.contentsOfDirectory(atPath: Repository.file(folder).path)) ?? []
        // Without the package trait there is no store.
        #if Events
            let isStoreThere = true
        #else
            let isStoreThere = false
        #endif
        return ["README.md"]
            + names.filter { $0.hasSuffix(".md") && (isStoreThere || !$0.hasPrefix("store")) }.sorted().map {
                "\(folder)/\($0)"
            }
    }

    @Test func `there are documents to run`() {
        #expect(Self.documents.count > 1)
    }

    @Test(arguments: documents)
    func `the command answers as written`(_ document: String) throws {
        let transcript = try Transcript(Repository.text(document))
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
