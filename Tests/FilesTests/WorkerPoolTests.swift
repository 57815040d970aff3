import Synchronization
import Testing

@testable import Files

@Suite("Workers") struct WorkerPoolTests {
    @Test(arguments: [1, 2, 7])
    func `delivers results in the order of the items`(_ jobs: Int) {
        var results: [Int] = []
        WorkerPool(jobs: jobs, itemsPerChunk: 3).run(Array(0..<1_000)) {
            $0 * $0
        } deliver: {
            results.append($0)
            return true
        }
        #expect(results == (0..<1_000).map { $0 * $0 })
    }

    @Test(arguments: [1, 4])
    func `begins nothing new once it is told to stop`(_ jobs: Int) {
        let begun = Mutex(0)
        var delivered = 0
        WorkerPool(jobs: jobs, itemsPerChunk: 1).run(Array(0..<10_000)) { _ in
            begun.withLock { $0 += 1 }
        } deliver: { _ in
            delivered += 1
            return delivered < 5
        }
        #expect(delivered == 5)
        #expect(begun.withLock { $0 } < 100)
    }

    @Test func `does not run far ahead of a slow receiver`() {
        let begun = Mutex(0)
        var delivered = 0
        var furthest = 0
        WorkerPool(jobs: 2, itemsPerChunk: 1).run(Array(0..<2_000)) { _ in
            begun.withLock { $0 += 1 }
        } deliver: { _ in
            delivered += 1
            furthest = max(furthest, begun.withLock { $0 } - delivered)
            return true
        }
        #expect(furthest <= 8)
    }

    @Test func `gives many small items or one large one at a time`() {
        let pool = WorkerPool(jobs: 2, itemsPerChunk: 4, weightPerChunk: 100)
        let weights = [1, 1, 1, 1, 1, 200, 1, 99] + Array(repeating: 1, count: 40)
        let chunks = pool.chunks(of: weights) { $0 }
        #expect(chunks.prefix(4) == [0..<4, 4..<6, 6..<8, 8..<12])
        #expect(chunks.flatMap(Array.init) == Array(weights.indices))
    }

    @Test func `has nothing to do without items`() {
        WorkerPool(jobs: 2).run([Int]()) {
            $0
        } deliver: { _ in
            Issue.record("nothing was there to deliver")
            return true
        }
    }
}
