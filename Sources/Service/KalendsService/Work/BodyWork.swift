#if Service
    internal import HTTPTypes
    internal import Kalends

    /// Work on bytes from outside that needs nothing but the library. A process of its own does it, so that a body that makes the
    /// library crash or takes too long costs one request.
    protocol BodyWork: Sendable {
        /// Understands what is asked for, before the body has arrived.
        ///
        /// - Throws: ``Problem`` if it is impossible.
        init(_ asked: Asked, _ converter: Converter) throws

        /// Does the work.
        ///
        /// - Throws: ``Problem`` if the body does not allow it.
        func answer(to body: WorkBody) throws -> WorkAnswer
    }

    /// The kinds of such work.
    enum WorkKind: String, CaseIterable {
        case convert, validate, expand, diff, calendar, conference, export

        var type: any BodyWork.Type {
            switch self {
            case .convert: BodyConversion.self
            case .validate: BodyValidation.self
            case .expand: Expansion.self
            case .diff: BodyComparison.self
            case .calendar: CalendarCheck.self
            case .conference: ConferenceReading.self
            case .export: ExportJob.self
            }
        }
    }

    /// What is asked for besides the body.
    struct Asked: Sendable {
        /// The parameters; the values of one that is repeated are in order.
        var query: [String: [String]] = [:]
        /// The field Accept, or what is accepted without it: anything.
        var accept = "*/*"
        /// The field Content-Type; empty if there is none.
        var contentType = ""

        /// A parameter.
        subscript(_ name: String) -> String? { query[name]?.last }

        /// Whether a parameter is on: `true`, `1`, or given without a value.
        func isOn(_ name: String) -> Bool { self[name].map { ["true", "1", ""].contains($0) } ?? false }
    }

    extension Asked {
        /// What a call asks for.
        init(_ call: Call) {
            query = call.query
            if let field = call.request.field(.accept), !field.isEmpty { accept = field }
            contentType = call.request.field(.contentType) ?? ""
        }
    }

    extension Call {
        /// The result of work on the body.
        func answer(by kind: WorkKind) async throws -> WorkAnswer {
            let asked = Asked(self)
            _ = try kind.type.init(asked, state.converter)
            return try await perform(WorkOrder(kind: kind, asked: asked, body: try await body.spooled(by: state.work)))
        }

        /// The result of work that a process of the crew does.
        @discardableResult func perform(_ order: WorkOrder) async throws -> WorkAnswer {
            let crew = state.crew
            return try await state.conversions.run { try crew.perform(order) }
        }
    }
#endif
