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
            var trace = Trace()
            let accepted = await accept(request, body, channel.remoteAddress?.ipAddress ?? "local", &trace)
            // Who asks first whether to send a body is told so only if it will be read.
            if body.isPending, case .success = accepted, request.field(.expect)?.lowercased() == "100-continue" {
                try await writer.writeInformationalHead(HTTPResponse(status: .continue))
            }
            var response = try await answer(accepted, id)
            response.headers[.requestID] = id
            response.headers[.xContentTypeOptions] = "nosniff"
            response.headers[.referrerPolicy] = "no-referrer"
            if request.method == .head { response = response.createHeadResponse() }
            let isClosing = body.isPending || request.field(.connection)?.lowercased().contains("close") == true
            if isClosing { response.headers[.connection] = "close" }
            let status = response.status.code
            let size = response.headers[.contentLength].flatMap { Int($0) }
            try await writer.write(response: response.head, body: response.body)
            if isClosing {
                // All of the response is sent first; then what the client still sends is read for a moment, so that it gets to see it.
                channel.close(mode: .output).whenComplete { _ in
                    channel.eventLoop.scheduleTask(in: .seconds(2)) { channel.close(promise: nil) }
                }
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

        /// A request that may be made, with the route that answers it.
        private struct Accepted {
            let route: Route
            let call: Call
        }

        private func answer(_ accepted: Result<Accepted, any Error>, _ id: String) async throws -> Response {
            do {
                let accepted = try accepted.get()
                return try await accepted.route.answer(accepted.call)
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

        private func accept(
            _ request: Request,
            _ body: BodyReader,
            _ address: String,
            _ trace: inout Trace
        ) async -> Result<Accepted, any Error> {
            do { return .success(try await accepted(request, body, address, &trace)) } catch { return .failure(error) }
        }

        /// Finds the route of a request, and checks who makes it and what it asks for, before its body is read.
        private func accepted(
            _ request: Request,
            _ body: BodyReader,
            _ address: String,
            _ trace: inout Trace
        ) async throws -> Accepted {
            // The first one is not among the fields.
            if request.headers[.secondHost] != nil { throw Problem.badRequest("Send one Host field.") }
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
            if route.body != nil { try body.checkLength() }
            let query = try route.checked(target.query)
            let call = Call(request: request, path: path, query: query, caller: caller, body: body, state: state)
            return Accepted(route: route, call: call)
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
            default: self = .unprocessable("The store refuses the change", "\(error).")
            }
        }
    }
#endif
