internal import Files

/// Shows how far a step has got; a reference, because closures hand it on.
final class ProgressTeller {
    private let unit: String
    private let isQuiet: Bool
    private var line: ProgressLine?

    init(_ unit: String, isQuiet: Bool) { (self.unit, self.isQuiet) = (unit, isQuiet) }

    func expect(_ total: Int) { line = ProgressLine(total: total, unit: unit, isQuiet: isQuiet) }
    func advance(_ done: Int) { line?.advance(to: done) }
    func clear() { line?.clear() }
}
