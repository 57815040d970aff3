#if Service
    internal import KalendsEvents
    internal import NIOPosix
    internal import ServiceLifecycle
    internal import Synchronization

    /// Does the exports, one after the other, until the service ends; then gives back what it has begun.
    struct ExportWorker: Service {
        let state: ServiceState

        /// What is known of the export in work, by both the thread that does it and the one that renews its lease.
        private final class Progress: Sendable {
            let counts = Mutex((done: 0, total: 0))
            let isStopped = Mutex(false)
        }

        func run() async throws {
            let threads = NIOThreadPool(numberOfThreads: 1)
            threads.start()
            await withGracefulShutdownHandler {
                await work(on: threads)
            } onGracefulShutdown: {
                state.board.changes.close()
            }
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
                try await threads.runIfActive { [state] in try Self.export(task, state, progress) }
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

        private static func export(_ task: ExportTask, _ state: ServiceState, _ progress: Progress) throws {
            let board = state.board
            do {
                let content = try ExportContent(of: task.request, in: state)
                let last = Mutex(ContinuousClock.now)
                let job = ExportJob(
                    request: task.request,
                    content: content,
                    converter: state.converter,
                    baseURL: state.settings.baseURL
                ) { done, total in
                    progress.counts.withLock { $0 = (done, total) }
                    if board.changes.isClosed || progress.isStopped.withLock({ $0 }) { return false }
                    let isDue = last.withLock { last in
                        guard last.duration(to: .now) > .milliseconds(100) || done == 0 else { return false }
                        last = .now
                        return true
                    }
                    // A task that somebody cancelled is not ours any longer.
                    return !isDue || (try? board.renew(task.id, done: done, total: total)) != false
                }
                let file = try job.run()
                if try board.finish(task.id, file, contentKey: content.key, count: content.events.count) {
                    state.metrics.count("exports")
                }
            } catch is ExportJob.Stopped {
                try board.giveBack(task.id)
            } catch let problem as Problem {
                try board.fail(task.id, problem)
                state.metrics.count("exports_failed")
            } catch let error as StoreError {
                try board.fail(task.id, Problem(error))
                state.metrics.count("exports_failed")
            }
        }
    }
#endif
