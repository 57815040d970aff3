#if Service
    internal import Batch
    internal import Bytes
    internal import CalendarDiagnostics
    internal import HTTPTypes
    internal import HummingbirdCore
    internal import Kalends
    internal import Reports

    extension Route {
        // swift-format-ignore
        /// `POST /v1/convert`
        static let convert = Route(
            method: .post,
            path: RoutePath("/v1/convert"),
            scope: nil,
            name: "convert",
            summary: "Convert a calendar into another format.",
            parameters: [
                .query("to", .oneOf(Target.rows.map(\.name)), "The format to write; if not given, Accept names it."),
                .query("profile", .oneOf(ConversionOptions.Profile.allCases.map(\.rawValue)), "The kind of consumer that xCal is written for."),
                .query("envelope", .oneOf(ConversionOptions.Envelope.allCases.map(\.rawValue)), "What carries a Kolab object."),
                .query("normalize", .flag, "Write canonical lines even where the input could be copied."),
                .query("exact-quirks", .flag, "Write durations as the imitated software does."),
                .query("no-extensions", .flag, "Write nothing into extension fields."),
                .query("fail-on-loss", .flag, "Answer with 422 if anything is altered or dropped."),
            ] + Input.parameters,
            body: Body(mediaTypes: Input.mediaTypes, help: "The calendar."),
            successes: [Success(status: .ok, help: "The calendar in the other format; as JSON with what was lost and found.", mediaTypes: Target.mediaTypes, schema: "service-conversion")]
        ) { call in try await call.answer(by: .convert).response() }
    }

    /// The conversion of a body.
    struct BodyConversion: BodyWork {
        let target: Target
        let input: Input
        let failsOnLoss: Bool

        init(_ asked: Asked, _ converter: Converter) throws {
            target = try Target(asked)
            input = try Input(asked, converter).writing(asked, target.row)
            failsOnLoss = asked.isOn("fail-on-loss")
        }

        func answer(to body: WorkBody) throws -> WorkAnswer {
            if case .file(let file) = body.content, !body.isCompressed, StreamedConversion.mayHandle(self),
                let streamed = try StreamedConversion(of: file, self)
            {
                return streamed.answer
            }
            return try target.answer(to: input.holding(try body.bytes()), failsOnLoss: failsOnLoss)
        }
    }

    extension Input {
        /// The input with the options of writing that are asked for.
        fileprivate func writing(_ asked: Asked, _ row: FormatRow) throws -> Input {
            var converter = converter
            converter.options.profile = asked["profile"].flatMap(ConversionOptions.Profile.init(rawValue:))
            converter.options.envelope =
                asked["envelope"].flatMap(ConversionOptions.Envelope.init(rawValue:)) ?? .none
            converter.options.normalizes = asked.isOn("normalize")
            converter.options.hasExactQuirks = asked.isOn("exact-quirks")
            converter.options.keepsExtensions = !asked.isOn("no-extensions")
            if let complaint = converter.options.complaint(of: row.format) {
                throw Problem.badRequest(complaint.replacing("--", with: ""))
            }
            return Input(bytes: bytes, format: format, name: name, converter)
        }
    }

    /// What a conversion is to give: a format, and what it is packed in.
    struct Target: Sendable {
        enum Packing: Sendable {
            case bare, archive, document
        }

        let row: FormatRow
        /// How what comes out is packed.
        let packing: Packing
        /// Whether several objects may come as an archive though none was asked for.
        let acceptsArchive: Bool

        static let rows = FormatRegistry.rows.filter(\.isWritten)
        private static let archive = "application/zip"
        private static let document = "application/json"
        static let mediaTypes = Input.unique(rows.map(\.mediaType)) + [archive, document]

        /// The target that is named by `to`, or by Accept.
        ///
        /// - Throws: ``Problem`` `not-acceptable`.
        init(_ asked: Asked) throws {
            let field = asked.accept
            let accepted = Accepted(field)
            acceptsArchive = accepted.quality(of: Self.archive) > 0
            let wanted = Self.rows.first { $0.name == asked["to"] }
            let concrete = Self.rows.map { row in
                (row, row.mediaType.hasSuffix("*") ? row.mediaType.dropLast() + "event" : row.mediaType)
            }
            if let wanted {
                let own = concrete.filter { $0.0.format == wanted.format }.map(\.1)
                let isObject = wanted.holdsOneObject && field.contains(wanted.mediaType.dropLast())
                guard let best = accepted.best(of: own + [Self.document, Self.archive]) ?? (isObject ? own.first : nil)
                else {
                    throw Problem.notAcceptable(
                        "\(wanted.name) is \(wanted.mediaType); Accept \(field) does not allow that."
                    )
                }
                row = wanted
                packing = best == Self.document ? .document : best == Self.archive ? .archive : .bare
                return
            }
            guard field != "*/*", let best = accepted.best(of: concrete.map(\.1)), !Accepted(field).isIndifferent,
                let found = concrete.first(where: { $0.1 == best })
            else {
                throw Problem.notAcceptable(
                    "Name the format with ?to=, or accept one of \(Self.mediaTypes.joined(separator: ", "))."
                )
            }
            row = found.0
            packing = .bare
        }

        /// Converts an input.
        func answer(to input: Input, failsOnLoss: Bool) throws -> WorkAnswer {
            var result = ConversionWork(input)
            try result.write(as: row.format)
            let lost = result.report.counts.filter { $0.key.action != .preserved }.values.reduce(0, +)
            if failsOnLoss, lost > 0 {
                var problem = Problem.unprocessable(
                    "The conversion would lose something",
                    "Values that would be altered or dropped: \(lost). Omit fail-on-loss to accept that."
                )
                problem.members.append(("losses", result.losses))
                throw problem
            }
            var answer = try packed(result, input)
            answer.losses = lost
            answer.findings = result.diagnostics.all.count
            return answer
        }

        private func packed(_ result: ConversionWork, _ input: Input) throws -> WorkAnswer {
            let envelope = input.converter.options.envelope
            let files = result.files(row, envelope)
            switch packing {
            case .document: return WorkAnswer(result.document(files), Self.document)
            case .archive: return WorkAnswer(CompressedFile.zip(files.map { ($0.name, $0.bytes) }), Self.archive)
            case .bare:
                if files.count == 1 { return WorkAnswer(files[0].bytes, files[0].mediaType) }
                guard acceptsArchive else {
                    throw Problem.notAcceptable(
                        "The result has \(files.count) objects: accept application/zip or application/json."
                    )
                }
                return WorkAnswer(CompressedFile.zip(files.map { ($0.name, $0.bytes) }), Self.archive)
            }
        }
    }

    extension Accepted {
        /// Whether everything is accepted alike.
        var isIndifferent: Bool { quality(of: "x/x") > 0 && quality(of: "text/calendar") == quality(of: "x/x") }
    }
#endif
