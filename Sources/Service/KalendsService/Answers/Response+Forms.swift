#if Service
    internal import Bytes
    internal import HTTPTypes
    internal import HummingbirdCore
    internal import NIOCore

    extension Response {
        /// A body of a media type.
        static func bytes(_ bytes: [UInt8], _ mediaType: String, status: HTTPResponse.Status = .ok) -> Response {
            Response(
                status: status,
                headers: [.contentType: mediaType],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
            )
        }

        static func json(_ value: JSON, status: HTTPResponse.Status = .ok) -> Response {
            .bytes(value.line, "application/json", status: status)
        }
    }

    extension HTTPField.Name {
        static func custom(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .via }

        static let requestID = custom("X-Request-ID")
        static let lossCount = custom("Kalends-Losses")
        static let findingCount = custom("Kalends-Findings")
        static let idempotencyKey = custom("Idempotency-Key")
        static let referrerPolicy = custom("Referrer-Policy")
        /// Every Host but the first, which is the authority of the request.
        static let secondHost = custom("Host")
    }

    /// Entity tags (RFC 9110 §8.8.3).
    enum EntityTag {
        /// The tag of content.
        static func of(_ bytes: [UInt8]) -> String { "\"\(SHA256.digest(bytes).prefix(32))\"" }

        /// The tag of the gzip form of content.
        static func compressed(_ tag: String) -> String { "\(tag.dropLast())-gzip\"" }

        /// Whether a list of tags, or `*`, has one, weak ones being the same as strong ones where `isWeak`.
        static func matches(_ list: String, _ tag: String, isWeak: Bool) -> Bool {
            list.split(separator: ",").contains { part in
                let part = part.trimmingBlanks
                if part == "*" { return true }
                if part.hasPrefix("W/") { return isWeak && part.dropFirst(2) == tag }
                return part == tag
            }
        }
    }

    extension Request {
        /// A header field as text; several are joined by commas.
        func field(_ name: HTTPField.Name) -> String? {
            let values = headers[values: name]
            return values.isEmpty ? nil : values.joined(separator: ", ")
        }
    }

    extension Response {
        /// The response with an entity tag; 304 without a body if the client has that content already (RFC 9110 §13.1.2).
        func tagged(_ tag: String, for request: Request) -> Response {
            var response = self
            response.headers[.eTag] = tag
            if let known = request.field(.ifNoneMatch), EntityTag.matches(known, tag, isWeak: true) {
                response.headers[.contentType] = nil
                response.headers[.contentLength] = nil
                response = Response(status: .notModified, headers: response.headers)
                response.headers[.contentLength] = nil
            }
            return response
        }

        /// The bytes, or their gzip form if the client accepts it and it is worth it.
        static func compressible(_ bytes: [UInt8], _ mediaType: String, for request: Request) -> Response {
            let isAccepted = Accepted(request.field(.acceptEncoding) ?? "").quality(of: "gzip") > 0
            var response: Response
            if isAccepted, bytes.count > 1024 {
                response = .bytes(CompressedFile.gzip(bytes), mediaType)
                response.headers[.contentEncoding] = "gzip"
            } else {
                response = .bytes(bytes, mediaType)
            }
            response.headers[.vary] = "Accept-Encoding"
            return response
        }
    }
#endif
