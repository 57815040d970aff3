internal import CFileSystem
internal import Platform

/// What a process and one that it started send each other.
public struct WorkerMessage: Sendable {
    /// Whether it ends an exchange: an order, or an answer.
    public var isLast = true
    /// What it says.
    public var bytes: [UInt8]
    /// What is too large to be sent as bytes; both processes have the file open.
    public var file: ScratchFile?

    /// A message.
    public init(_ bytes: [UInt8], file: ScratchFile? = nil, isLast: Bool = true) {
        self.bytes = bytes
        self.file = file
        self.isLast = isLast
    }
}

/// One end of a pair of sockets over which messages are sent: a byte that is 1 for the last one, the count of its bytes in eight,
/// and these; a file comes along with the first of them.
final class MessageSocket: Sendable {
    private static let headSize = 9
    private let descriptor: FileDescriptor

    init(_ descriptor: consuming FileDescriptor) { self.descriptor = descriptor }

    /// From now on it is waited for with ``wait(_:atMost:)`` alone.
    func stopsBlocking() { _ = fcntl(descriptor.number, F_SETFL, O_NONBLOCK) }

    /// Whether there are bytes to receive, or the other end is closed.
    var hasAnything: Bool { wait(POLLIN, atMost: .zero) }

    /// Waits until it can be read or written, or is closed; false once the time is over.
    func wait(_ events: Int32, atMost time: Duration) -> Bool {
        var waiting = pollfd(fd: descriptor.number, events: Int16(events), revents: 0)
        let milliseconds = Int32((time / .milliseconds(1)).rounded(.up))
        return retrying { unsafe poll(&waiting, 1, milliseconds) } > 0
    }

    /// Sends a message.
    ///
    /// - Parameter wait: called when no more bytes are accepted for now; false ends the attempt.
    /// - Returns: false if not all of it was sent.
    func send(_ message: WorkerMessage, wait: () -> Bool) -> Bool {
        var head: [UInt8] = [message.isLast ? 1 : 0]
        let length = UInt64(message.bytes.count)
        for index in 0..<8 { head.append(UInt8(truncatingIfNeeded: length >> UInt64(index * 8))) }
        // What is small goes in one piece.
        let isSmall = message.bytes.count < 1 << 16
        guard send(isSmall ? head + message.bytes : head, message.file?.file.number ?? -1, wait) else { return false }
        return isSmall || send(message.bytes, -1, wait)
    }

    private func send(_ bytes: [UInt8], _ file: Int32, _ wait: () -> Bool) -> Bool {
        let number = descriptor.number
        var done = 0
        while done < bytes.count {
            let start = done
            let sent = unsafe bytes.withUnsafeBytes { buffer -> Int64 in
                guard let base = buffer.baseAddress else { return -1 }
                return retrying {
                    unsafe cprocess_send(number, base + start, bytes.count - start, start == 0 ? file : -1)
                }
            }
            if sent > 0 {
                done += Int(sent)
            } else {
                guard errno == EAGAIN, wait() else { return false }
            }
        }
        return true
    }

    /// Receives a message; nil at the end.
    ///
    /// - Parameter wait: called before bytes that have not arrived yet; false ends the attempt.
    func receive(wait: () -> Bool) -> WorkerMessage? {
        var file: ScratchFile?
        guard let head = receive(Self.headSize, &file, wait) else { return nil }
        let length = (0..<8).reduce(UInt64(0)) { $0 | UInt64(head[1 + $1]) << UInt64($1 * 8) }
        guard let count = Int(exactly: length), let bytes = receive(count, &file, wait) else { return nil }
        return WorkerMessage(bytes, file: file, isLast: head[0] == 1)
    }

    private func receive(_ count: Int, _ file: inout ScratchFile?, _ wait: () -> Bool) -> [UInt8]? {
        let number = descriptor.number
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            var descriptor: Int32 = -1
            let start = done
            let received = unsafe bytes.withUnsafeMutableBytes { buffer -> Int64 in
                guard let base = buffer.baseAddress else { return 0 }
                return retrying { unsafe cprocess_receive(number, base + start, count - start, &descriptor) }
            }
            if descriptor >= 0 { file = ScratchFile(FileDescriptor(descriptor)) }
            if received > 0 {
                done += Int(received)
            } else {
                guard received < 0, errno == EAGAIN, wait() else { return nil }
            }
        }
        return bytes
    }
}

/// What a process does that a ``SpawnedWorker`` has started.
public enum WorkerSide {
    /// Answers each message until the parent lets go of this process, which ends with it.
    ///
    /// - Parameters:
    ///   - memory: how many bytes of memory this process may have at most; 0 for any number.
    ///   - answer: gives the answer to a message; what it passes to its second parameter is sent before that.
    public static func serve(
        memory: Int,
        _ answer: (WorkerMessage, _ part: @escaping (WorkerMessage) -> Void) -> WorkerMessage
    ) {
        cprocess_serve_parent(UInt64(max(0, memory)))
        let socket = MessageSocket(FileDescriptor(STDIN_FILENO, isOwned: false))
        while let message = socket.receive(wait: { true }) {
            let result = answer(message) { _ = socket.send($0, wait: { true }) }
            guard socket.send(result, wait: { true }) else { return }
        }
    }
}
