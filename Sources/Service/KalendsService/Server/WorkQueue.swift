#if Service
    internal import NIOCore
    internal import NIOPosix
    internal import Synchronization

    /// Does what takes time or waits for the disk on threads of its own, so that connections are answered meanwhile.
    final class WorkQueue: Sendable {
        private let pool: NIOThreadPool
        /// How long work may wait.
        private let seconds: Int
        private let waiting = Mutex(0)
        /// How many pieces of work wait at most.
        private static let room = 1024

        init(threads: Int, seconds: Int) {
            pool = NIOThreadPool(numberOfThreads: threads)
            self.seconds = seconds
        }

        func start() { pool.start() }

        func stop() async throws { try await pool.shutdownGracefully() }

        /// The result of a piece of work, which is waited for to its end once it is begun.
        ///
        /// - Throws: what it throws; ``Problem`` `too-many-requests` if too much waits, or it could not be begun in time.
        func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
            let isFull = waiting.withLock { waiting in
                if waiting >= Self.room { return true }
                waiting += 1
                return false
            }
            if isFull { throw Problem.tooMany(retryAfter: 1) }
            let loop = MultiThreadedEventLoopGroup.singleton.any()
            let promise = loop.makePromise(of: Result.self)
            let turn = Turn()
            let timer = loop.scheduleTask(in: .seconds(Int64(seconds))) {
                if turn.take() { promise.fail(Problem.tooMany(retryAfter: 1)) }
            }
            defer { timer.cancel() }
            pool.submit { [self] state in
                defer { waiting.withLock { $0 -= 1 } }
                guard turn.take() else { return }
                guard case .active = state else {
                    return promise.fail(Problem.unavailable("The service is about to end."))
                }
                do { promise.succeed(try body()) } catch { promise.fail(error) }
            }
            return try await promise.futureResult.get()
        }

        /// Who comes first decides whether a piece of work is begun or given up.
        private final class Turn: Sendable {
            private let isTaken = Atomic(false)

            func take() -> Bool { !isTaken.exchange(true, ordering: .acquiringAndReleasing) }
        }

        /// How many pieces of work wait or are done.
        var count: Int { waiting.withLock { $0 } }
    }
#endif
