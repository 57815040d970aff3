internal import CFileSystem
internal import Platform

/// One forked process and the two pipes to it: it receives ranges of items and sends frames.
///
/// A frame is a kind, the number of an item and the count of the bytes after it.
final class WorkerProcess {
    /// What a frame holds.
    enum FrameKind: UInt8 {
        /// The result of an item; the next item follows.
        case result
        /// Bytes that belong to an item, before its result.
        case part
        /// All parts of the item so far are void.
        case restart
    }

    /// A frame that was received completely.
    struct Frame {
        var kind: FrameKind
        var item: Int
        var content: ArraySlice<UInt8>
    }

    private static let headSize = 9
    private static let blockSize = 1 << 16

    private let child: Int32
    private let commands: FileDescriptor
    private let results: FileDescriptor
    private var buffer: [UInt8] = []
    private var filled = 0
    /// Items that were handed out and have no result yet, in order.
    private(set) var pending: [Range<Int>] = []
    /// Which number shows what the process works on.
    let slot: Int

    private init(child: Int32, commands: consuming FileDescriptor, results: consuming FileDescriptor, slot: Int) {
        self.child = child
        self.commands = commands
        self.results = results
        self.slot = slot
    }

    /// Forks a process that answers every range with `serve` and ends with its parent; nil if there can be none.
    ///
    /// - Parameters:
    ///   - release: called in the new process, to let go of what belongs to its parent alone.
    ///   - serve: works on an item in the new process and gives its result.
    static func begin(
        slot: Int,
        numbers: SharedNumbers,
        release: () -> Void,
        serve: (_ item: Int, PartSender) -> [UInt8]
    ) -> WorkerProcess? {
        guard let commands = Pipe() else { return nil }
        guard let results = Pipe() else {
            _ = commands.takeReading()
            return nil
        }
        let child = cprocess_fork()
        guard child == 0 else {
            guard child > 0 else { return nil }
            return WorkerProcess(
                child: child,
                commands: commands.takeWriting(),
                results: results.takeReading(),
                slot: slot
            )
        }
        release()
        Interruption.continueInChild()
        let input = commands.takeReading()
        let output = results.takeWriting()
        while let range = receiveRange(from: input) {
            for item in range {
                numbers[slot] = item
                let sender = PartSender(output: output.number, item: item)
                sender.send(.result, serve(item, sender))
            }
            numbers[slot] = -1
        }
        _exit(0)
    }

    var descriptor: Int32 { results.number }

    /// Hands out items; false if the process accepts no more.
    func assign(_ range: Range<Int>) {
        pending.append(range)
        // The other pipe shows when a process has ended.
        try? commands.write(Self.bytes(of: [range.lowerBound, range.upperBound]), name: "worker")
    }

    /// Notes that an item has its result.
    func settle(_ item: Int) {
        guard let first = pending.first, first.contains(item) else { return }
        if item + 1 < first.upperBound { pending[0] = item + 1..<first.upperBound } else { pending.removeFirst() }
    }

    /// Waits until the process has ended.
    func wait() -> ProcessEnd { ProcessEnd(waiting: cprocess_wait(child)) }

    /// Ends the process in good order.
    func terminate() { kill(child, SIGTERM) }

    /// Reads what was received and hands over complete frames; false at the end.
    func receive(_ take: (Frame) -> Void) -> Bool {
        if buffer.count - filled < Self.blockSize { buffer += [UInt8](repeating: 0, count: Self.blockSize) }
        // An error of the pipe is its end: the process is then waited for, and its item named.
        guard let count = try? results.read(into: &buffer, from: filled, name: "worker"), count > 0 else {
            return false
        }
        filled += count
        var start = 0
        while filled - start >= Self.headSize, let kind = FrameKind(rawValue: buffer[start]) {
            let item = Self.number(in: buffer, at: start + 1)
            let length = Self.number(in: buffer, at: start + 5)
            let content = start + Self.headSize
            guard filled - content >= length else {
                // Room for the rest at once.
                if buffer.count < content + length {
                    buffer += [UInt8](repeating: 0, count: content + length - buffer.count)
                }
                break
            }
            take(Frame(kind: kind, item: item, content: buffer[content..<content + length]))
            start = content + length
        }
        if start > 0 {
            buffer.removeSubrange(..<start)
            filled -= start
        }
        return true
    }
}

// MARK: - The bytes in the pipes

extension WorkerProcess {
    fileprivate static func bytes(of numbers: [Int]) -> [UInt8] {
        numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }
    }

    private static func number(in bytes: [UInt8], at start: Int) -> Int {
        (0..<4).reduce(0) { $0 | Int(bytes[start + $1]) << ($1 * 8) }
    }

    private static func receiveRange(from input: borrowing FileDescriptor) -> Range<Int>? {
        var bytes = [UInt8](repeating: 0, count: 8)
        var filled = 0
        while filled < bytes.count {
            guard let count = try? input.read(into: &bytes, from: filled, name: "parent"), count > 0 else { return nil }
            filled += count
        }
        return number(in: bytes, at: 0)..<number(in: bytes, at: 4)
    }
}

/// Sends what belongs to an item from the process that works on it.
public struct PartSender: Sendable {
    fileprivate let output: Int32
    fileprivate let item: Int

    /// Sends the next bytes that belong to the item.
    public func send(_ bytes: [UInt8]) { if !bytes.isEmpty { send(.part, bytes) } }

    /// Makes everything that was sent of the item void.
    public func restart() { send(.restart, []) }

    fileprivate func send(_ kind: WorkerProcess.FrameKind, _ content: [UInt8]) {
        do throws(FileError) {
            let head = [kind.rawValue] + WorkerProcess.bytes(of: [item, content.count])
            try FileDescriptor(output, isOwned: false).write(head + content, name: "parent")
        } catch {
            // A parent that has ended needs no answer.
            _exit(0)
        }
    }
}

/// Both ends of a pipe that no other program inherits.
private struct Pipe: ~Copyable {
    private let ends: (reading: Int32, writing: Int32)

    /// nil if the system has no descriptor left.
    init?() {
        var numbers: [Int32] = [-1, -1]
        guard unsafe pipe(&numbers) == 0 else { return nil }
        for number in numbers { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
        ends = (numbers[0], numbers[1])
    }

    /// The end to read from; the other one is closed.
    consuming func takeReading() -> FileDescriptor {
        close(ends.writing)
        return FileDescriptor(ends.reading)
    }

    /// The end to write to; the other one is closed.
    consuming func takeWriting() -> FileDescriptor {
        close(ends.reading)
        return FileDescriptor(ends.writing)
    }
}

/// Numbers that a process shares with those that it forks.
@safe final class SharedNumbers {
    private let numbers: UnsafeMutablePointer<Int64>
    private let count: Int32

    /// As many numbers as given, all −1; nil if memory is short.
    init?(count: Int) {
        guard let numbers = unsafe cprocess_shared_numbers(Int32(count)) else { return nil }
        unsafe self.numbers = numbers
        self.count = Int32(count)
        for index in 0..<count { self[index] = -1 }
    }

    deinit { unsafe cprocess_free_shared_numbers(numbers, count) }

    subscript(index: Int) -> Int {
        get { unsafe Int(cprocess_get(numbers + index)) }
        set { unsafe cprocess_set(numbers + index, Int64(newValue)) }
    }
}
