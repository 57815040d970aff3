#if Service
    internal import Bytes
    internal import HTTPTypes
    internal import HummingbirdCore

    /// Why a request is not done, as `application/problem+json` (RFC 9457): what is wrong, and what to do.
    struct Problem: Error {
        let status: HTTPResponse.Status
        /// The last part of `type`.
        let kind: String
        let title: String
        let detail: String
        /// Members besides those of the standard.
        var members: [(String, JSON)] = []
        var headers = HTTPFields()

        init(_ status: HTTPResponse.Status, _ kind: String, _ title: String, _ detail: String) {
            self.status = status
            self.kind = kind
            self.title = title
            self.detail = detail
        }

        static let mediaType = "application/problem+json"

        /// The members of the body.
        var json: JSON {
            .object(
                [
                    .init(name: "type", value: .text("urn:kalends:problem:\(kind)")),
                    .init(name: "title", value: .text(title)),
                    .init(name: "status", value: .number(status.code)),
                    .init(name: "detail", value: .text(detail)),
                ] + members.map { JSON.Member(name: $0.0, value: $0.1) }
            )
        }

        /// The response.
        func response(to id: String) -> Response {
            var problem = self
            problem.members.append(("instance", .text("urn:kalends:request:\(id)")))
            var response = Response.bytes(problem.json.line, Self.mediaType, status: status)
            response.headers[.cacheControl] = "no-store"
            for field in headers { response.headers[field.name] = field.value }
            return response
        }
    }

    extension Problem {
        static func badRequest(_ detail: String) -> Problem {
            Problem(.badRequest, "bad-request", "The request is invalid", detail)
        }

        static func notFound(_ detail: String) -> Problem {
            Problem(.notFound, "not-found", "Not found", detail)
        }

        static func gone(_ detail: String) -> Problem { Problem(.gone, "gone", "The resource was removed", detail) }

        static func methodNotAllowed(_ methods: [HTTPRequest.Method]) -> Problem {
            let list = methods.map(\.rawValue).joined(separator: ", ")
            var problem = Problem(
                .methodNotAllowed,
                "method-not-allowed",
                "The resource does not allow the method",
                "Use \(list)."
            )
            problem.headers[.allow] = list
            return problem
        }

        static func tooLarge(_ limit: Int) -> Problem {
            Problem(
                .contentTooLarge,
                "too-large",
                "The body is too large",
                "At most \(limit) bytes are accepted, before and after decompression. Divide the calendar, as kalends split does."
            )
        }

        static func tooSlow(_ seconds: Int) -> Problem {
            Problem(
                .requestTimeout,
                "too-slow",
                "The body did not arrive in time",
                "It has to arrive within \(seconds) seconds. Send it again."
            )
        }

        static func tooLong(_ seconds: Int) -> Problem {
            Problem(
                .unprocessableContent,
                "too-long",
                "The work takes too long",
                "The work was stopped after \(seconds) seconds. Send a smaller calendar, or ask for a shorter period."
            )
        }

        static func tooMany(retryAfter seconds: Int) -> Problem {
            var problem = Problem(
                .tooManyRequests,
                "too-many-requests",
                "Too many requests",
                "Wait \(seconds) s, then try again."
            )
            problem.headers[.retryAfter] = String(seconds)
            return problem
        }

        static func unavailable(_ detail: String) -> Problem {
            var problem = Problem(
                .serviceUnavailable,
                "unavailable",
                "The service is not available",
                "\(detail) Try again."
            )
            problem.headers[.retryAfter] = "1"
            return problem
        }

        static func unsupported(_ type: String, _ accepted: [String]) -> Problem {
            Problem(
                .unsupportedMediaType,
                "unsupported-media-type",
                "The media type of the body is not supported",
                "\(type) is not one of \(accepted.joined(separator: ", ")). Omit Content-Type to have it detected."
            )
        }

        static func notAcceptable(_ detail: String) -> Problem {
            Problem(.notAcceptable, "not-acceptable", "No acceptable format", detail)
        }

        static func unprocessable(_ title: String, _ detail: String) -> Problem {
            Problem(.unprocessableContent, "unprocessable", title, detail)
        }

        static func conflict(_ detail: String) -> Problem {
            Problem(.conflict, "conflict", "The state of the resource does not allow this", detail)
        }

        static func unauthorized(_ detail: String) -> Problem {
            var problem = Problem(.unauthorized, "unauthorized", "A token is needed", detail)
            problem.headers[.wwwAuthenticate] = "Bearer realm=\"kalends\", Basic realm=\"kalends\", charset=\"UTF-8\""
            return problem
        }

        static func forbidden(_ scope: Scope) -> Problem {
            Problem(
                .forbidden,
                "forbidden",
                "The token does not allow this",
                "Use a token with the scope \(scope.rawValue)."
            )
        }

        static let preconditionRequired = Problem(
            .preconditionRequired,
            "precondition-required",
            "A precondition is needed",
            "Send the ETag of the calendar that is replaced as If-Match, or If-Match: * for any."
        )

        static let failed = Problem(
            .internalServerError,
            "internal-error",
            "The service failed",
            "Report it with the id of the request."
        )
    }
#endif
