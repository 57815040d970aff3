#if Service
    internal import Bytes
    internal import CalendarDiagnostics
    internal import Files
    internal import ICalendar
    internal import Kalends
    internal import KalendsEvents

    /// Makes the file of an export.
    struct ExportJob: BodyWork {
        /// The work was asked to stop: nothing was made.
        struct Stopped: Error {}

        private let request: ExportRequest
        private let form: ExportForm
        private let converter: Converter
        private let baseURL: String?
        private var content = ExportContent()

        /// The order to make the file of a request.
        static func order(_ request: ExportRequest, of content: ExportContent, baseURL: String?) -> WorkOrder {
            var asked = Asked()
            asked.query = ["event": [request.event], "form": [request.form], "packing": [request.packing.rawValue]]
            if let baseURL { asked.query["base-url"] = [baseURL] }
            return WorkOrder(kind: .export, asked: asked, content.written)
        }

        init(_ asked: Asked, _ converter: Converter) throws {
            let name = asked["form"] ?? ""
            guard let form = ExportForm.named(name) else {
                throw Problem.unprocessable("The form is unknown", "There is no form \(name).")
            }
            self.form = form
            let packing = asked["packing"].flatMap(ExportPacking.init(rawValue:)) ?? .bare
            request = ExportRequest(event: asked["event"] ?? "", form: name, packing: packing)
            baseURL = asked["base-url"]
            self.converter = converter
        }

        func answer(to body: WorkBody) throws -> WorkAnswer {
            var job = self
            job.content = try ExportContent(written: try body.bytes())
            let total = job.content.events.count
            return try job.run { body.progress($0, total) }
        }

        /// Does the work.
        ///
        /// - Parameter advance: takes how many events are done.
        /// - Throws: ``Problem`` if the events cannot be written in the form.
        private func run(_ advance: (Int) -> Void) throws -> WorkAnswer {
            advance(0)
            var report = LossReport()
            let files: [(name: String, bytes: [UInt8])]
            if let format = form.format {
                files = try calendar(format, &report, advance)
            } else {
                files = [(form.fileName, try schedule())]
            }
            guard !files.isEmpty else {
                throw Problem.unprocessable(
                    "Nothing can be written",
                    "No event of \(request.event) can be written as \(form.name)."
                )
            }
            advance(content.events.count)
            if request.packing == .bare, !form.isDivided {
                return Self.answer(files[0].bytes, form.mediaType, form.fileName)
            }
            let manifest = manifest(of: files, report)
            var entries: [(name: String, content: [UInt8])] = [("manifest.json", manifest)]
            for file in files { entries.append((file.name, file.bytes)) }
            return Self.answer(CompressedFile.zip(entries), "application/zip", "\(form.name).zip")
        }

        private static func answer(_ bytes: [UInt8], _ mediaType: String, _ name: String) -> WorkAnswer {
            var answer = WorkAnswer(bytes, mediaType)
            answer.name = name
            return answer
        }

        // MARK: Calendars

        private func calendar(
            _ format: CalendarFormat,
            _ report: inout LossReport,
            _ advance: (Int) -> Void
        ) throws -> [(name: String, bytes: [UInt8])] {
            var components: [UInt8] = []
            for (index, event) in content.events.enumerated() {
                components += form.profile == .openEvent ? withListURL(event) : event
                if index % 64 == 63 { advance(index / 2) }
            }
            let name = content.conference?.name ?? ""
            if let conference = content.conference, form.profile == nil {
                let whole = ConferenceCalendar.event(of: conference, stamp: stamp)
                components = (whole ?? []) + components
            }
            let caption = form.profile == nil && content.conference != nil ? "Event Calendar" : nil
            let text = ConferenceCalendar.calendar(components, name: name, caption: caption)
            var diagnostics = Diagnostics(losses: .none)
            let tree: ComponentTree
            do throws(ReadError) {
                tree = try ICalendarReader().read(text, diagnostics: &diagnostics)
            } catch {
                throw StoreError.damaged("events of \(request.event) cannot be read")
            }
            var writing = converter
            writing.options.profile = form.profile
            let document = CalendarDocument(format: .iCalendar, content: .tree(writing.completingZones(of: tree)))
            let outputs = writing.write([document], as: format, report: &report)
            guard form.isDivided else { return outputs.prefix(1).map { (form.fileName, $0.bytes) } }
            var names = UniqueNames()
            return outputs.map { ("\(names.name(for: $0.uid ?? "event")).xml", $0.bytes) }
        }

        /// The newest time stamp of the sessions, so that the same sessions give the same bytes.
        private var stamp: String {
            let stamps = content.events.compactMap { event in
                String(decoding: event, as: UTF8.self).split(separator: "\r\n").first { $0.hasPrefix("DTSTAMP:") }?
                    .dropFirst(8)
            }
            return stamps.max().map(String.init) ?? "19700101T000000Z"
        }

        /// The lines of a session with the URL that Open Event's exporter gives: the list of events with the identifier.
        private func withListURL(_ event: [UInt8]) -> [UInt8] {
            guard let conference = content.conference, let baseURL else { return event }
            let url = "\(baseURL)/v1/events?identifier=\(URLText.escaped(conference.identifier))"
            let lines = String(decoding: event, as: UTF8.self).split(
                separator: "\r\n",
                omittingEmptySubsequences: false
            )
            var kept: [Substring] = []
            var isSkipping = false
            for line in lines {
                isSkipping = line.hasPrefix("URL:") || isSkipping && line.hasPrefix(" ")
                if isSkipping { continue }
                if line == "END:VEVENT" { kept.append("URL:\(url)") }
                kept.append(line)
            }
            return Array(kept.joined(separator: "\r\n").utf8)
        }

        // MARK: Schedules

        private func schedule() throws -> [UInt8] {
            guard let conference = content.conference else {
                throw Problem.unprocessable(
                    "There is no schedule",
                    "\(request.event) is a single event: only a conference has a schedule. Ask for ical or xcal."
                )
            }
            return PentabarfWriter(conference, zones: converter.zones).write()
        }

        // MARK: Manifest

        private func manifest(of files: [(name: String, bytes: [UInt8])], _ report: LossReport) -> [UInt8] {
            var text = JSONText()
            text.add("event", .text(content.conference?.identifier ?? request.event))
            text.add("form", .text(request.form))
            text.add("generator", .text(Product.identifier))
            text.add(
                "files",
                .list(
                    files.map { file in
                        .verbatim([
                            ("name", .text(file.name)), ("bytes", .number(file.bytes.count)),
                            ("sha256", .text(SHA256.digest(file.bytes))),
                        ])
                    }
                )
            )
            text.add("report", report.json)
            return text.line
        }
    }

    /// Texts in URLs.
    enum URLText {
        /// A text with all bytes escaped that are not unreserved (RFC 3986 §2.3).
        static func escaped(_ text: String) -> String {
            var result = ""
            for byte in text.utf8 {
                let scalar = Unicode.Scalar(byte)
                let isPlain =
                    byte < 0x80
                    && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                        || "-._~".unicodeScalars.contains(scalar))
                result +=
                    isPlain ? String(scalar) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
            return result
        }
    }
#endif
