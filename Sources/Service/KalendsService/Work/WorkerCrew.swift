#if Service
    internal import Files
    internal import Synchronization

    /// The processes that work on what comes from outside: started when they are needed, used again and again, and killed when they
    /// take too long.
    final class WorkerCrew: Sendable {
        private let idle = Mutex<[SpawnedWorker]>([])
        private let settings: ServiceSettings
        private let metrics: Metrics

        init(_ settings: ServiceSettings, _ metrics: Metrics) {
            self.settings = settings
            self.metrics = metrics
        }

        /// The result of work; the calling thread waits for it.
        ///
        /// - Parameters:
        ///   - isWanted: asked several times a second; false ends the work.
        ///   - progress: takes how many parts are done of how many.
        /// - Throws: ``Problem``; ``ExportJob/Stopped`` once it is no longer wanted.
        func perform(
            _ order: WorkOrder,
            isWanted: () -> Bool = { true },
            progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
        ) throws -> WorkAnswer {
            let worker = try take()
            let outcome = worker.exchange(order.message, within: .seconds(settings.workSeconds), isWanted: isWanted) {
                var reader = TransferReader($0.bytes[...])
                if let done = try? reader.number(), let total = try? reader.number() { progress(done, total) }
            }
            switch outcome {
            case .answer(let message):
                idle.withLock { $0.append(worker) }
                return try WorkAnswer(message)
            case .late:
                metrics.count("works_too_long")
                throw Problem.tooLong(settings.workSeconds)
            case .unwanted: throw ExportJob.Stopped()
            case .ended(let end):
                metrics.count("works_crashed")
                AccessLog.report("work to \(order.kind.rawValue): \(end)")
                throw Problem.ended(end)
            }
        }

        /// A process that waits for work.
        private func take() throws -> SpawnedWorker {
            while let worker = idle.withLock({ $0.popLast() }) {
                if worker.isReady { return worker }
                AccessLog.report("a process that waited for work: \(worker.kill())")
            }
            do {
                return try SpawnedWorker(ServiceWorker.arguments(settings))
            } catch {
                AccessLog.report("no process to work with: \(error)")
                throw Problem.unavailable("No process could be started for the work.")
            }
        }

        /// Ends the processes.
        func end() {
            let workers = idle.withLock { idle in
                defer { idle = [] }
                return idle
            }
            for worker in workers { worker.kill() }
        }
    }

    extension Problem {
        /// Work whose process ended.
        fileprivate static func ended(_ end: ProcessEnd) -> Problem {
            guard case .signal(let number) = end, crashes.contains(number) else {
                return .unavailable("The request failed: \(end).")
            }
            return .unprocessable(
                "The calendar makes the service fail",
                "The request failed: \(end), by an error in Kalends or a lack of memory. Report it with the id of the request."
            )
        }

        /// SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE and SIGSEGV: what the work itself has caused.
        private static let crashes: Set<Int> = [4, 5, 6, 7, 8, 11]
    }
#endif
