#if Service
    internal import Batch
    internal import Bytes
    internal import HTTPTypes
    internal import HummingbirdCore
    internal import Kalends

    extension Route {
        /// `GET /openapi.json`
        static let description = Route(
            method: .get,
            path: RoutePath("/openapi.json"),
            scope: nil,
            name: "describe",
            summary: "This description (OpenAPI 3.1).",
            successes: [Success(status: .ok, help: "The description.", mediaTypes: ["application/json"])]
        ) { call in .json(OpenAPI.document(RouteTable.all, server: call.state.settings.baseURL ?? "/")) }
    }

    /// The description of the service, made of its routes.
    enum OpenAPI {
        static func document(_ routes: [Route], server: String) -> JSON {
            var paths: [JSON.Member] = []
            for path in Input.unique(routes.map(\.path.text)) {
                let operations = routes.filter { $0.path.text == path }.map { route in
                    JSON.Member(name: route.method.rawValue.lowercased(), value: operation(route))
                }
                paths.append(JSON.Member(name: path, value: .object(operations)))
            }
            let info = JSON.verbatim([
                ("title", .text("Kalends")), ("version", .text(Product.version)),
                ("description", .text("Conversion of calendars, and the export of those in a store.")),
            ])
            let schemes = JSON.verbatim([("token", security("bearer")), ("password", security("basic"))])
            let schemas = Input.unique([problem] + routes.flatMap { $0.successes.compactMap(\.schema) }).map { name in
                JSON.Member(name: name, value: OutputSchema.json(of: name) ?? .object([]))
            }
            return JSON.verbatim([
                ("openapi", .text("3.1.0")),
                ("info", info),
                ("servers", .list([JSON.verbatim([("url", .text(server))])])),
                ("paths", .object(paths)),
                ("components", JSON.verbatim([("securitySchemes", schemes), ("schemas", .object(schemas))])),
            ])
        }

        private static func security(_ scheme: String) -> JSON {
            JSON.verbatim([("type", .text("http")), ("scheme", .text(scheme))])
        }

        /// The schema of a problem.
        private static let problem = "service-problem"

        private static func reference(to schema: String) -> JSON {
            .verbatim([("$ref", .text("#/components/schemas/\(schema)"))])
        }

        private static func operation(_ route: Route) -> JSON {
            var responses: [JSON.Member] = route.successes.map { success in
                JSON.Member(
                    name: String(success.status.code),
                    value: .verbatim([
                        ("description", .text(success.help)),
                        (
                            "content",
                            success.mediaTypes.isEmpty
                                ? nil : content(success.mediaTypes, .object([]), json: success.schema)
                        ),
                    ])
                )
            }
            for status in route.allProblems where !route.successes.contains(where: { $0.status == status }) {
                responses.append(
                    JSON.Member(
                        name: String(status.code),
                        value: .verbatim([
                            ("description", .text(status.reasonPhrase.isEmpty ? "Problem" : status.reasonPhrase)),
                            ("content", content([Problem.mediaType], reference(to: problem))),
                        ])
                    )
                )
            }
            let schemes = ["token", "password"].map { JSON.verbatim([($0, .list([]))]) }
            return JSON.verbatim([
                ("operationId", .text(route.name)),
                ("summary", .text(route.summary)),
                ("security", route.scope == nil ? nil : .list(schemes)),
                ("parameters", route.parameters.isEmpty ? nil : .list(route.parameters.map(parameter))),
                ("requestBody", route.body.map(requestBody)),
                ("responses", .object(responses)),
            ])
        }

        private static func requestBody(_ body: Route.Body) -> JSON {
            JSON.verbatim([
                ("description", .text(body.help)), ("required", .flag(true)),
                ("content", content(body.mediaTypes, bodySchema(body))),
            ])
        }

        private static func bodySchema(_ body: Route.Body) -> JSON {
            guard body.mediaTypes == ["multipart/form-data"] else { return .object([]) }
            let part = JSON.verbatim([("type", .text("string")), ("format", .text("binary"))])
            return .verbatim([
                ("type", .text("object")), ("required", .list([.text("first"), .text("second")])),
                ("properties", .verbatim([("first", part), ("second", part)])),
            ])
        }

        /// - Parameter json: the name of the schema of what is JSON.
        private static func content(_ mediaTypes: [String], _ schema: JSON, json: String? = nil) -> JSON {
            .object(
                mediaTypes.map { type in
                    let name = type.hasSuffix("*") ? type.dropLast() + "event" : type
                    let known = type == "application/json" ? json.map { reference(to: $0) } : nil
                    return JSON.Member(name: name, value: .verbatim([("schema", known ?? schema)]))
                }
            )
        }

        private static func parameter(_ parameter: Route.Parameter) -> JSON {
            let schema: JSON =
                switch parameter.kind {
                case .text: .verbatim([("type", .text("string"))])
                case .number(let range):
                    .verbatim([
                        ("type", .text("integer")), ("minimum", .number(range.lowerBound)),
                        ("maximum", .number(range.upperBound)),
                    ])
                case .flag: .verbatim([("type", .text("boolean"))])
                case .oneOf(let words): .verbatim([("type", .text("string")), ("enum", .list(words.map(JSON.text)))])
                }
            return .verbatim([
                ("name", .text(parameter.name)), ("in", .text(parameter.place.rawValue)),
                ("required", .flag(parameter.isRequired)), ("description", .text(parameter.help)), ("schema", schema),
            ])
        }
    }
#endif
