internal import CalendarDiagnostics
internal import Kolab
internal import Validation

extension FormatRow {
    /// The storage format, one row for each version.
    static let kolabVersions = KolabVersion.allCases.map(FormatRow.init(kolab:))

    private init(kolab version: KolabVersion) {
        let format = CalendarFormat(kolab: version)
        self.init(
            format,
            "Kolab storage format \(version.rawValue) XML",
            extensions: ["xml"],
            mediaType: "application/x-vnd.kolab.*",
            validates: { $0.validate(kolab: $1, file: $2) }
        ) { row in
            row.holdsOneObject = true
            row.reads = { bytes, converter, diagnostics throws(ReadError) in
                let series = try converter.kolabReader.read(
                    bytes,
                    attachments: converter.messageParts,
                    diagnostics: &diagnostics
                )
                return [CalendarDocument(format: format, content: .series([series]))]
            }
            row.detects = { head in
                guard let root = head.rootName, KolabDocument.Kind(rawValue: root) != nil else { return false }
                return version == KolabVersion(zones: head.contains(" tz="), subevents: head.contains("<subevent"))
            }
            row.messageForm = .kolab
            row.findingReader = .kolab
            row.writes = { documents, converter, report in converter.writeKolab(documents, version, &report) }
            row.hasAdditionalDates = false
            row.envelopes = ConversionOptions.Envelope.allCases
            row.anonymizes = { anonymizer, bytes throws(ReadError) in try anonymizer.anonymize(xml: bytes) }
        }
    }
}

extension CalendarFormat {
    /// The format of a version.
    init(kolab version: KolabVersion) { self.init("kolab-\(version.rawValue)") }
}
