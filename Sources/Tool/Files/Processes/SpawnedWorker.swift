internal import CFileSystem
internal import Platform

/// A process of this program that answers messages, one after the other, in ``WorkerSide/serve(memory:_:)``.
///
/// Unlike a ``ProcessPool`` it may be started while other threads are at work. One thread at a time may use it.
public final class SpawnedWorker: Sendable {
    /// What became of a message.
    public enum Outcome: Sendable {
        case answer(WorkerMessage)
        /// The time was over: the process was killed.
        case late
        /// The answer was no longer wanted: the process was killed.
        case unwanted
        /// The process ended before it answered.
        case ended(ProcessEnd)
    }

    private let child: Int32
    private let socket: MessageSocket

    /// Starts this program again.
    ///
    /// - Parameter arguments: what makes it serve, without the name of the program.
    /// - Throws: ``FileError`` if it cannot be started.
    public init(_ arguments: [String]) throws(FileError) {
        let program = SiblingProgram.running
        let (child, end, failure) = unsafe SiblingProgram.withList([CommandLine.arguments.first ?? program] + arguments)
        {
            list in
            var end: Int32 = -1
            let child = unsafe cprocess_spawn(program.onDisk, list, &end)
            return (child, end, errno)
        }
        guard child >= 0 else { throw FileError(program, number: failure) }
        self.child = child
        socket = MessageSocket(FileDescriptor(end))
        socket.stopsBlocking()
    }

    /// Whether it can take a message; if not, it is to be let go of with ``kill()``.
    public var isReady: Bool { !socket.hasAnything }

    /// Sends a message and waits for the answer. After any other outcome the process has ended.
    ///
    /// - Parameters:
    ///   - time: how long the answer may take.
    ///   - isWanted: asked several times a second; false ends the work.
    ///   - part: takes what the process sends before its answer.
    public func exchange(
        _ message: WorkerMessage,
        within time: Duration,
        isWanted: () -> Bool,
        part: (WorkerMessage) -> Void
    ) -> Outcome {
        let deadline = ContinuousClock.now + time
        var outcome: Outcome?
        /// Waits for the socket; false once nothing is to be waited for.
        func wait(_ events: Int32) -> Bool {
            while true {
                if !isWanted() { outcome = .unwanted }
                let rest = ContinuousClock.now.duration(to: deadline)
                if rest <= .zero { outcome = .late }
                if outcome != nil { return false }
                if socket.wait(events, atMost: min(rest, .milliseconds(100))) { return true }
            }
        }
        if socket.send(message, wait: { wait(POLLOUT) }) {
            while let received = socket.receive(wait: { wait(POLLIN) }) {
                if received.isLast { return .answer(received) }
                part(received)
            }
        }
        if let outcome {
            _ = kill()
            return outcome
        }
        return .ended(kill())
    }

    /// Ends the process.
    ///
    /// - Returns: how it has ended: by itself, or now.
    @discardableResult public func kill() -> ProcessEnd {
        _ = Platform.kill(child, SIGKILL)
        return ProcessEnd(waiting: cprocess_wait(child))
    }
}
