package import Kalends
internal import Reports

extension CalendarOverlap {
    /// The common items, a line for each.
    package var commonText: String {
        if common.isEmpty { return "" }
        let rows = common.map { [$0.component, $0.uid, $0.recurrenceID, $0.summary] }
        return TextTable([["COMPONENT", "UID", "RECURRENCE-ID", "SUMMARY"]] + rows).description
    }

    /// The common items, a JSON object on a line for each.
    package var commonJSON: [UInt8] {
        common.flatMap { item in
            var object = JSONObject()
            object.add("component", item.component)
            object.add("uid", item.uid)
            object.add("recurrenceId", item.recurrenceID)
            object.add("summary", item.summary)
            return object.line
        }
    }

    /// The counts, a line for each.
    ///
    /// - Parameters:
    ///   - first: what the first calendar is called.
    ///   - second: what the second is called.
    package func summaryText(_ first: String, _ second: String) -> String {
        var rows = [
            ["same", String(common.count)], ["changed", String(changed)], ["only in \(first)", String(onlyInFirst)],
            ["only in \(second)", String(onlyInSecond)],
        ]
        if calendarLines > 0 { rows.append(["properties of the calendars", String(calendarLines)]) }
        return TextTable(rows).description
    }

    /// The counts as a JSON object on a line.
    package var summaryJSON: [UInt8] {
        var object = JSONObject()
        object.add("same", common.count)
        object.add("changed", changed)
        object.add("onlyInFirst", onlyInFirst)
        object.add("onlyInSecond", onlyInSecond)
        object.add("calendarLines", calendarLines)
        return object.line
    }
}
