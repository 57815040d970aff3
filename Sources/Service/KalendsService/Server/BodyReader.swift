#if Service
    internal import Bytes
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
        func bytes() async throws -> [UInt8] {
            let encoding = request.field(.contentEncoding)?.lowercased() ?? "identity"
            guard ["identity", "gzip", "x-gzip"].contains(encoding) else {
                var problem = Problem.unsupported("The encoding \(encoding)", ["gzip", "identity"])
                problem.headers[.acceptEncoding] = "gzip, identity"
                throw problem
            }
            let received = try await receive()
            if encoding == "identity" { return received }
            let isNamedRightly = received.starts(with: [0x1F, 0x8B])
            switch isNamedRightly ? CompressedFile.entries(of: received, limit: limit)?.first?.content : nil {
            case .success(let expanded): return expanded
            case .failure(.tooLarge): throw Problem.tooLarge(limit)
            default: throw Problem.badRequest("The body is not the gzip file that Content-Encoding announces.")
            }
        }

        private func receive() async throws -> [UInt8] {
            var bytes: [UInt8] = []
            if let length, length <= limit { bytes.reserveCapacity(length) }
            try await forEachChunk { bytes += $0.readableBytesView }
            return bytes
        }

        /// Reads the body to its end, counting.
        private func forEachChunk(_ body: (ByteBuffer) async throws -> Void) async throws {
            if let length, length > limit { throw Problem.tooLarge(limit) }
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
        enum Received: Sendable {
            case bytes([UInt8])
            /// One that is too large to be held.
            case file(ScratchFile, head: [UInt8])
        }

        private static let held = 1 << 20

        /// The body in memory if it is small, else in a file.
        func spooled(by work: WorkQueue) async throws -> Received {
            if request.field(.contentEncoding).map({ $0.lowercased() != "identity" }) == true {
                return .bytes(try await bytes())
            }
            var file: ScratchFile?
            var (head, pending) = ([UInt8](), [UInt8]())
            try await forEachChunk { chunk in
                pending += chunk.readableBytesView
                guard pending.count > Self.held else { return }
                let (piece, known) = (pending, file)
                pending.removeAll(keepingCapacity: true)
                if head.isEmpty { head = piece }
                file = try await work.run {
                    let file = try known ?? ScratchFile()
                    try file.append(piece)
                    return file
                }
            }
            guard let file else { return .bytes(pending) }
            let rest = pending
            try await work.run { try file.append(rest) }
            return .file(file, head: head)
        }
    }
#endif
