#if Service
    internal import NIOCore
    internal import NIOPosix
    internal import Synchronization

    /// Wakes those who wait for something to change.
    final class ChangeSignal: Sendable {
        private struct Waiting {
            var promises: [Int: EventLoopPromise<Void>] = [:]
            var next = 0
            var isClosed = false
        }

        private let waiting = Mutex(Waiting())

        /// Wakes all who wait.
        func wake() {
            let promises = waiting.withLock { waiting in
                defer { waiting.promises = [:] }
                return waiting.promises.values
            }
            for promise in promises { promise.succeed() }
        }

        /// Wakes all who wait, and lets nobody wait any longer.
        func close() {
            waiting.withLock { $0.isClosed = true }
            wake()
        }

        var isClosed: Bool { waiting.withLock { $0.isClosed } }

        /// Waits for the next change, or until the time is over.
        func wait(atMost time: Duration) async {
            let loop = MultiThreadedEventLoopGroup.singleton.any()
            let promise = loop.makePromise(of: Void.self)
            let number = waiting.withLock { waiting -> Int? in
                if waiting.isClosed { return nil }
                waiting.next += 1
                waiting.promises[waiting.next] = promise
                return waiting.next
            }
            guard let number else { return promise.succeed() }
            let timer = loop.scheduleTask(in: .nanoseconds(Int64(time / .nanoseconds(1)))) { promise.succeed() }
            try? await promise.futureResult.get()
            timer.cancel()
            waiting.withLock { $0.promises[number] = nil }
        }
    }
#endif
