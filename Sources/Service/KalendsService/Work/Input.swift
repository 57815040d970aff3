#if Service
    internal import Bytes
    internal import CalendarDiagnostics
    internal import Kalends

    /// What the routes that read calendars share: the input, its format, and the options by which it is read.
    struct Input: Sendable {
        let bytes: [UInt8]
        /// The format; nil to detect it.
        let format: CalendarFormat?
        let name: String
        let converter: Converter

        // swift-format-ignore
        /// The parameters that say how an input is read.
        static let parameters: [Route.Parameter] = [
            .query("from", .oneOf(FormatRegistry.rows.filter(\.isRead).map(\.name)), "The format of the body; if not given, Content-Type names it, or it is detected."),
            .query("name", .text, "The name of the file, which reports call it by."),
            .query("timezone", .text, "The zone in which the UTC times of Kolab 2.0 objects were meant."),
            .query("default-timezone", .text, "The zone for times that name no zone, or an unknown one."),
        ]

        /// Media types that do not say what a body is.
        private static let generic: Set<String> = [
            "", "application/octet-stream", "text/plain", "text/xml", "application/xml", "application/json",
            // What curl sends unless it is told otherwise.
            "application/x-www-form-urlencoded",
        ]

        /// The media types of bodies, for the description of the service.
        static let mediaTypes =
            unique(FormatRegistry.rows.filter(\.isRead).map(\.mediaType)) + ["application/octet-stream"]

        /// The input that is asked for; its bytes are still missing.
        init(_ asked: Asked, _ converter: Converter) throws {
            let format =
                try asked["from"].flatMap(CalendarFormat.init(rawValue:)) ?? Self.format(ofType: asked.contentType)
            self.init(bytes: [], format: format, name: asked["name"] ?? "", try converter.with(asked))
        }

        /// The input with its bytes.
        func holding(_ bytes: [UInt8]) -> Input { Input(bytes: bytes, format: format, name: name, converter) }

        init(bytes: [UInt8], format: CalendarFormat?, name: String, _ converter: Converter) {
            self.bytes = bytes
            self.format = format
            self.name = name
            self.converter = converter
        }

        /// The format that Content-Type names; nil if it names none.
        ///
        /// - Throws: ``Problem`` `unsupported-media-type`.
        static func format(ofType field: String) throws -> CalendarFormat? {
            let parts = field.split(separator: ";").map { $0.trimmingBlanks.lowercased() }
            let type = parts.first ?? ""
            if let charset = parts.first(where: { $0.hasPrefix("charset=") })?.dropFirst(8),
                !["utf-8", "\"utf-8\"", "us-ascii", "utf8"].contains(charset)
            {
                throw Problem.unsupported("The character set \(charset)", ["utf-8"])
            }
            if generic.contains(type) { return nil }
            let rows = FormatRegistry.rows.filter { $0.isRead && $0.isNamed(by: type) }
            guard !rows.isEmpty else { throw Problem.unsupported(type, mediaTypes) }
            let formats = Set(rows.map(\.format.readingFormat))
            return formats.count == 1 ? formats.first : nil
        }

        static func unique(_ names: [String]) -> [String] {
            names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }

        /// What the input holds.
        ///
        /// - Throws: ``Problem`` `unprocessable` if it cannot be read at all.
        func documents(_ diagnostics: inout Diagnostics) throws -> [CalendarDocument] {
            do throws(ReadError) {
                return try converter.documents(in: bytes, from: format, name: name, diagnostics: &diagnostics)
            } catch {
                throw Problem.unreadable(error, name, diagnostics)
            }
        }
    }

    extension Converter {
        /// The converter with the time zones that are asked for.
        ///
        /// - Throws: ``Problem`` if no zone has the name.
        func with(_ asked: Asked) throws -> Converter {
            var converter = self
            for (name, place) in [("timezone", \ConversionOptions.timeZone), ("default-timezone", \.defaultTimeZone)] {
                guard let zone = asked[name] else { continue }
                guard knows(timeZone: zone) else {
                    throw Problem.badRequest("There is no time zone \(zone). Use a name such as Europe/Berlin.")
                }
                converter.options[keyPath: place] = zone
            }
            return converter
        }
    }

    extension Problem {
        /// An input that cannot be read.
        static func unreadable(_ error: ReadError, _ name: String, _ diagnostics: Diagnostics) -> Problem {
            var problem = Problem.unprocessable(
                "The calendar cannot be read",
                "\(error.message) (line \(error.location.line)). POST /v1/validate lists what is wrong with it."
            )
            let finding = error.diagnostic(file: name)
            problem.members.append(("findings", .list((diagnostics.all + [finding]).map(\.json))))
            return problem
        }
    }
#endif
