#if Service
    internal import NIOCore
    internal import NIOPosix
    internal import Synchronization

    /// Does what takes time or waits for the disk on threads of its own, so that connections are answered meanwhile.
    final class WorkQueue: Sendable {
        private let pool: NIOThreadPool
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

        /// The result of a piece of work.
        ///
        /// - Throws: what it throws; ``Problem`` `too-long` once its time is over, though the work itself continues, and
        ///   `too-many-requests` if too much waits.
        func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
            let isFull = waiting.withLock { waiting in
                if waiting >= Self.room { return true }
                waiting += 1
                return false
            }
            if isFull { throw Problem.tooMany(retryAfter: 1) }
            let loop = MultiThreadedEventLoopGroup.singleton.any()
            let promise = loop.makePromise(of: Result.self)
            let seconds = seconds
            let timer = loop.scheduleTask(in: .seconds(Int64(seconds))) { promise.fail(Problem.tooLong(seconds)) }
            defer { timer.cancel() }
            pool.submit { [self] state in
                defer { waiting.withLock { $0 -= 1 } }
                guard case .active = state else { return promise.fail(Problem.failed) }
                do { promise.succeed(try body()) } catch { promise.fail(error) }
            }
            return try await promise.futureResult.get()
        }

        /// How many pieces of work wait or are done.
        var count: Int { waiting.withLock { $0 } }
    }
#endif
