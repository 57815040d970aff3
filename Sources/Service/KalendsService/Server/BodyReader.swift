#if Events
    internal import Bytes
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
            if let length, length > limit { throw Problem.tooLarge(limit) }
            let deadline = ContinuousClock.now + .seconds(seconds)
            var bytes: [UInt8] = []
            if let length { bytes.reserveCapacity(length) }
            for try await chunk in request.body {
                if bytes.count + chunk.readableBytes > limit { throw Problem.tooLarge(limit) }
                if ContinuousClock.now > deadline { throw Problem.tooSlow(seconds) }
                bytes += chunk.readableBytesView
            }
            if let length, bytes.count != length {
                throw Problem.badRequest("The body ended after \(bytes.count) of \(length) bytes.")
            }
            isRead.withLock { $0 = true }
            return bytes
        }
    }
#endif
