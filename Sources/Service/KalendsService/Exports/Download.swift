#if Service
    internal import HTTPTypes
    internal import HummingbirdCore

    /// Files that are saved: with a name, an entity tag, and by parts.
    enum Download {
        /// The file, or the part of it that a request asks for (RFC 9110 §14).
        ///
        /// - Throws: ``Problem`` `range-not-satisfiable`.
        static func response(
            _ bytes: [UInt8],
            _ mediaType: String,
            name: String,
            tag: String,
            to request: Request
        ) throws -> Response {
            var part: Range<Int>?
            // A condition that fails is an answer by itself (RFC 9110 §13.2.2).
            let isKnown = request.field(.ifNoneMatch).map { EntityTag.matches($0, tag, isWeak: true) } ?? false
            let isCurrent = !isKnown && request.field(.ifRange).map { $0 == tag } ?? true
            if let field = request.field(.range), isCurrent, request.method == .get {
                part = try range(field, of: bytes.count)
            }
            var response: Response
            if let part {
                response = .bytes(Array(bytes[part]), mediaType, status: .partialContent)
                response.headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(bytes.count)"
            } else {
                response = .bytes(bytes, mediaType)
            }
            response.headers[.acceptRanges] = "bytes"
            response.headers[.contentDisposition] = disposition(of: name)
            response.headers[.cacheControl] = "private, max-age=3600"
            return response.tagged(tag, for: request)
        }

        /// The bytes of a Range field; nil for all of them, also where the field asks for something else than one part of bytes.
        private static func range(_ field: String, of count: Int) throws -> Range<Int>? {
            guard field.lowercased().hasPrefix("bytes="), !field.contains(",") else { return nil }
            let bounds = field.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false).map {
                $0.trimmingBlanks
            }
            guard bounds.count == 2, bounds.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
                return nil
            }
            let range: Range<Int>
            if bounds[0].isEmpty {
                guard let last = Int(bounds[1]) else { return nil }
                range = max(0, count - last)..<(last == 0 ? 0 : count)
            } else {
                guard let first = Int(bounds[0]) else { return nil }
                let last = bounds[1].isEmpty ? count - 1 : min(Int(bounds[1]) ?? count - 1, count - 1)
                if !bounds[1].isEmpty, let given = Int(bounds[1]), given < first { return nil }
                range = first..<max(first, last + 1)
            }
            guard !range.isEmpty, range.upperBound <= count else {
                var problem = Problem(
                    .rangeNotSatisfiable,
                    "range-not-satisfiable",
                    "The file does not have these bytes",
                    "It has \(count) bytes."
                )
                problem.headers[.contentRange] = "bytes */\(count)"
                throw problem
            }
            return range
        }

        /// Content-Disposition with a name in plain letters, and the whole one (RFC 6266, RFC 8187).
        static func disposition(of name: String) -> String {
            let plain = String(
                name.unicodeScalars.map { scalar -> Character in
                    let isPlain =
                        scalar.isASCII
                        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                            || ".-_".unicodeScalars.contains(scalar))
                    return isPlain ? Character(scalar) : "_"
                }
            )
            return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(URLText.escaped(name))"
        }
    }
#endif
