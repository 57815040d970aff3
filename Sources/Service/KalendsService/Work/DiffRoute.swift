#if Service
    internal import Batch
    internal import Bytes
    internal import CalendarDiagnostics
    internal import HTTPTypes
    internal import HummingbirdCore
    internal import Kalends

    extension Route {
        // swift-format-ignore
        /// `POST /v1/diff`
        static let diff = Route(
            method: .post,
            path: RoutePath("/v1/diff"),
            scope: nil,
            name: "diff",
            summary: "Compare two calendars by meaning, whatever their formats.",
            parameters: Input.parameters.filter { $0.name.hasSuffix("timezone") },
            body: Body(mediaTypes: ["multipart/form-data"], help: "The calendars, as the parts first and second."),
            successes: [Success(status: .ok, help: "The components that differ; same is true if none does.", mediaTypes: ["application/json"], schema: "service-diff")]
        ) { call in try await call.answer(by: .diff).response() }
    }

    /// The comparison of the two calendars of a form.
    struct BodyComparison: BodyWork {
        private let type: String
        private let converter: Converter

        init(_ asked: Asked, _ converter: Converter) throws {
            type = asked.contentType
            guard type.lowercased().hasPrefix("multipart/form-data") else {
                throw Problem.unsupported(type.isEmpty ? "A missing Content-Type" : type, ["multipart/form-data"])
            }
            self.converter = try converter.with(asked)
        }

        func answer(to body: WorkBody) throws -> WorkAnswer {
            let bytes = try body.bytes()
            let inputs: [Input]
            do throws(FormParts.Fault) {
                let form = try FormParts(bytes, type: type)
                let parts = [try form.part(named: "first"), try form.part(named: "second")]
                inputs = parts.map { part in
                    let format = try? Input.format(ofType: part.contentType)
                    return Input(bytes: part.content, format: format, name: part.fileName, converter)
                }
            } catch {
                throw Problem.badRequest("The form cannot be read: \(error.text).")
            }
            let trees = try inputs.map { input in
                var diagnostics = Diagnostics(file: input.name, losses: .none)
                var report = LossReport(keeping: .none)
                return converter.tree(of: try input.documents(&diagnostics), report: &report)
            }
            let differences = CalendarDifference.between(trees[0], trees[1])
            var text = JSONText()
            text.add("same", .flag(differences.isEmpty))
            text.add("differences", lines: differences.flatMap(\.json))
            return WorkAnswer(text.line, "application/json")
        }
    }
#endif
