import Kalends

/// Writes a calendar as Kolab 2.1 objects, and lists what these cannot hold as it is.
func kolabObjects(of calendar: [UInt8]) throws -> (objects: [[UInt8]], losses: [String]) {
    let result = try Converter().convert(calendar, to: .kolab21)
    let losses = result.report.losses.map { loss in
        "line \(loss.location.line): \(loss.property) \(loss.action.rawValue) [\(loss.id)]"
    }
    return (result.outputs.map(\.bytes), losses)
}
