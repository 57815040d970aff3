internal import Platform

/// Works on many items with several processes and hands over the results in the order of the items.
///
/// A process that crashes, is killed or runs out of memory costs the one item that it worked on: another takes its place.
/// The processes are copies of the calling one, so only a command may use it, and only while it has no other thread at work.
public struct ProcessPool: Sendable {
    /// How many processes work.
    public let jobs: Int
    /// Whether a single item is worked on in another process too.
    private let isolatesSingle: Bool
    /// How items are grouped.
    private let grouping: WorkerPool

    /// A pool of `jobs` processes, by default one for each processor.
    ///
    /// - Parameter isolatesSingle: whether a single item is worked on in another process too.
    public init(jobs: Int = WorkerPool.processorCount, isolatesSingle: Bool = false) {
        self.jobs = max(1, jobs)
        self.isolatesSingle = isolatesSingle
        grouping = WorkerPool(jobs: jobs)
    }
}

extension ProcessPool {
    /// Runs `work` on every item and `deliver` on every result, the latter in this process and in order.
    ///
    /// A single item is worked on in this process unless it is to be isolated. At most four groups of results for each
    /// process wait at any time. Once `deliver` returns false no further item is begun.
    ///
    /// - Parameters:
    ///   - weight: the cost of an item, such as its size in bytes.
    ///   - work: gives the result of an item; what is too much for a result is sent in parts before it. The sender is
    ///     nil in this process, where nothing has to be sent.
    ///   - part: takes the next bytes of the item with that index; nil if all before are void.
    ///   - died: the result of an item whose process ended.
    public func run<Item, Result: Transferable>(
        _ items: [Item],
        weight: (Item) -> Int = { _ in 0 },
        work: (Item, PartSender?) -> Result,
        part: (_ index: Int, [UInt8]?) -> Void = { _, _ in },
        died: (Item, ProcessEnd) -> Result,
        deliver: (Result) -> Bool
    ) {
        guard items.count > 1 || isolatesSingle, let numbers = SharedNumbers(count: jobs) else {
            for item in items where !deliver(work(item, nil)) { return }
            return
        }
        var dispatch = Dispatch<Result>(
            chunks: grouping.chunks(of: items, weight: weight),
            itemCount: items.count,
            capacity: 4 * jobs
        )
        var workers: [WorkerProcess] = []

        func begin(slot: Int) {
            numbers[slot] = -1
            let worker = WorkerProcess.begin(slot: slot, numbers: numbers) {
                workers = []
            } serve: { index, sender in
                let result = work(items[index], sender)
                var message = TransferWriter()
                result.write(to: &message)
                return message.bytes
            }
            if let worker { workers.append(worker) }
        }

        func take(_ frame: WorkerProcess.Frame, from worker: WorkerProcess) {
            switch frame.kind {
            case .part: part(frame.item, Array(frame.content))
            case .restart: part(frame.item, nil)
            case .result:
                var message = TransferReader(frame.content)
                // An unreadable answer is a separate kind of end.
                let result = try? Result(from: &message)
                dispatch.finished[frame.item] = result ?? died(items[frame.item], .garbled)
                worker.settle(frame.item)
            }
        }

        /// Gives the items of a process that ended to others, except the one it worked on.
        func bury(_ worker: WorkerProcess) {
            let end = worker.wait()
            workers.removeAll { $0 === worker }
            if end == .exit(128 + Int(SIGTERM)) {
                // This process may be ending too, with the whole group.
                usleep(200_000)
            }
            var rest = worker.pending
            let current = numbers[worker.slot]
            if let index = rest.firstIndex(where: { $0.contains(current) }) ?? dispatch.blamed(rest) {
                let guilty = rest[index].contains(current) ? current : rest[index].lowerBound
                part(guilty, nil)
                dispatch.finished[guilty] = died(items[guilty], end)
                let (before, after) = (rest[index].lowerBound..<guilty, guilty + 1..<rest[index].upperBound)
                rest.replaceSubrange(index...index, with: [before, after].filter { !$0.isEmpty })
            }
            dispatch.returned += rest
            begin(slot: worker.slot)
        }

        for slot in 0..<min(jobs, dispatch.chunkCount) { begin(slot: slot) }
        while !dispatch.isComplete {
            guard !workers.isEmpty else {
                // The system has no process left.
                dispatch.finishAlone { work(items[$0], nil) }
                guard dispatch.deliver(deliver) else { return }
                continue
            }
            for worker in workers {
                while worker.pending.count < 2, let range = dispatch.next() { worker.assign(range) }
            }
            var waiting = workers.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
            guard retrying({ unsafe poll(&waiting, nfds_t(waiting.count), -1) }) > 0 else { continue }
            for (worker, state) in zip(workers, waiting) where state.revents != 0 {
                if !worker.receive({ take($0, from: worker) }) { bury(worker) }
            }
            guard dispatch.deliver(deliver) else { break }
        }
        for worker in workers { worker.terminate() }
        for worker in workers { _ = worker.wait() }
    }
}

/// Which items are handed out, done and delivered.
private struct Dispatch<Result> {
    private let chunks: [Range<Int>]
    private let itemCount: Int
    private let capacity: Int
    private var nextChunk = 0
    private var delivered = 0
    private var fruitlessDeaths = 0
    /// Items of processes that ended.
    var returned: [Range<Int>] = []
    /// Results that wait for their turn.
    var finished: [Int: Result] = [:]

    init(chunks: [Range<Int>], itemCount: Int, capacity: Int) {
        self.chunks = chunks
        self.itemCount = itemCount
        self.capacity = capacity
    }

    var chunkCount: Int { chunks.count }

    var isComplete: Bool { delivered == itemCount }

    /// The next items to work on; nil if there are none now.
    mutating func next() -> Range<Int>? {
        if let range = returned.popLast() { return range }
        guard nextChunk < chunks.count else { return nil }
        let isNear = nextChunk < capacity || delivered >= chunks[nextChunk - capacity].upperBound
        guard isNear else { return nil }
        defer { nextChunk += 1 }
        return chunks[nextChunk]
    }

    /// Where to look for the item to blame for the end of a process that worked on none: nowhere, unless it happens again and again.
    mutating func blamed(_ pending: [Range<Int>]) -> Int? {
        fruitlessDeaths += 1
        return fruitlessDeaths > 3 && !pending.isEmpty ? 0 : nil
    }

    /// Works on the next items in this process.
    mutating func finishAlone(_ work: (Int) -> Result) {
        for index in delivered..<itemCount where finished[index] == nil {
            finished[index] = work(index)
            return
        }
    }

    /// Delivers what is next in order; false if no more is needed.
    mutating func deliver(_ deliver: (Result) -> Bool) -> Bool {
        while let result = finished.removeValue(forKey: delivered) {
            delivered += 1
            fruitlessDeaths = 0
            guard deliver(result) else { return false }
        }
        return true
    }
}
