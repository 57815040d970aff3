package import Occurrences
package import Reports

extension OccurrenceRecord {
    /// The record as a JSON object.
    package var json: JSONObject {
        var object = JSONObject()
        object.add(CodingKeys.uid.rawValue, uid)
        object.add(CodingKeys.summary.rawValue, orNull: summary)
        object.add(CodingKeys.start.rawValue, start)
        object.add(CodingKeys.end.rawValue, orNull: end)
        object.add(CodingKeys.zone.rawValue, orNull: zone)
        object.add(CodingKeys.startUTC.rawValue, orNull: startUTC)
        object.add(CodingKeys.recurrenceId.rawValue, orNull: recurrenceId)
        object.add(CodingKeys.isOverride.rawValue, isOverride)
        return object
    }
}
