#if Service
    internal import CalendarDiagnostics
    internal import Files
    internal import Kalends
    internal import Synchronization

    /// The conversion of a large body piece by piece, from one file into another, in memory that does not grow with it.
    struct StreamedConversion {
        private let output: Output
        private let mediaType: String
        private let losses: Int
        private let findings: Int

        /// Whether a conversion may go piece by piece: it writes one file, and nothing that needs the whole.
        static func mayHandle(_ conversion: BodyConversion) -> Bool {
            let (options, target) = (conversion.input.converter.options, conversion.target)
            return target.packing == .bare && !conversion.failsOnLoss && options.profile == nil
                && options.envelope == .none && !options.normalizes && !target.row.holdsOneObject
        }

        /// Converts a file.
        ///
        /// - Returns: nil if the formats cannot be converted piece by piece.
        /// - Throws: ``Problem`` `unprocessable` if it cannot be read.
        init?(of file: ScratchFile, _ conversion: BodyConversion) throws {
            let (input, target) = (conversion.input, conversion.target)
            let head = try file.read(0..<FormatDetection.headSize)
            guard let source = input.format ?? FormatDetection.format(name: input.name, head: head),
                StreamConverter.handles(from: source, to: target.row.format)
            else { return nil }
            output = try Output()
            mediaType = target.row.mediaType.inUTF8
            var report = LossReport(keeping: .none)
            var diagnostics = Diagnostics(file: input.name, losses: .none)
            do throws(StreamError) {
                try StreamConverter(input.converter.options).convert(
                    file.path,
                    from: source,
                    to: target.row.format,
                    into: output,
                    report: &report,
                    diagnostics: &diagnostics
                )
            } catch {
                switch error {
                case .input(let error): throw Problem.unreadable(error, input.name, diagnostics)
                case .file(let error): throw error
                }
            }
            losses = report.counts.filter { $0.key.action != .preserved }.values.reduce(0, +)
            findings = diagnostics.all.count
        }

        /// The result, in its file.
        var answer: WorkAnswer {
            let (file, size) = output.written
            var answer = WorkAnswer(.file(file, size: size), mediaType)
            (answer.losses, answer.findings) = (losses, findings)
            return answer
        }

        /// What a conversion writes, in a file without a name.
        private final class Output: ConversionSink, Sendable {
            private let state: Mutex<(file: ScratchFile, size: Int)>

            init() throws(FileError) {
                let file = try ScratchFile()
                state = Mutex((file: file, size: 0))
            }

            var canRestart: Bool { true }
            var written: (ScratchFile, Int) { state.withLock { ($0.file, $0.size) } }

            func write(_ bytes: [UInt8]) throws(FileError) {
                try state.withLock { state throws(FileError) in
                    try state.file.append(bytes)
                    state.size += bytes.count
                }
            }

            func restart() throws(FileError) {
                let file = try ScratchFile()
                state.withLock { $0 = (file: file, size: 0) }
            }
        }
    }
#endif
