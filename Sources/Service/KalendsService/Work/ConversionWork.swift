#if Service
    internal import Batch
    internal import Bytes
    internal import CalendarDiagnostics
    internal import Files
    internal import Kalends

    /// A conversion: what came out, what was lost and what was found.
    struct ConversionWork {
        /// One file that came out.
        struct File {
            let name: String
            let bytes: [UInt8]
            let mediaType: String
            let uid: String?
            let itemCount: Int
        }

        private let input: Input
        private(set) var outputs: [ConversionOutput] = []
        private(set) var report = LossReport()
        private(set) var diagnostics: Diagnostics

        init(_ input: Input) {
            self.input = input
            diagnostics = Diagnostics(file: input.name)
        }

        /// Converts the input.
        ///
        /// - Throws: ``Problem`` `unprocessable` if it cannot be read, or nothing of it can be written.
        mutating func write(as target: CalendarFormat) throws {
            let documents = try input.documents(&diagnostics)
            outputs = input.converter.write(documents, as: target, report: &report)
            report.name(rowsWithoutFile: input.name)
            guard outputs.isEmpty || report.written == 0 && report.failed > 0 else { return }
            var problem = Problem.unprocessable(
                "Nothing can be written",
                "No item of the calendar can be written as \(target)."
            )
            problem.members.append(("losses", losses))
            throw problem
        }

        /// The losses as a list.
        var losses: JSON {
            .list(report.rows(file: input.name).split(separator: UInt8(ascii: "\n")).compactMap { JSON(Array($0)) })
        }

        /// What came out, with names.
        func files(_ row: FormatRow, _ envelope: ConversionOptions.Envelope) -> [File] {
            var names = UniqueNames()
            let ending = envelope == .message ? "eml" : row.extensions.first ?? "ics"
            return outputs.map { output in
                File(
                    name: "\(names.name(for: output.uid ?? "calendar")).\(ending)",
                    bytes: output.bytes,
                    mediaType: row.mediaType(of: output.bytes, in: envelope).inUTF8,
                    uid: output.uid,
                    itemCount: output.itemCount
                )
            }
        }

        /// The outputs with report and findings as one JSON document.
        func document(_ files: [File]) -> [UInt8] {
            var text = JSONText()
            text.add(
                "outputs",
                .list(
                    files.map { file in
                        .verbatim([
                            ("name", .text(file.name)), ("mediaType", .text(file.mediaType)),
                            ("uid", file.uid.map(JSON.text)),
                            ("items", .number(file.itemCount)),
                            ("content", .text(String(decoding: file.bytes, as: UTF8.self))),
                        ])
                    }
                )
            )
            text.add("report", report.json)
            text.add("findings", diagnostics.json)
            return text.line
        }
    }

    extension String {
        /// A media type with its character set, where it is one of text.
        var inUTF8: String { hasPrefix("text/") ? "\(self); charset=utf-8" : self }
    }
#endif
