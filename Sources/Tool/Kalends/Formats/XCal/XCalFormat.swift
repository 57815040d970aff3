internal import CalendarDiagnostics
internal import ICalendar
internal import Validation
internal import XCal

extension FormatRow {
    /// xCal, one row for each dialect that is written. One reader knows all of them.
    static let xCalDialects: [FormatRow] = [
        xCal(.xCal, "xCal XML (RFC 6321)", extensions: ["xcs", "xcal"]) { tree, report in
            XCalWriter().write(tree, report: &report)
        },
        xCal(.xCalBasic, "xCal-Basic XML (draft of 2005)", extensions: ["xcs"]) { tree, report in
            LegacyXCalWriter(.basic).write(tree, report: &report)
        },
        xCal(.xCalDTD, "xCal XML by DTD (2001-2002)", extensions: ["xcs"]) { tree, report in
            LegacyXCalWriter(.documentType).write(tree, report: &report)
        },
    ]

    private static func xCal(
        _ format: CalendarFormat,
        _ title: String,
        extensions: [String],
        _ write: @escaping @Sendable (ComponentTree, inout LossReport) -> [UInt8]
    ) -> FormatRow {
        FormatRow(
            format,
            title,
            extensions: extensions,
            mediaType: "application/calendar+xml",
            validates: { $0.validate(xCal: $1, file: $2) }
        ) { row in
            row.reads = { bytes, converter, diagnostics throws(ReadError) in
                let options = converter.options
                var reader = XCalReader(limits: options.limits, xmlLimits: options.xmlLimits)
                reader.suppliesStamps = true
                let tree = try reader.read(bytes, diagnostics: &diagnostics)
                return [CalendarDocument(format: format, content: .tree(tree))]
            }
            let writesTree = tree { tree, _, report in write(tree, &report) }
            row.writes = { documents, converter, report in
                guard let profile = converter.options.profile else {
                    return writesTree(documents, converter, &report)
                }
                let tree = converter.tree(of: documents, report: &report)
                return converter.write(tree, for: profile, itemCount: documents.itemCount, &report)
            }
            row.profiles = ConversionOptions.Profile.allCases
            row.hasSchemaLevels = true
            row.anonymizes = { anonymizer, bytes throws(ReadError) in try anonymizer.anonymize(xml: bytes) }
            if format == .xCal { completeXCal(&row) } else { row.readAs = .xCal }
        }
    }

    /// What only the dialect has by whose name all are read.
    private static func completeXCal(_ row: inout FormatRow) {
        row.shortNames = ["xcs"]
        row.detects = { ["icalendar", "vcalendar"].contains($0.rootName) }
        // A foreign wrapper, or a lone component.
        row.detectsWrapper = { head in
            guard let root = head.rootName, root != "html" else { return false }
            return head.contains("urn:ietf:params:xml:ns:icalendar-2.0") || head.contains("urn:ietf:params:xml:ns:xcal")
        }
        row.messageForm = .xCal
        row.readsPieces = IncrementalFormat.xCal.reader
        row.writesPieces = { _, late in XCalStreamWriter(lateProperties: late) }
        row.needsPropertiesFirst = true
    }
}
