#if Service
    internal import Kalends

    /// What an export is written as: one row each.
    struct ExportForm: Sendable {
        /// The name in URLs.
        let name: String
        /// The format of the converter; nil for a schedule, which is not a calendar.
        let format: CalendarFormat?
        /// The consumer that it is written for.
        var profile: ConversionOptions.Profile?
        /// The name of the file.
        let fileName: String
        let mediaType: String
        /// Whether each event is a file of its own, so that only an archive can hold them.
        var isDivided = false

        // swift-format-ignore
        static let all: [ExportForm] = [
            .init(name: "xcal",      format: .xCal,      profile: .openEvent, fileName: "xcal.xcs", mediaType: "application/calendar+xml"),
            .init(name: "ical",      format: .iCalendar, fileName: "event_ical.ics", mediaType: "text/calendar; charset=utf-8"),
            .init(name: "pentabarf", format: nil,        fileName: "pentabarf.xml",  mediaType: "application/xml"),
            .init(name: "kolab-2.0", format: .kolab20,   fileName: "kolab-2.0.xml",  mediaType: "application/zip", isDivided: true),
            .init(name: "kolab-2.1", format: .kolab21,   fileName: "kolab-2.1.xml",  mediaType: "application/zip", isDivided: true),
            .init(name: "jcal",      format: .jCal,      fileName: "event.json",     mediaType: "application/calendar+json"),
        ]

        static func named(_ name: String) -> ExportForm? { all.first { $0.name == name } }
    }

    /// Whether an export is the bare file, or an archive with a manifest.
    enum ExportPacking: String, Sendable, CaseIterable {
        case bare, zip
    }

    /// What is exported, and as what.
    struct ExportRequest: Sendable, Hashable {
        let event: String
        let form: String
        let packing: ExportPacking

        /// The request as one text, which an idempotency key belongs to.
        var text: String { "\(event) \(form) \(packing.rawValue)" }
    }
#endif
