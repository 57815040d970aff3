#if Service
    internal import CalendarDiagnostics
    internal import EventStore
    internal import HTTPTypes
    internal import Kalends
    internal import KalendsEvents

    /// Whether a body is a whole calendar that the store can take: it is imported into an empty store first.
    struct CalendarCheck: BodyWork {
        private let input: Input

        init(_ asked: Asked, _ converter: Converter) throws {
            let format = try Input.format(ofType: asked.contentType)
            input = Input(bytes: [], format: format, name: "", converter)
        }

        func answer(to body: WorkBody) throws -> WorkAnswer {
            let bytes = try body.bytes()
            var diagnostics = Diagnostics(losses: .none)
            _ = try input.holding(bytes).documents(&diagnostics)
            if Diagnostics.incompleteInput.contains(where: { diagnostics.counts[$0] != nil }) {
                throw Self.incomplete("The text ends too early")
            }
            let store = MemoryStore(StoreConfiguration(converter: input.converter))
            var inputs = [ImportInput(bytes, name: "", format: input.format)]
            let result = try StoreCalendar(store, of: []).import(keeping: .none, from: { inputs.popLast() })
            // What cannot be read must not be taken for a calendar without events.
            guard result.report.failed == 0 else {
                throw Self.incomplete("Items that cannot be read: \(result.report.failed)")
            }
            return WorkAnswer([], "application/json")
        }

        private static func incomplete(_ detail: String) -> Problem {
            Problem.unprocessable("The calendar is incomplete", "\(detail). Nothing was changed.")
        }
    }
#endif
