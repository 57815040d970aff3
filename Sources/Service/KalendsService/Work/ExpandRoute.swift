#if Service
    internal import Batch
    internal import Bytes
    internal import CalendarDiagnostics
    internal import Files
    internal import HTTPTypes
    internal import HummingbirdCore
    internal import Kalends

    extension Route {
        // swift-format-ignore
        /// `POST /v1/expand`
        static let expand = Route(
            method: .post,
            path: RoutePath("/v1/expand"),
            scope: nil,
            name: "expand",
            summary: "List the occurrences of recurring events.",
            parameters: [
                .query("start", .text, "The first day to list: \(Day.forms)."),
                .query("until", .text, "The day after the last to list."),
                .query("first", .number(0...Expansion.most), "How many occurrences to list at most (\(Expansion.most))."),
                .query("rule-only", .flag, "Skip a DTSTART that its rule does not generate."),
                .query("without-cancelled", .flag, "Skip occurrences that were cancelled."),
                .query("csv-raw", .flag, "Write cells of CSV as they are, even those that a spreadsheet would run as formulas."),
            ] + Input.parameters,
            body: Body(mediaTypes: Input.mediaTypes, help: "The calendar."),
            successes: [Success(status: .ok, help: "The occurrences in order of time; complete is false if there are more.", mediaTypes: Expansion.mediaTypes, schema: "service-expansion")]
        ) { call in try await call.answer(by: .expand).response() }
    }

    /// Which occurrences are listed, and how.
    struct Expansion: BodyWork {
        /// How many occurrences one response has at most.
        static let most = 100_000
        static let mediaTypes = ["application/json", "application/x-ndjson", "text/csv"]

        private let start: CivilDate?
        private let until: CivilDate?
        private let first: Int?
        private var options = ExpansionOptions()
        private let keepsFormulas: Bool
        private let mediaType: String
        private let input: Input

        init(_ asked: Asked, _ converter: Converter) throws {
            guard let best = Accepted(asked.accept).best(of: Self.mediaTypes) else {
                throw Problem.notAcceptable("Accept one of \(Self.mediaTypes.joined(separator: ", ")).")
            }
            mediaType = best
            start = try Self.day(asked, "start")
            until = try Self.day(asked, "until")
            if let start, let until, until < start { throw Problem.badRequest("until must not be before start.") }
            first = asked["first"].flatMap { Int($0) }
            options.listsCancelled = !asked.isOn("without-cancelled")
            if asked.isOn("rule-only") { options.policies.start = .ruleOnly }
            keepsFormulas = asked.isOn("csv-raw")
            input = try Input(asked, converter)
        }

        private static func day(_ asked: Asked, _ name: String) throws -> CivilDate? {
            guard let text = asked[name] else { return nil }
            guard let day = Day(argument: text) else { throw Problem.badRequest("\(name) is not a day: \(Day.forms).") }
            return day.date
        }

        func answer(to body: WorkBody) throws -> WorkAnswer {
            let input = input.holding(try body.bytes())
            var diagnostics = Diagnostics(file: input.name, losses: .none)
            let documents = try input.documents(&diagnostics)
            let catalogue = input.converter.catalogue(of: documents, diagnostics: &diagnostics)
            var endless: String?
            var merge = input.converter.occurrences(
                of: catalogue,
                in: OccurrenceWindow(from: start, until: until),
                options: options,
                isForRows: true,
                endless: &endless,
                diagnostics: &diagnostics
            )
            if first == nil, until == nil, let endless {
                throw Problem.unprocessable(
                    "A series never ends",
                    "The series \(endless) has no end: set one with until=DAY or first=N."
                )
            }
            var bytes: [UInt8] = []
            var rows = OccurrenceRows(mediaType == "text/csv" ? .csv : .jsonl, keepsFormulas: keepsFormulas) {
                part throws(FileError) in bytes += part
            }
            var (count, isComplete) = (0, true)
            while let next = merge.next() {
                guard count < first ?? Self.most else {
                    isComplete = first != nil
                    break
                }
                try rows.add(next)
                count += 1
            }
            try rows.finish()
            merge.reportUnfinished(to: &diagnostics)
            isComplete = isComplete && merge.unfinished.isEmpty
            guard mediaType == "application/json" else { return WorkAnswer(bytes, mediaType.inUTF8) }
            var text = JSONText()
            text.add("occurrences", lines: bytes)
            text.add("complete", .flag(isComplete))
            text.add("findings", diagnostics.json)
            return WorkAnswer(text.line, mediaType)
        }
    }
#endif
