#if Service
    internal import Files
    internal import HTTPTypes
    internal import HummingbirdCore
    internal import NIOCore
    internal import Synchronization

    /// Reads the body of one request within its limits.
    final class BodyReader: Sendable {
        private let request: Request
        private let limit: Int
        private let seconds: Int
        private let isRead = Mutex(false)

        init(_ request: Request, _ settings: ServiceSettings) {
            self.request = request
            limit = settings.bodyLimit
            seconds = settings.bodySeconds
        }

        /// Whether bytes of it may still arrive.
        var isPending: Bool { hasBody && !isRead.withLock { $0 } }

        private var length: Int? { request.headers[.contentLength].flatMap { Int($0) } }

        private var hasBody: Bool { length ?? 0 > 0 || request.headers[.transferEncoding] != nil }

        /// The whole body, expanded.
        ///
        /// - Throws: ``Problem`` if it is too large, too slow, cut off, or in an encoding that is not read.
        func bytes(by work: WorkQueue) async throws -> [UInt8] {
            let isCompressed = try isCompressed()
            let (received, limit) = (try await receive(), limit)
            return isCompressed ? try await work.run { try WorkBody.expanded(received, limit: limit) } : received
        }

        /// Whether the body has the coding `gzip`.
        ///
        /// - Throws: ``Problem`` `unsupported-media-type` if it has another.
        private func isCompressed() throws -> Bool {
            let encoding = request.field(.contentEncoding)?.lowercased() ?? "identity"
            guard ["identity", "gzip", "x-gzip"].contains(encoding) else {
                var problem = Problem.unsupported("The encoding \(encoding)", ["gzip", "identity"])
                problem.headers[.acceptEncoding] = "gzip, identity"
                throw problem
            }
            return encoding != "identity"
        }

        private func receive() async throws -> [UInt8] {
            var bytes: [UInt8] = []
            if let length, length <= limit { bytes.reserveCapacity(length) }
            try await forEachChunk { bytes += $0.readableBytesView }
            return bytes
        }

        /// Refuses a body that is announced as too large.
        ///
        /// - Throws: ``Problem`` `too-large`.
        func checkLength() throws {
            if let length, length > limit { throw Problem.tooLarge(limit) }
        }

        /// Reads the body to its end, counting.
        private func forEachChunk(_ body: (ByteBuffer) async throws -> Void) async throws {
            try checkLength()
            let deadline = ContinuousClock.now + .seconds(seconds)
            var count = 0
            for try await chunk in request.body {
                count += chunk.readableBytes
                if count > limit { throw Problem.tooLarge(limit) }
                if ContinuousClock.now > deadline { throw Problem.tooSlow(seconds) }
                try await body(chunk)
            }
            if let length, count != length {
                throw Problem.badRequest("The body ended after \(count) of \(length) bytes.")
            }
            isRead.withLock { $0 = true }
        }

        /// A body as it has arrived.
        struct Received: Sendable {
            let content: WorkBody.Content
            /// Whether it has the coding `gzip`.
            let isCompressed: Bool
        }

        private static let held = 1 << 20

        /// The body as it arrives: in memory if it is small, else in a file.
        func spooled(by work: WorkQueue) async throws -> Received {
            let isCompressed = try isCompressed()
            var file: ScratchFile?
            var pending: [UInt8] = []
            try await forEachChunk { chunk in
                pending += chunk.readableBytesView
                guard pending.count > Self.held else { return }
                let (piece, known) = (pending, file)
                pending.removeAll(keepingCapacity: true)
                file = try await work.run {
                    let file = try known ?? ScratchFile()
                    try file.append(piece)
                    return file
                }
            }
            guard let file else { return Received(content: .bytes(pending), isCompressed: isCompressed) }
            let rest = pending
            try await work.run { try file.append(rest) }
            return Received(content: .file(file), isCompressed: isCompressed)
        }
    }
#endif
