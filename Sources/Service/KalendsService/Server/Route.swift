#if Service
    internal import HTTPTypes
    internal import HummingbirdCore

    /// One operation of the service: what is asked, who may ask, how it is described, and what answers it.
    struct Route: Sendable {
        /// A value that a request names.
        struct Parameter: Sendable {
            enum Place: String, Sendable {
                case path, query, header
            }

            /// What values are accepted.
            enum Kind: Sendable {
                case text
                case number(ClosedRange<Int>)
                case flag
                case oneOf([String])
            }

            let name: String
            let place: Place
            let kind: Kind
            let help: String
            var isRequired = false
            var isRepeated = false

            static func query(_ name: String, _ kind: Kind = .text, _ help: String, required: Bool = false) -> Parameter
            {
                Parameter(name: name, place: .query, kind: kind, help: help, isRequired: required)
            }

            static func path(_ name: String, _ kind: Kind = .text, _ help: String) -> Parameter {
                Parameter(name: name, place: .path, kind: kind, help: help, isRequired: true)
            }

            static func header(_ name: String, _ help: String) -> Parameter {
                Parameter(name: name, place: .header, kind: .text, help: help)
            }
        }

        /// What a body is.
        struct Body: Sendable {
            let mediaTypes: [String]
            let help: String
        }

        /// A response other than a problem.
        struct Success: Sendable {
            let status: HTTPResponse.Status
            let help: String
            var mediaTypes: [String] = []
            /// The name of the schema of the JSON among them; nil if there is none.
            var schema: String?
        }

        let method: HTTPRequest.Method
        let path: RoutePath
        /// What a caller must be allowed; nil for everybody.
        let scope: Scope?
        /// The `operationId`.
        let name: String
        let summary: String
        var parameters: [Parameter] = []
        var body: Body?
        var successes: [Success] = []
        /// The statuses of its problems besides those that follow from the rest.
        var problems: [HTTPResponse.Status] = []
        /// Whether the path holds a secret.
        var hasSecretPath = false
        let answer: @Sendable (Call) async throws -> Response
    }

    extension Route {
        /// Every status with a problem that the operation can have.
        var allProblems: [HTTPResponse.Status] {
            var found: Set<Int> = [400, 406, 429, 503]
            if scope != nil { found.formUnion([401, 403]) }
            if parameters.contains(where: { $0.place == .path }) { found.insert(404) }
            if body != nil { found.formUnion([408, 413, 415, 422]) }
            found.formUnion(problems.map(\.code))
            return found.sorted().map { HTTPResponse.Status(code: $0) }
        }
    }

    /// The path of a route: texts and parameters, such as `/calendars/{name}.ics`.
    struct RoutePath: Sendable {
        enum Segment: Sendable {
            case text(String)
            /// A parameter, and what follows it in the segment.
            case parameter(String, suffix: String)
        }

        let text: String
        let segments: [Segment]

        init(_ text: String) {
            self.text = text
            segments = text.split(separator: "/").map { part in
                guard part.first == "{", let end = part.firstIndex(of: "}") else { return .text(String(part)) }
                let name = String(part[part.index(after: part.startIndex)..<end])
                return .parameter(name, suffix: String(part[part.index(after: end)...]))
            }
        }

        /// The parameters in the decoded segments of a path; nil if it is another path.
        func parameters(in path: [String]) -> [String: String]? {
            guard path.count == segments.count else { return nil }
            var found: [String: String] = [:]
            for (segment, part) in zip(segments, path) {
                switch segment {
                case .text(let text): if text != part { return nil }
                case .parameter(let name, let suffix):
                    guard part.hasSuffix(suffix), part.utf8.count > suffix.utf8.count else { return nil }
                    found[name] = String(part.dropLast(suffix.count))
                }
            }
            return found
        }
    }
#endif
