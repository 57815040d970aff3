public import Foundation

/// Mutations of seeds in this process: the same for the same seed, for the given time.
public struct FuzzRun {
    /// What a run found, and how much it did.
    public struct Result: Sendable {
        /// Inputs tried.
        public var runs = 0
        /// What was wrong, with the input.
        public var complaints: [(input: [UInt8], reason: String)] = []
        /// The input that took longest, with its time.
        public var slowest: (input: [UInt8], time: Duration) = ([], .zero)
    }

    /// Files are taken as seeds up to this size.
    public static let largestSeed = 1 << 14

    /// The contents of the files below folders that a target starts from, its own first.
    public static func seeds(of target: FuzzTarget, below folders: [URL]) -> [[UInt8]] {
        var seeds = target.ownSeeds.map { Array($0.utf8) }
        for folder in folders {
            let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
            for name in names.sorted() {
                let url = folder.appending(path: name)
                guard target.seedExtensions.contains(url.pathExtension.lowercased()),
                    let data = try? Data(contentsOf: url),
                    data.count <= largestSeed
                else { continue }
                seeds.append([UInt8](data))
            }
        }
        return seeds
    }

    /// Tries mutations until the time is over.
    ///
    /// - Parameter before: receives each input before it is tried, so that one that ends the process is known.
    public static func run(
        _ target: FuzzTarget,
        seeds: [[UInt8]],
        seed: UInt64,
        for time: Duration,
        before: ([UInt8]) -> Void = { _ in }
    ) -> Result {
        var result = Result()
        var mutator = Mutator(seed: seed, words: target.words)
        var random = SplitMix(state: seed ^ 0x5DEE_CE66)
        let clock = ContinuousClock()
        let start = clock.now
        while clock.now - start < time, let first = seeds.randomElement(using: &random) {
            let input = mutator.mutate(first, with: seeds.randomElement(using: &random) ?? [])
            before(input)
            let began = clock.now
            if let reason = target.run(input), result.complaints.count < 10 {
                result.complaints.append((input, reason))
            }
            let took = clock.now - began
            if took > result.slowest.time { result.slowest = (input, took) }
            result.runs += 1
        }
        return result
    }
}
