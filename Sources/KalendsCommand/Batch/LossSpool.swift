internal import Files
internal import Kalends
internal import Synchronization

/// Rows of one input's losses that are too many to hold until it is the input's turn in the report.
final class LossSpool: LossSink {
    private struct State {
        /// Made when the first rows come, which is seldom.
        var file: ScratchFile?
        var size = 0
        var failure: FileError?
    }

    private static let blockSize = 1 << 18

    private let input: String
    private let state = Mutex(State())

    /// A spool for the losses of an input, whose name rows without a file get.
    init(_ input: String) { self.input = input }

    func take(_ losses: [Loss]) {
        let rows = ReportFile.rows(of: losses, file: input)
        state.withLock { state in
            guard state.failure == nil else { return }
            do throws(FileError) {
                if state.file == nil { state.file = try ScratchFile() }
                try state.file?.append(rows)
                state.size += rows.count
            } catch {
                state.failure = error
            }
        }
    }

    func restart() { state.withLock { $0 = State() } }

    /// Hands over all rows, block by block.
    ///
    /// - Throws: ``FileError`` also for what could not be taken in.
    func forEachBlock(_ body: ([UInt8]) throws(FileError) -> Void) throws(FileError) {
        let (file, size, failure) = state.withLock { ($0.file, $0.size, $0.failure) }
        if let failure { throw failure }
        guard let file else { return }
        for start in stride(from: 0, to: size, by: Self.blockSize) {
            try body(try file.read(start..<min(size, start + Self.blockSize)))
        }
    }
}
