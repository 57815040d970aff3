#if Service
    internal import Bytes
    internal import CalendarDiagnostics
    internal import Files
    internal import ICalendar
    internal import Kalends
    internal import KalendsEvents

    /// The file that an export gives.
    struct ExportFile: Sendable {
        let name: String
        let mediaType: String
        let bytes: [UInt8]
    }

    /// Makes the file of an export.
    struct ExportJob: Sendable {
        /// The work was asked to stop: nothing was made.
        struct Stopped: Error {}

        let request: ExportRequest
        let content: ExportContent
        let converter: Converter
        let baseURL: String?
        /// Called with how many events are done of how many; false stops the work.
        let onProgress: @Sendable (Int, Int) -> Bool

        /// Does the work.
        ///
        /// - Throws: ``Stopped``; ``Problem`` if the events cannot be written in the form.
        func run() throws -> ExportFile {
            guard let form = ExportForm.named(request.form) else {
                throw Problem.unprocessable("The form is unknown", "There is no form \(request.form).")
            }
            try advance(0)
            var report = LossReport()
            let files: [(name: String, bytes: [UInt8])]
            if let format = form.format {
                files = try calendar(form, format, &report)
            } else {
                files = [(form.fileName, try schedule())]
            }
            guard !files.isEmpty else {
                throw Problem.unprocessable(
                    "Nothing can be written",
                    "No event of \(request.event) can be written as \(form.name)."
                )
            }
            try advance(content.events.count)
            if request.packing == .bare, !form.isDivided {
                return ExportFile(name: form.fileName, mediaType: form.mediaType, bytes: files[0].bytes)
            }
            let manifest = manifest(of: files, report)
            var entries: [(name: String, content: [UInt8])] = [("manifest.json", manifest)]
            for file in files { entries.append((file.name, file.bytes)) }
            return ExportFile(
                name: "\(form.name).zip",
                mediaType: "application/zip",
                bytes: CompressedFile.zip(entries)
            )
        }

        private func advance(_ done: Int) throws {
            if !onProgress(done, content.events.count) { throw Stopped() }
        }

        // MARK: Calendars

        private func calendar(
            _ form: ExportForm,
            _ format: CalendarFormat,
            _ report: inout LossReport
        ) throws -> [(name: String, bytes: [UInt8])] {
            var components: [UInt8] = []
            for (index, event) in content.events.enumerated() {
                components += form.profile == .openEvent ? withListURL(event) : event
                if index % 64 == 63 { try advance(index / 2) }
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
            try advance(content.events.count)
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
