/// Reports how far the reading of a large input is.
package enum ReadingProgress {
    @TaskLocal private static var report: (@Sendable (Int) -> Void)?

    /// How many bytes a reader reads between two reports.
    package static let step = 1 << 20

    /// Runs `body`, and calls `report` with the number of bytes whenever some more were read on this thread.
    package static func watched<Result, Failure: Error>(
        _ body: () throws(Failure) -> Result,
        by report: @escaping @Sendable (Int) -> Void
    ) throws(Failure) -> Result {
        let outcome = $report.withValue(report) {
            do throws(Failure) {
                return Swift.Result<Result, Failure>.success(try body())
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    /// Reports that some more bytes were read.
    package static func add(_ bytes: Int) { report?(bytes) }
}
