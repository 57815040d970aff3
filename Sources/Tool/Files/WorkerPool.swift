internal import Platform

/// Works on many items with several threads and hands over the results in the order of the items.
public struct WorkerPool: Sendable {
    /// How many threads work.
    public let jobs: Int
    /// The most items a thread takes at once: many, so that small items do not spend their time on waking threads.
    public let itemsPerChunk: Int
    /// The weight at which a thread takes no further item: large items go one by one.
    public let weightPerChunk: Int

    /// The number of processors that this process may use.
    public static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// A pool of `jobs` threads, by default one for each processor.
    public init(jobs: Int = WorkerPool.processorCount, itemsPerChunk: Int = 16, weightPerChunk: Int = 1 << 20) {
        self.jobs = max(1, jobs)
        self.itemsPerChunk = max(1, itemsPerChunk)
        self.weightPerChunk = weightPerChunk
    }
}

extension WorkerPool {
    /// Runs `work` on every item and `deliver` on every result, the latter on the calling thread and in order.
    ///
    /// At most four chunks of results for each thread wait at any time. Once `deliver` returns false no further item is
    /// begun.
    ///
    /// - Parameter weight: the cost of an item, such as its size in bytes.
    public func run<Item: Sendable, Result: Sendable>(
        _ items: [Item],
        weight: (Item) -> Int = { _ in 0 },
        work: @escaping @Sendable (Item) -> Result,
        deliver: (Result) -> Bool
    ) {
        let chunks = chunks(of: items, weight: weight)
        guard jobs > 1, chunks.count > 1 else {
            for item in items where !deliver(work(item)) { return }
            return
        }
        let queue = Monitor(Queue<Result>(chunkCount: chunks.count, capacity: 4 * jobs))
        var threads = 0
        for _ in 0..<min(jobs, chunks.count) {
            let hasBegun = Thread.begin {
                while let index = queue.wait({ $0.take() }) {
                    let results = items[chunks[index]].map(work)
                    queue.update { $0.finished[index] = results }
                }
                queue.update { $0.runningThreads -= 1 }
            }
            guard hasBegun else { break }
            queue.update { $0.runningThreads += 1 }
            threads += 1
        }
        guard threads > 0 else {
            for item in items where !deliver(work(item)) { return }
            return
        }
        deliverInOrder(chunks.count, from: queue, deliver)
        // A thread may still be busy with a chunk that is not needed; what it uses outlives it.
        queue.wait { $0.runningThreads == 0 ? () : nil }
    }

    private func deliverInOrder<Result>(
        _ count: Int,
        from queue: Monitor<Queue<Result>>,
        _ deliver: (Result) -> Bool
    ) {
        for index in 0..<count {
            let results = queue.wait { $0.finished.removeValue(forKey: index) }
            for result in results where !deliver(result) {
                queue.update { $0.isCancelled = true }
                return
            }
            queue.update { $0.delivered = index + 1 }
        }
    }

    /// Neighbouring items in groups of bounded count and weight.
    func chunks<Item>(of items: [Item], weight: (Item) -> Int) -> [Range<Int>] {
        // At the end every thread should still have something to do.
        let limit = min(itemsPerChunk, max(1, items.count / (jobs * 4)))
        var chunks: [Range<Int>] = []
        var start = 0
        var sum = 0
        for index in items.indices {
            sum += weight(items[index])
            if index + 1 - start >= limit || sum >= weightPerChunk {
                chunks.append(start..<index + 1)
                start = index + 1
                sum = 0
            }
        }
        if start < items.count { chunks.append(start..<items.count) }
        return chunks
    }
}

/// Which chunks are taken, done and delivered.
private struct Queue<Result> {
    let chunkCount: Int
    let capacity: Int
    var next = 0
    var delivered = 0
    var finished: [Int: [Result]] = [:]
    var isCancelled = false
    var runningThreads = 0

    init(chunkCount: Int, capacity: Int) {
        self.chunkCount = chunkCount
        self.capacity = capacity
    }

    /// The next chunk to work on; `.some(nil)` when there is none left, `nil` while too many results wait.
    mutating func take() -> Int?? {
        if isCancelled || next == chunkCount { return .some(nil) }
        guard next < delivered + capacity else { return nil }
        defer { next += 1 }
        return next
    }
}
