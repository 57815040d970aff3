#if Service
    internal import CalendarDiagnostics
    internal import Files
    internal import HTTPTypes
    internal import HummingbirdCore
    internal import Kalends
    internal import NIOCore
    internal import Synchronization

    /// The conversion of a large body piece by piece, from one file into another, in memory that does not grow with it.
    struct StreamedConversion {
        private let output: Output
        private let mediaType: String
        private let lost: Int
        private let findings: Int

        /// Whether a conversion may go piece by piece: it writes one file, and nothing that needs the whole.
        static func mayHandle(_ input: Input, _ target: Target, failsOnLoss: Bool) -> Bool {
            let options = input.converter.options
            return target.packing == .bare && !failsOnLoss && options.profile == nil && options.envelope == .none
                && !options.normalizes && !target.row.holdsOneObject
        }

        /// Converts a file.
        ///
        /// - Returns: nil if the formats cannot be converted piece by piece.
        /// - Throws: ``Problem`` `unprocessable` if it cannot be read.
        init?(of file: ScratchFile, beginning head: [UInt8], _ input: Input, _ target: Target) throws {
            let head = Array(head.prefix(FormatDetection.headSize))
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
            lost = report.counts.filter { $0.key.action != .preserved }.values.reduce(0, +)
            findings = diagnostics.all.count
        }

        /// The result, which is read from its file while it is sent.
        func response() -> Response {
            let output = output
            let size = output.size
            let body = ResponseBody(contentLength: size) { writer in
                var start = 0
                while start < size {
                    let piece = try output.read(start..<min(size, start + 1 << 16))
                    if piece.isEmpty { break }
                    start += piece.count
                    try await writer.write(ByteBuffer(bytes: piece))
                }
                try await writer.finish(nil)
            }
            var response = Response(status: .ok, headers: [.contentType: mediaType], body: body)
            response.headers[.lossCount] = String(lost)
            response.headers[.findingCount] = String(findings)
            return response
        }

        /// What a conversion writes, in a file without a name.
        private final class Output: ConversionSink, Sendable {
            private let state: Mutex<(file: ScratchFile, size: Int)>

            init() throws(FileError) {
                let file = try ScratchFile()
                state = Mutex((file: file, size: 0))
            }

            var canRestart: Bool { true }
            var size: Int { state.withLock { $0.size } }

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

            func read(_ range: Range<Int>) throws(FileError) -> [UInt8] { try state.withLock { $0.file }.read(range) }
        }
    }

    extension ScratchFile {
        /// Everything that was written.
        var contents: [UInt8] { get throws(FileError) { try WholeFile.read(path) } }
    }
#endif
