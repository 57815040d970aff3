import Foundation
import Fuzzing
import TestSupport
import Testing

/// Mutations of fixtures and corpus, each target in a separate process, so that a crash is a failed test.
///
/// The same mutators and targets run along coverage in `Benchmarks/Fuzz`. Each find becomes a file of `fixtures/malformed`.
@Suite("Fuzzing") struct FuzzTests {
    /// An hour for all of them in `make soak`.
    static let seconds = TestRun.isSoak ? 3600 / FuzzTarget.all.count : 8

    @Test(arguments: FuzzTarget.all.map(\.name))
    func `no mutation ends the process, takes long or breaks the law of its target`(_ name: String) async {
        let last = FileManager.default.temporaryDirectory
            .appending(path: "kalends-fuzz-\(ProcessInfo.processInfo.processIdentifier)-\(name)").path
        // The child reports a broken law by its status. Of the targets of the list it accepts what is reported by rows that do not
        // name it; what nothing is reported of breaks the law of every target.
        let isLawKnownBroken = KnownList("Known/fuzz-laws.txt").entries[name] != nil
        await #expect(
            processExitsWith: .success,
            "\(name): the last input is \(last), those with complaints next to it"
        ) {
            [
                name = name as String, last = last as String, seconds = Self.seconds as Int,
                isLawKnownBroken = isLawKnownBroken as Bool
            ] in
            guard let target = FuzzTarget.named(name) else { exit(2) }
            let seeds = FuzzRun.seeds(of: target, below: [Repository.fixtures, Corpus.folder])
            let file = URL(fileURLWithPath: last)
            let result = FuzzRun.run(target, seeds: seeds, seed: 1, for: .seconds(seconds)) {
                try? Data($0).write(to: file)
            }
            for (number, complaint) in result.complaints.enumerated() {
                try? Data(complaint.reason.utf8).write(to: URL(fileURLWithPath: "\(last)-\(number).txt"))
                try? Data(complaint.input).write(to: URL(fileURLWithPath: "\(last)-\(number)"))
            }
            if result.slowest.time > .seconds(15) {
                try? Data(result.slowest.input).write(to: URL(fileURLWithPath: "\(last)-slow"))
            }
            let isKept = result.complaints.allSatisfy { isLawKnownBroken && $0.reason.contains(FuzzTarget.unnamed) }
            guard isKept, result.slowest.time <= .seconds(15) else { exit(1) }
            try? FileManager.default.removeItem(at: file)
        }
    }
}
