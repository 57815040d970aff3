package import Kalends
package import Reports

extension CalendarDifference {
    /// The component, and its lines with `-` and `+`.
    var text: String {
        let title = [path, uid, recurrenceID].filter { !$0.isEmpty }.joined(separator: " ")
        return "@@ \(title)\n" + onlyInFirst.map { "- \($0)\n" }.joined() + onlyInSecond.map { "+ \($0)\n" }.joined()
    }

    /// The difference as a JSON object on a line.
    package var json: [UInt8] { object.line }

    /// The difference as a JSON object.
    package var object: JSONObject {
        var object = JSONObject()
        object.add("component", component)
        object.add("uid", uid)
        object.add("recurrenceId", recurrenceID)
        object.add("path", path)
        object.add("onlyInFirst", onlyInFirst)
        object.add("onlyInSecond", onlyInSecond)
        // The names before; they stay for one release.
        object.add("recurrence-id", recurrenceID)
        object.add("only-in-first", onlyInFirst)
        object.add("only-in-second", onlyInSecond)
        return object
    }
}
