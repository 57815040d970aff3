#if Service
    internal import Files
    internal import HTTPTypes
    internal import HummingbirdCore
    internal import NIOCore

    /// What comes of work on a body.
    struct WorkAnswer: Sendable {
        enum Content: Sendable {
            case bytes([UInt8])
            case file(ScratchFile, size: Int)
        }

        let content: Content
        let mediaType: String
        /// How the result is called; empty if nobody saves it.
        var name = ""
        /// How many values were altered or dropped.
        var losses: Int?
        /// How many findings there are.
        var findings: Int?

        init(_ content: Content, _ mediaType: String) {
            self.content = content
            self.mediaType = mediaType
        }

        init(_ bytes: [UInt8], _ mediaType: String) { self.init(.bytes(bytes), mediaType) }

        /// The bytes.
        ///
        /// - Throws: ``Files/FileError``.
        var bytes: [UInt8] {
            get throws {
                switch content {
                case .bytes(let bytes): bytes
                case .file(let file, _): try file.contents
                }
            }
        }

        /// The response; a file is read while it is sent.
        func response() -> Response {
            var response: Response
            switch content {
            case .bytes(let bytes): response = .bytes(bytes, mediaType)
            case .file(let file, let size):
                let body = ResponseBody(contentLength: size) { writer in
                    var start = 0
                    while start < size {
                        let piece = try file.read(start..<min(size, start + 1 << 16))
                        if piece.isEmpty { break }
                        start += piece.count
                        try await writer.write(ByteBuffer(bytes: piece))
                    }
                    try await writer.finish(nil)
                }
                response = Response(status: .ok, headers: [.contentType: mediaType], body: body)
            }
            response.headers[.lossCount] = losses.map(String.init)
            response.headers[.findingCount] = findings.map(String.init)
            return response
        }
    }
#endif
