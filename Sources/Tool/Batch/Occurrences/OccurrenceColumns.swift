package import Kalends
package import Reports

/// The columns of a list of occurrences, in their order.
package struct OccurrenceColumns: Sendable {
    let columns: [OccurrenceColumn]
    /// What the columns were chosen for as a whole; nil if they were named one by one, or not at all.
    let preset: CalendarImport?
    /// Whether no columns were asked for.
    let isDefault: Bool

    private init(_ columns: [OccurrenceColumn], preset: CalendarImport? = nil, isDefault: Bool = false) {
        (self.columns, self.preset, self.isDefault) = (columns, preset, isDefault)
    }

    /// The columns of a form where none were asked for.
    package init(of form: OccurrenceRows.Form) {
        let names =
            switch form {
            case .table: ["start", "end", "zone", "uid", "summary", "kind", "type"]
            case .csv, .jsonl:
                ["uid", "summary", "start", "end", "zone", "startUTC", "recurrenceId", "override", "type"]
            }
        self.init(names.compactMap(OccurrenceColumn.named), isDefault: true)
    }

    /// Columns by their names, separated by commas, or those of an import.
    ///
    /// - Throws: ``UsageError`` for a name that is unknown, with those that are spelt alike.
    package init(named text: String) throws(UsageError) {
        if let preset = CalendarImport(rawValue: text.lowercased()) {
            self.init(preset.columns, preset: preset)
            return
        }
        var columns: [OccurrenceColumn] = []
        for name in text.split(separator: ",", omittingEmptySubsequences: false) {
            let name = name.drop { $0 == " " }
            guard let column = OccurrenceColumn.named(String(name)) else {
                let hint = Suggestion.hint(
                    for: String(name),
                    among: Self.allNames,
                    otherwise: "there are \(Self.allNames.joined(separator: ", "))"
                )
                throw UsageError(message: "no column is called “\(name)”; \(hint)")
            }
            columns.append(column)
        }
        self.init(columns)
    }

    /// An occurrence, on its own clock, as a JSON object with a member for each column.
    package func object(of occurrence: SeriesOccurrence) -> JSONObject {
        let shown = ShownOccurrence(occurrence: occurrence, clock: nil)
        return object(of: shown, shown.record)
    }

    /// An occurrence as a JSON object with a member for each column.
    func object(of shown: ShownOccurrence, _ record: OccurrenceRecord) -> JSONObject {
        var object = JSONObject()
        for column in columns {
            switch column.value(shown, record) {
            case .text(let text): object.add(column.name, orNull: text)
            case .texts(let texts): object.add(column.name, texts)
            case .flag(let flag): object.add(column.name, flag)
            }
        }
        return object
    }

    /// Every name, and every import.
    package static var allNames: [String] {
        OccurrenceColumn.all.map(\.name) + CalendarImport.allCases.map(\.rawValue)
    }

    /// The same in words.
    package static var names: String {
        "\(OccurrenceColumn.all.map(\.name).joined(separator: ", ")); or \(CalendarImport.allCases.map(\.rawValue).joined(separator: " or "))"
    }

    /// Whether the columns are those that an import expects, so that rows are CSV on one clock if nothing else is asked for.
    package var isForImport: Bool { preset != nil }

    /// Whether UID, SUMMARY, STATUS and times are enough to fill them all.
    var areBrief: Bool { columns.allSatisfy(\.isBrief) }
}
