#if Service
    internal import Batch
    internal import HTTPTypes
    internal import HummingbirdCore
    internal import Kalends
    internal import Reports
    internal import Validation

    extension Route {
        // swift-format-ignore
        /// `POST /v1/validate`
        static let validate = Route(
            method: .post,
            path: RoutePath("/v1/validate"),
            scope: nil,
            name: "validate",
            summary: "Check a calendar against the standards.",
            parameters: [
                .query("format", .oneOf(ReportForm.all.map(\.name)), "The form of the report; json unless Accept names another."),
                .query("select", .text, "Patterns of rules separated by commas: only these count."),
                .query("ignore", .text, "Patterns of rules separated by commas: these do not count."),
            ] + Input.parameters,
            body: Body(mediaTypes: Input.mediaTypes, help: "The calendar."),
            successes: [Success(status: .ok, help: "The findings, as the command kalends validate prints them.", mediaTypes: Input.unique(ReportForm.all.map(\.mediaType)))]
        ) { call in try await call.answer(by: .validate).response() }
    }

    /// The validation of a body.
    struct BodyValidation: BodyWork {
        private let form: ReportForm
        private var selection = RuleSelection()
        private let input: Input

        init(_ asked: Asked, _ converter: Converter) throws {
            form = try ReportForm(asked)
            let select = (asked["select"] ?? "").split(separator: ",").map(String.init)
            selection.ignore = (asked["ignore"] ?? "").split(separator: ",").map(String.init)
            if !select.isEmpty { selection.select = select }
            if let complaint = RuleSelection.complaint(about: select + selection.ignore) {
                throw Problem.badRequest("\(complaint).")
            }
            input = try Input(asked, converter)
        }

        func answer(to body: WorkBody) throws -> WorkAnswer {
            let bytes = try body.bytes()
            var validator = Validator(rules: selection.rules, zones: input.converter.zones)
            validator.limits.text = input.converter.options.limits
            let format = input.format ?? Validator.format(of: bytes, name: input.name)
            let result = validator.validate(bytes, as: format, name: input.name)
            var file = ValidatedFile(name: input.name)
            file.bytes = bytes
            file.hasSchemaLevels = format.row.hasSchemaLevels
            file.findings = result.findings
            (file.omitted, file.omittedSeverities) = (result.omitted, result.omittedSeverities)
            var writer = form.writer(
                ReportContext(isColored: false, failLevel: .error, tool: Product.identifier, version: Product.version)
            )
            let text = writer.begin() + writer.add(file) + writer.end()
            var answer = WorkAnswer(Array(text.utf8), form.mediaType.inUTF8)
            answer.findings = result.findings.count
            return answer
        }
    }

    extension ReportForm {
        /// The media type of a report in the form.
        var mediaType: String {
            switch name {
            case "json", "gitlab": "application/json"
            case "jsonl": "application/x-ndjson"
            case "sarif": "application/sarif+json"
            case "junit", "checkstyle": "application/xml"
            default: "text/plain"
            }
        }

        /// The form that is asked for by its name, or accepted.
        init(_ asked: Asked) throws {
            let field = asked.accept
            let accepted = Accepted(field)
            let order = ["json", "sarif", "jsonl", "junit", "human"]
            let named = Self.all.first { $0.name == asked["format"] }
            let preferred = order.compactMap { name in Self.all.first { $0.name == name } }
            guard let best = accepted.best(of: (named.map { [$0] } ?? preferred).map(\.mediaType)),
                let form = named ?? preferred.first(where: { $0.mediaType == best })
            else {
                let types = (named.map { [$0] } ?? preferred).map(\.mediaType).joined(separator: ", ")
                throw Problem.notAcceptable("Possible forms: \(types); Accept \(field) does not allow that.")
            }
            self = form
        }
    }
#endif
