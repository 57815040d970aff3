#if Service
    internal import Files
    internal import HTTPTypes
    internal import HummingbirdCore
    internal import KalendsEvents
    internal import NIOCore
    internal import NIOHTTP1

    /// Answers requests: finds the route, checks who asks, and makes problems of what goes wrong.
    struct Responder: Sendable {
        let state: ServiceState
        let routes: [Route]
        /// How many wrong tokens an address may send in a second.
        private static let guesses = 20

        /// Answers one request.
        func respond(
            to request: Request,
            _ writer: consuming ResponseWriter,
            _ channel: any Channel
        ) async throws {
            let start = ContinuousClock.now
            let id = Self.id(of: request)
            let body = BodyReader(request, state.settings)
            if request.field(.expect)?.lowercased() == "100-continue" {
                try await writer.writeInformationalHead(HTTPResponse(status: .continue))
            }
            var trace = Trace()
            var response = try await answer(request, body, id, channel.remoteAddress?.ipAddress ?? "local", &trace)
            response.headers[.requestID] = id
            response.headers[.xContentTypeOptions] = "nosniff"
            response.headers[.referrerPolicy] = "no-referrer"
            if request.method == .head { response = response.createHeadResponse() }
            let isClosing = body.isPending || request.field(.connection)?.lowercased().contains("close") == true
            if isClosing { response.headers[.connection] = "close" }
            let status = response.status.code
            let size = response.headers[.contentLength].flatMap { Int($0) }
            try await writer.write(response: response.head, body: response.body)
            // What the client still sends is read for a moment, so that it gets to see the response.
            if isClosing {
                channel.eventLoop.scheduleTask(in: .seconds(body.isPending ? 2 : 0)) { channel.close(promise: nil) }
            }
            let elapsed = start.duration(to: .now)
            state.metrics.note(trace.route, request.method.rawValue, status, elapsed)
            if state.settings.logsRequests {
                AccessLog.write(request, id: id, trace, status: status, size: size, elapsed, at: state.now)
            }
        }

        /// What is known of a request once it is answered.
        struct Trace: Sendable {
            /// The path of the route; empty if there is none.
            var route = ""
            var caller = "-"
            /// Whether the path holds a secret, which the log must not.
            var hasSecretPath = false
        }

        /// The id that the client chose, if it is a plain one, else a new one.
        private static func id(of request: Request) -> String {
            if let given = request.field(.requestID), (1...64).contains(given.utf8.count),
                given.utf8.allSatisfy({ $0.isPlainForID })
            {
                return given
            }
            return RandomText.hexadecimal(bytes: 8)
        }

        private func answer(
            _ request: Request,
            _ body: BodyReader,
            _ id: String,
            _ address: String,
            _ trace: inout Trace
        ) async throws -> Response {
            do {
                return try await answer(request, body, address, &trace)
            } catch let problem as Problem {
                return problem.response(to: id)
            } catch let error as StoreError {
                return Problem(error).response(to: id)
            } catch let error as HTTPParserError {
                throw error
            } catch let error as ChannelError {
                throw error
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                AccessLog.report("request \(id): \(error)")
                return Problem.failed.response(to: id)
            }
        }

        private func answer(
            _ request: Request,
            _ body: BodyReader,
            _ address: String,
            _ trace: inout Trace
        ) async throws -> Response {
            let target: RequestTarget
            do throws(RequestTarget.Fault) {
                target = try RequestTarget(request.head.path ?? "")
            } catch {
                throw Problem.badRequest("The target of the request is not accepted: \(error.text).")
            }
            let (route, path) = try route(request.method, target.path)
            trace.route = route.path.text
            trace.hasSecretPath = route.hasSecretPath
            let caller = try await caller(of: request, address)
            trace.caller = caller.hasToken ? caller.id : "-"
            let rate = caller.hasToken ? state.settings.rate : state.settings.openRate
            if let seconds = state.limiter.delay(of: caller.id, rate: rate) {
                throw Problem.tooMany(retryAfter: seconds)
            }
            if let scope = route.scope, !caller.may(scope) {
                guard caller.hasToken else {
                    throw Problem.unauthorized(
                        "Send a token with the scope \(scope.rawValue): Authorization: Bearer TOKEN."
                    )
                }
                throw Problem.forbidden(scope)
            }
            let query = try route.checked(target.query)
            return try await route.answer(
                Call(request: request, path: path, query: query, caller: caller, body: body, state: state)
            )
        }

        private func route(_ method: HTTPRequest.Method, _ path: [String]) throws -> (Route, [String: String]) {
            let wanted = method == .head ? .get : method
            var methods: [HTTPRequest.Method] = []
            for route in routes {
                guard let parameters = route.path.parameters(in: path) else { continue }
                if route.method == wanted { return (route, parameters) }
                methods.append(route.method)
            }
            if !methods.isEmpty { throw Problem.methodNotAllowed(methods + (methods.contains(.get) ? [.head] : [])) }
            throw Problem.notFound("No such path. /openapi.json lists all paths.")
        }

        private func caller(of request: Request, _ address: String) async throws -> Caller {
            guard let text = try Caller.tokenText(of: request) else {
                return Caller(id: address, hasToken: false, scopes: state.settings.open)
            }
            let tokens = state.tokens
            if tokens.isStale { try await state.work.run { try tokens.refresh() } }
            var token = tokens.token(text, now: state.now)
            if token == nil {
                if let seconds = state.limiter.delay(of: "guess \(address)", rate: Self.guesses) {
                    throw Problem.tooMany(retryAfter: seconds)
                }
                // It may have been made this moment.
                try await state.work.run { try tokens.refresh() }
                token = tokens.token(text, now: state.now)
            }
            guard let token else { throw Problem.unauthorized("The token is unknown, expired or revoked.") }
            return Caller(id: token.id, hasToken: true, scopes: token.scopes.union(state.settings.open))
        }
    }

    extension UInt8 {
        /// Whether an id may have it: letters, digits, `.`, `_` and `-`.
        fileprivate var isPlainForID: Bool {
            switch self {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }

    extension Problem {
        /// What a store refuses.
        init(_ error: StoreError) {
            switch error {
            case .unknownUser, .unknownEvent: self = .notFound("There is \(error).")
            case .locked: self = .tooMany(retryAfter: 1)
            case .impossiblePeriod, .endlessPeriod: self = .badRequest("\(error).")
            case .damaged, .diskFull, .writeFailed, .readOnly, .notAStore, .newerSchema, .notAccessible:
                AccessLog.report(error.description)
                self = .failed
            default: self = .unprocessable("The store refuses it", "\(error).")
            }
        }
    }
#endif
