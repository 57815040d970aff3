internal import CalendarDiagnostics
internal import Files
internal import Kalends
internal import Synchronization

/// Rows of one input's losses that are too many to hold until it is the input's turn in the report.
final class RowSpool: Sendable {
    private struct State {
        /// Rows that are not in the file yet.
        var held: [UInt8] = []
        /// Made when there are more rows than one block, which is rare.
        var file: ScratchFile?
        var size = 0
        var failure: FileError?
    }

    private static let blockSize = 1 << 18

    private let state = Mutex(State())

    /// Adds rows.
    func append(_ rows: [UInt8]) {
        state.withLock { state in
            state.held += rows
            guard state.held.count >= Self.blockSize, state.failure == nil else { return }
            do throws(FileError) {
                if state.file == nil { state.file = try ScratchFile() }
                try state.file?.append(state.held)
                state.size += state.held.count
            } catch {
                state.failure = error
            }
            state.held = []
        }
    }

    func restart() { state.withLock { $0 = State() } }

    /// Hands over all rows, block by block.
    ///
    /// - Throws: ``FileError`` also for what could not be taken in.
    func forEachBlock(_ body: ([UInt8]) throws(FileError) -> Void) throws(FileError) {
        let state = state.withLock { $0 }
        if let failure = state.failure { throw failure }
        if let file = state.file {
            for start in stride(from: 0, to: state.size, by: Self.blockSize) {
                try body(try file.read(start..<min(state.size, start + Self.blockSize)))
            }
        }
        try body(state.held)
    }
}

/// Puts the losses of an input, as rows of a report, where they wait for their turn.
final class LossSpool: LossSink {
    /// Where rows wait.
    enum Destination: Sendable {
        case here(RowSpool)
        /// The process that this one works for.
        case parent(PartSender)
    }

    private let input: String
    private let destination: Destination

    /// A spool for the losses of an input, whose name rows without a file get.
    init(_ input: String, to destination: Destination) { (self.input, self.destination) = (input, destination) }

    func take(_ losses: [Loss]) {
        if losses.isEmpty { return }
        let rows = ReportFile.rows(of: losses, file: input)
        switch destination {
        case .here(let spool): spool.append(rows)
        case .parent(let sender): sender.send(rows)
        }
    }

    func restart() {
        switch destination {
        case .here(let spool): spool.restart()
        case .parent(let sender): sender.restart()
        }
    }
}
