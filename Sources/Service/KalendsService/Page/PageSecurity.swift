#if Service
    internal import Bytes
    internal import HTTPTypes
    internal import HummingbirdCore

    /// Pages that load nothing from elsewhere, and run nothing that is not theirs.
    enum PageSecurity {
        private static let common = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

        /// A page whose style is in it and that has no script.
        static func response(_ page: [UInt8]) -> Response {
            let hash = style(of: page).map { String(decoding: Base64.encode(SHA256.bytes(of: $0)), as: UTF8.self) }
            let policy = common + (hash.map { "; style-src 'sha256-\($0)'" } ?? "")
            var response = Response.bytes(page, "text/html; charset=utf-8")
            response.headers[.contentSecurityPolicy] = policy
            response.headers[.cacheControl] = "private, no-cache"
            return response
        }

        /// What is between the tags of the style.
        private static func style(of page: [UInt8]) -> [UInt8]? {
            let text = String(decoding: page.prefix(64 << 10), as: UTF8.self)
            guard let start = text.firstRange(of: "<style>"), let end = text.firstRange(of: "</style>"),
                start.upperBound <= end.lowerBound
            else { return nil }
            return Array(text[start.upperBound..<end.lowerBound].utf8)
        }

        /// The policy of the page at `/`, whose style and script are files of the service.
        static let ownPage = common + "; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"
    }
#endif
