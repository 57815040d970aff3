#if Service
    internal import HTTPTypes
    internal import HummingbirdCore

    extension Route {
        private static func file(
            _ path: String,
            _ name: String,
            _ summary: String,
            _ mediaType: String,
            _ bytes: [UInt8]
        ) -> Route {
            let tag = EntityTag.of(bytes)
            return Route(
                method: .get,
                path: RoutePath(path),
                scope: nil,
                name: name,
                summary: summary,
                successes: [
                    Success(status: .ok, help: "The file.", mediaTypes: [mediaType]),
                    Success(status: .notModified, help: "Nothing has changed."),
                ]
            ) { call in
                var response = Response.compressible(bytes, mediaType.inUTF8, for: call.request)
                response.headers[.cacheControl] = "no-cache"
                response.headers[.contentSecurityPolicy] = PageSecurity.ownPage
                return response.tagged(
                    response.headers[.contentEncoding] == nil ? tag : EntityTag.compressed(tag),
                    for: call.request
                )
            }
        }

        /// The page at `/` with its style and its script.
        static let page: [Route] = [
            file(
                "/",
                "page",
                "A page that shows, checks and converts calendars.",
                "text/html",
                PackageResources.page_html
            ),
            file("/page.css", "pageStyle", "The style of the page.", "text/css", PackageResources.page_css),
            file("/page.js", "pageScript", "The script of the page.", "text/javascript", PackageResources.page_js),
        ]
    }
#endif
