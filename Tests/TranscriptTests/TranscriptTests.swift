import Foundation
import TestSupport
import Testing

/// Runs the commands of the README, of the articles and of `fixtures/transcripts` against the built command.
@Suite("Transcripts") struct TranscriptTests {
    /// The documents' paths below the root.
    static var documents: [String] {
        // Without the package trait there is no store.
        #if Events
            let isStoreThere = true
        #else
            let isStoreThere = false
        #endif
        let paths = ["Sources/Tool/Kalends/Kalends.docc", "fixtures/transcripts"].flatMap { folder -> [String] in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: Repository.file(folder).path)) ?? []
            return names.filter { $0.hasSuffix(".md") && (isStoreThere || !$0.lowercased().hasPrefix("store")) }
                .sorted().map { "\(folder)/\($0)" }
        }
        return ["README.md"] + paths.filter(hasSteps)
    }

    /// Whether a document has commands; some articles have none. One that cannot be read fails when it is run.
    private static func hasSteps(_ document: String) -> Bool {
        guard let text = try? Repository.text(document), let transcript = try? Transcript(text) else { return true }
        return !transcript.steps.isEmpty
    }

    @Test(arguments: ["README.md", "Sources/Tool/Kalends/Kalends.docc/", "fixtures/transcripts/"])
    func `there are documents to run`(_ place: String) {
        #expect(Self.documents.contains { $0.hasPrefix(place) })
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

    @Test func `the picture of the agenda is what its article draws`() throws {
        let catalogue = "Sources/Tool/Kalends/Kalends.docc"
        let workplace = try Workplace()
        for step in try Transcript(Repository.text("\(catalogue)/Agenda.md")).steps {
            _ = try workplace.run(step.command)
        }
        let picture = try Repository.text("\(catalogue)/agenda.svg").split(separator: "\n").map(String.init)
        #expect(try workplace.run("cat march.svg").output == picture, "make pictures draws it anew")
    }

    @Test func `placeholders stand for what changes`() {
        #expect(ExpectedLines(["a [..] b", "...", "end"]).match(["a x y b", "1", "2", "end"]))
        #expect(ExpectedLines(["..."]).match([]))
        #expect(!ExpectedLines(["a[..]b"]).match(["ab c"]))
        #expect(!ExpectedLines(["a"]).match(["a", "b"]))
        #expect(!ExpectedLines(["ab[..]bc"]).match(["abc"]))
    }
}
