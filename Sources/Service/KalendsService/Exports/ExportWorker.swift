#if Service
    internal import HTTPTypes
    internal import KalendsEvents
    internal import NIOPosix
    internal import ServiceLifecycle
    internal import Synchronization

    /// Does the exports, one after the other, until the service ends; then gives back what it has begun.
    struct ExportWorker: Service {
        private let state: ServiceState
        /// What exports are made with: its processes live as long as the thread that starts them.
        private let crew: WorkerCrew

        init(state: ServiceState) {
            self.state = state
            crew = WorkerCrew(state.settings, state.metrics)
        }

        /// What is known of the export in work, by both the thread that does it and the one that renews its lease.
        private final class Progress: Sendable {
            let counts = Mutex((done: 0, total: 0))
            private let told = Mutex(0)
            let isStopped = Mutex(false)

            /// How far the work is, unless nothing was done since it was last asked.
            func news() -> (done: Int, total: Int)? {
                let counts = counts.withLock { $0 }
                let isNew = told.withLock { told in
                    defer { told = counts.done }
                    return told != counts.done
                }
                return isNew ? counts : nil
            }
        }

        func run() async throws {
            let threads = NIOThreadPool(numberOfThreads: 1)
            threads.start()
            await withGracefulShutdownHandler {
                await work(on: threads)
            } onGracefulShutdown: {
                state.board.changes.close()
            }
            crew.end()
            try await threads.shutdownGracefully()
        }

        private func work(on threads: NIOThreadPool) async {
            var lastSweep = ContinuousClock.now - .seconds(3600)
            while !state.board.changes.isClosed, !Task.isCancelled {
                do {
                    let board = state.board
                    if lastSweep.duration(to: .now) > .seconds(60) {
                        try await threads.runIfActive { try board.sweep() }
                        lastSweep = .now
                    }
                    guard let task = try await threads.runIfActive({ try board.claim() }) else {
                        await board.changes.wait(atMost: .seconds(1))
                        continue
                    }
                    await export(task, on: threads)
                } catch {
                    AccessLog.report("exports: \(error)")
                    await state.board.changes.wait(atMost: .seconds(1))
                }
            }
        }

        private func export(_ task: ExportTask, on threads: NIOThreadPool) async {
            let progress = Progress()
            let renewal = Task { await renew(task, progress) }
            do {
                try await threads.runIfActive { [self] in try export(task, progress) }
            } catch {
                AccessLog.report("export \(task.id): \(error)")
            }
            renewal.cancel()
            await renewal.value
        }

        /// Renews the lease of a task until its work is over.
        private func renew(_ task: ExportTask, _ progress: Progress) async {
            let pause = Duration.milliseconds(max(200, state.settings.leaseSeconds * 1000 / 4))
            while !Task.isCancelled {
                try? await Task.sleep(for: pause)
                if Task.isCancelled { return }
                let (done, total) = progress.counts.withLock { $0 }
                let board = state.board
                let isHeld = try? await state.work.run { try board.renew(task.id, done: done, total: total) }
                if isHeld == false || board.changes.isClosed { progress.isStopped.withLock { $0 = true } }
            }
        }

        private func export(_ task: ExportTask, _ progress: Progress) throws {
            let board = state.board
            do {
                let content = try ExportContent(of: task.request, in: state)
                let order = ExportJob.order(task.request, of: content, baseURL: state.settings.baseURL)
                let answer = try crew.perform(order) {
                    if board.changes.isClosed || progress.isStopped.withLock({ $0 }) { return false }
                    // A task that somebody cancelled is not ours any longer.
                    guard let (done, total) = progress.news() else { return board.isHeld(task.id) }
                    return (try? board.renew(task.id, done: done, total: total)) != false
                } progress: { done, total in
                    progress.counts.withLock { $0 = (done, total) }
                }
                if try board.finish(task.id, answer, contentKey: content.key, count: content.events.count) {
                    state.metrics.count("exports")
                }
            } catch is ExportJob.Stopped {
                try board.giveBack(task.id)
            } catch let problem as Problem {
                // Whatever was in the way of the work, it may be gone the next time.
                if problem.status == .serviceUnavailable { return try board.retry(task.id) }
                try board.fail(task.id, problem)
                state.metrics.count("exports_failed")
            } catch let error as StoreError {
                try board.fail(task.id, Problem(error))
                state.metrics.count("exports_failed")
            }
        }
    }
#endif
