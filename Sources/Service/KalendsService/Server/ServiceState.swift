#if Service
    internal import Files
    internal import Kalends
    internal import KalendsEvents
    internal import Synchronization
    internal import TimeZones

    /// What all requests share.
    final class ServiceState: Sendable {
        let settings: ServiceSettings
        let store: SQLiteStore
        let zone: ZoneRules
        /// What waits for the store or the disk.
        let work: WorkQueue
        /// What waits for a process of the crew.
        let conversions: WorkQueue
        let crew: WorkerCrew
        let tokens: TokenTable
        let limiter = RateLimiter()
        let metrics = Metrics()
        let board: TaskBoard
        /// Held while a calendar is compared with a precondition and replaced.
        let replacing = Mutex(())
        /// Whether the service is about to end, so that nobody should wait for anything.
        let isEnding = Mutex(false)

        init(_ settings: ServiceSettings, _ store: SQLiteStore) {
            self.settings = settings
            self.store = store
            zone = store.configuration.timeZone
            work = WorkQueue(threads: max(2, WorkerPool.processorCount), seconds: settings.workSeconds)
            conversions = WorkQueue(threads: settings.workers, seconds: settings.workSeconds)
            crew = WorkerCrew(settings, metrics)
            tokens = TokenTable(store)
            board = TaskBoard(store, settings)
        }

        /// Reads and writes with the defaults, within the limits of the service.
        var converter: Converter { store.configuration.converter }

        /// What a path is called from outside.
        func url(_ path: String) -> String { (settings.baseURL ?? "") + path }

        /// The time, in seconds since 1970.
        var now: Int { Environment.secondsSinceEpoch() }
    }
#endif
