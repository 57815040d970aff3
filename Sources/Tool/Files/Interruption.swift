internal import Platform
internal import Synchronization

/// Ends the process in good order when it is interrupted.
public enum Interruption {
    /// From now on SIGINT, SIGTERM and SIGHUP remove the unfinished files and end the process with 128 and the
    /// signal's number: 130, 143 and 129.
    ///
    /// Call it before other threads begin: they inherit that these signals wait for the one thread that takes them, in
    /// which, unlike in a signal handler, ordinary code may run. A signal that is ignored, as under `nohup`, stays so.
    public static func removes(_ files: TemporaryFiles) {
        register.withLock { $0 = files }
        watch([SIGINT, SIGTERM, SIGHUP].filter { !isIgnored($0) }, files)
    }

    private static let register = Mutex<TemporaryFiles?>(nil)

    /// Continues in a process that was forked by this one: SIGTERM alone ends it, as when its parent has ended.
    ///
    /// The parent handles its own unfinished files.
    static func continueInChild() {
        guard let files = register.withLock({ $0 }) else { return }
        files.forgetAll()
        watch([SIGTERM], files)
    }

    /// Continues in a process that does the work of the one that forked it.
    static func continueAlone() {
        guard let files = register.withLock({ $0 }) else { return }
        watch([SIGINT, SIGTERM, SIGHUP].filter { !isIgnored($0) }, files)
    }

    private static func watch(_ numbers: [Int32], _ files: TemporaryFiles) {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        for number in numbers { unsafe sigaddset(&signals, number) }
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
        let awaited = signals
        let isWatched = Thread.begin {
            var awaited = awaited
            var number: Int32 = 0
            while unsafe sigwait(&awaited, &number) != 0 {}
            files.removeAllAndExit(128 + number)
        }
        if !isWatched { unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil) }
    }

    /// Lets a write to a closed pipe fail with an error instead of ending the process.
    public static func reportsClosedPipes() {
        _ = signal(SIGPIPE, SIG_IGN)
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard unsafe sigaction(number, nil, &action) == 0 else { return false }
        let handler = unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
        return unsafe handler == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
