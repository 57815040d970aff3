package import Kalends

extension OccurrenceListing {
    /// What a listing is written as.
    package enum Form: Sendable {
        /// Rows, with columns or those of their form.
        case rows(OccurrenceRows.Form, OccurrenceColumns?, keepsFormulas: Bool)
        /// Calendar data of a format.
        case calendar(CalendarFormat)
    }
}

extension OccurrenceListing.Form {
    /// What options name, else what the columns are for, else what the extension of the output means.
    package static func chosen(
        _ format: CalendarFormat?,
        _ rows: OccurrenceRows.Form?,
        _ columns: OccurrenceColumns?,
        of output: String?,
        keepsFormulas: Bool
    ) -> Self {
        if let format { return .calendar(format) }
        let name = output?.lowercased() ?? ""
        let named = OccurrenceRows.Form.allCases.first { name.hasSuffix(".\($0.rawValue)") }
        if rows == nil, columns == nil, named == nil, let format = WrittenFormat(of: output, for: nil)?.format {
            return .calendar(format)
        }
        let imported = columns?.preset == nil ? nil : OccurrenceRows.Form.csv
        return .rows(rows ?? imported ?? named ?? .table, columns, keepsFormulas: keepsFormulas)
    }

    /// What options contradict it; nil if none does.
    package func complaint(hasZone: Bool, csvRaw: Bool) -> String? {
        switch self {
        case .rows(.csv, _, _): nil
        case .rows: csvRaw ? "--csv-raw can be used with --format csv only." : nil
        case .calendar:
            csvRaw
                ? "--csv-raw can be used with --format csv only."
                : hasZone ? "--zone can be used with rows only, not with calendar data." : nil
        }
    }
}
